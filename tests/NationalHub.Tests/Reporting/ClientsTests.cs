using System.Diagnostics;
using System.Text.Json;

namespace NationalHub.Tests.Reporting;

/// <summary>Two clients that others wrote read the door. They are fetched by npm into a folder of the test, as other tools of tests are.</summary>
public sealed class ClientsTests(SharedDoor shared) : IClassFixture<SharedDoor>
{
    [Fact]
    public async Task Clients_OfOthers_ReadWhatTheDoorSays()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "odata-clients");
        Directory.CreateDirectory(folder);
        var source = Path.Combine(Root(), "tests", "NationalHub.Tests", "Reporting", "Clients");
        foreach (var file in new[] { "package.json", "read.cjs" })
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@odata", "client")))
        {
            await RunAsync("npm", folder, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
        }

        using var seen = JsonDocument.Parse(await RunAsync("node", folder, "read.cjs", shared.World.Client.BaseAddress!.ToString()));

        var (o, client) = (seen.RootElement.GetProperty("o"), seen.RootElement.GetProperty("client"));
        foreach (var one in new[] { o, client })
        {
            Assert.Equal(["b000007", "b000019", "b000031"], one.GetProperty("rows").EnumerateArray().Select(row => row.GetString()));
            Assert.Equal(("Tỉnh Nghệ An", "Nguyễn Văn 1"), (one.GetProperty("province").GetString(), one.GetProperty("name").GetString()));
        }
        Assert.Equal([20, 20, 20], o.GetProperty("groups").EnumerateArray().Select(group => group.GetInt32()));
        Assert.Equal(20, client.GetProperty("count").GetInt32());
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "BaoTroXaHoi.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside their repository.");
        }
        return at.FullName;
    }

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{program}: {await faults}");
        return await said;
    }
}
