using System.Diagnostics;
using System.Text;

namespace EndToEnd.Tests.Processes;

/// <summary>One of the product's processes, started as an operator would, killed as a power cut would.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ChildProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>A line of Linux' own account of it in bytes, e.g. VmHWM: the most memory that was ever resident.</summary>
    public long Bytes(string line) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(line + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        System.Globalization.CultureInfo.InvariantCulture) * 1024;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts <c>dotnet</c> with an assembly of the build under test.</summary>
    /// <param name="project">Folder of the project from the root, e.g. ProvinceNode.</param>
    /// <param name="clock">The clock that it lives by; null: the machine's.</param>
    public static ChildProcess Start(string project, IEnumerable<string> arguments, MovedClock? clock = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_NOLOGO"] = "1" },
        };
        clock?.Hand(start.Environment);
        start.ArgumentList.Add(Build.Assembly(project));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static async Task<string> RunAsync(string project, IEnumerable<string> arguments)
    {
        await using var child = Start(project, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await child._process.WaitForExitAsync(limit.Token);
        return child._process.ExitCode == 0 ? child.Output : throw new InvalidOperationException($"{project}: exit {child._process.ExitCode}\n{child.Output}");
    }

    /// <summary>Waits until an address answers 2xx.</summary>
    /// <exception cref="InvalidOperationException">The process ended first.</exception>
    public async Task AnswersAsync(Uri address)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(address, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !limit.IsCancellationRequested))
            {
                // Not listening yet, or still busy with its start.
            }

            using var soon = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            await soon.WaitForNextTickAsync(limit.Token);
        }

        throw new InvalidOperationException($"The process ended before it answered.\n{Output}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
