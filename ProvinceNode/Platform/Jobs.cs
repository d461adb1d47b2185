using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Protos.Values;
using Quartz;

namespace ProvinceNode.Platform;

/// <summary>
/// Scheduled work. The schedule is kept in memory: every job here looks at the database for what is due, so nothing is lost with
/// the process, a node is one process on one file, and Quartz cannot share a SQLite file between schedulers anyway.
/// </summary>
public static class Jobs
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddQuartz(q => q.UseInMemoryStore());
        services.AddQuartzHostedService(o => (o.WaitForJobsToComplete, o.AwaitApplicationStarted) = (true, true));
        services.AddNodeJob<JobsCleanDrafts>(TimeSpan.FromHours(1));
        return services;
    }

    /// <summary>Lets a job begin now, not at its next turn. It looks at the database for what is due anyway: a start that is not heard loses nothing.</summary>
    public static async Task StartNowAsync<T>(IServiceProvider services, CancellationToken cancel)
        where T : NodeJob
    {
        // None where jobs are not run, as in most tests.
        foreach (var scheduler in await services.GetRequiredService<ISchedulerFactory>().GetAllSchedulers(cancel))
        {
            if (await scheduler.GetStatus(cancel) == SchedulerStatus.Running)
            {
                await scheduler.TriggerJob(new JobKey(typeof(T).Name), cancellationToken: cancel);
            }
        }
    }

    /// <summary>Runs a job when the node starts and then at an interval, never twice at the same time.</summary>
    public static IServiceCollection AddNodeJob<T>(this IServiceCollection services, TimeSpan every)
        where T : NodeJob
    {
        services.AddTransient<T>();
        return services.AddQuartz(q => q.ScheduleJob<T>(
            t => t.WithIdentity(typeof(T).Name).StartNow().WithSimpleSchedule(every, null),
            j => j.WithIdentity(typeof(T).Name).DisallowConcurrentExecution()));
    }
}

/// <summary>A job in the scope of the whole province; a failure is logged and counted, and the next run tries again.</summary>
public abstract class NodeJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger log) : IJob
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ProvinceNode.Jobs";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("jobs_runs", description: "Runs of scheduled jobs by outcome.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("jobs_duration", "s", "Duration of a run.");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunOnceAsync(cancellationToken);

    /// <summary>One run, whatever it meets.</summary>
    public async Task RunOnceAsync(CancellationToken cancel)
    {
        var (name, started) = (GetType().Name, Stopwatch.GetTimestamp());
        try
        {
            await using var scope = NewScope();
            await RunAsync(scope.ServiceProvider, cancel);
            Runs.Add(1, new("job", name), new("outcome", "done"));
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            JobsLog.Failed(log, failure, name);
            Runs.Add(1, new("job", name), new("outcome", "failed"));
        }

        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("job", name));
    }

    protected abstract Task RunAsync(IServiceProvider services, CancellationToken cancel);

    /// <summary>One matter of a run, in a scope of its own: a failure is logged and counted, the other matters go on, and the next run tries this one again.</summary>
    protected async Task PieceAsync(Func<IServiceProvider, Task> work, CancellationToken cancel)
    {
        var name = GetType().Name;
        try
        {
            await using var scope = NewScope();
            await work(scope.ServiceProvider);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            JobsLog.Failed(log, failure, name);
            Runs.Add(1, new("job", name), new("outcome", "piece-failed"));
        }
    }

    /// <summary>A scope that sees the province.</summary>
    protected AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse(node.Value.ProvinceCode));
        return scope;
    }
}

internal static partial class JobsLog
{
    [LoggerMessage(LogLevel.Error, "Job {Job} failed")]
    public static partial void Failed(ILogger logger, Exception failure, string job);

    [LoggerMessage(LogLevel.Information, "{Count} drafts older than {Days} days were removed")]
    public static partial void DraftsRemoved(ILogger logger, int count, int days);
}
