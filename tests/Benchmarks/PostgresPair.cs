using System.Diagnostics;
using System.Globalization;
using TestSupport;

namespace Benchmarks;

/// <summary>
/// Two clusters of the distribution's PostgreSQL in a folder of their own, reached through its sockets only: a publisher and a subscriber. Both wait for the disk at each commit, the
/// subscription too (PostgreSQL's own choice for it is not to wait).
/// </summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    public const int Publisher = 5501;
    public const int Subscriber = 5502;

    // Where Debian and what comes of it put each version's programs.
    private const string Versions = "/usr/lib/postgresql";
    private static readonly string[] Needed = ["initdb", "pg_ctl", "psql"];
    private readonly DataFolder _folder = new();
    private readonly string _programs;

    private PostgresPair(string programs) => _programs = programs;

    /// <summary>Folder of the newest version's programs; null when there is none.</summary>
    public static string? Programs() => !Directory.Exists(Versions) ? null : Directory.GetDirectories(Versions)
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0)
        .Select(d => Path.Combine(d, "bin")).FirstOrDefault(bin => Needed.All(p => File.Exists(Path.Combine(bin, p))));

    public static async Task<PostgresPair> StartAsync(string programs, CancellationToken ct)
    {
        var pair = new PostgresPair(programs);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", pair._folder.Path, ["postgres:", pair._folder.Path], ct);
            }

            await pair.StartOneAsync(Publisher, ct);
            await pair.StartOneAsync(Subscriber, ct);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    public Task<string> VersionAsync(CancellationToken ct) => SqlAsync(Publisher, "SELECT 'PostgreSQL ' || current_setting('server_version')", ct);

    /// <summary>Rows of the answer, a line each.</summary>
    public Task<string> SqlAsync(int server, string sql, CancellationToken ct) => ClientAsync(server, ["-c", sql], ct);

    public Task<string> FileAsync(int server, string file, CancellationToken ct) => ClientAsync(server, ["-f", file], ct);

    /// <summary>From now on the subscriber follows the publisher's tables.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        await SqlAsync(Publisher, "CREATE PUBLICATION bench FOR ALL TABLES WITH (publish = 'insert, update, delete')", ct);
        await SqlAsync(
            Subscriber,
            $"CREATE SUBSCRIPTION bench CONNECTION 'host={_folder.Path} port={Publisher} user=postgres dbname=postgres' PUBLICATION bench WITH (copy_data = false, synchronous_commit = on)", ct);
        await SqlAsync(Publisher, Until("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"), ct);
    }

    /// <summary>A statement that ends when a query has a row; it looks a hundred times a second.</summary>
    public static string Until(string query) => $"DO $$ BEGIN WHILE NOT EXISTS ({query}) LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$";

    public async ValueTask DisposeAsync()
    {
        foreach (var data in new[] { Subscriber, Publisher }.Select(Data).Where(d => File.Exists(Path.Combine(d, "postmaster.pid"))))
        {
            await ServerAsync("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"], CancellationToken.None);
        }

        _folder.Dispose();
    }

    private string Data(int server) => _folder[server.ToString(CultureInfo.InvariantCulture)];

    private async Task StartOneAsync(int server, CancellationToken ct)
    {
        await ServerAsync("initdb", ["-D", Data(server), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"], ct);
        await File.AppendAllTextAsync(
            Path.Combine(Data(server), "postgresql.conf"),
            $"""

            listen_addresses = ''
            unix_socket_directories = '{_folder.Path}'
            port = {server}
            wal_level = logical
            fsync = on
            synchronous_commit = on
            shared_buffers = 512MB
            max_wal_size = 4GB
            wal_retrieve_retry_interval = 100ms
            """, ct);
        await ServerAsync("pg_ctl", ["-D", Data(server), "-l", Data(server) + ".log", "-w", "start"], ct);
    }

    // The server does not run as root.
    private Task<string> ServerAsync(string program, string[] arguments, CancellationToken ct) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", _folder.Path, ["--reuid=postgres", "--regid=postgres", "--init-groups", Path.Combine(_programs, program), .. arguments], ct)
        : RunAsync(Path.Combine(_programs, program), _folder.Path, arguments, ct);

    private Task<string> ClientAsync(int server, string[] arguments, CancellationToken ct) => RunAsync(
        Path.Combine(_programs, "psql"), _folder.Path,
        ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _folder.Path, "-p", server.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", "postgres", .. arguments], ct);

    private static async Task<string> RunAsync(string program, string folder, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, faults) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return process.ExitCode == 0 ? (await text).Trim() : throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[^1]}: {await faults}");
    }
}
