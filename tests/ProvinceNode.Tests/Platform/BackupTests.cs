using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Hosting;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

/// <summary>A backup that is taken while the node works, and a node that starts on what was restored of it.</summary>
public sealed class BackupTests
{
    private const string Number = "038182000102";

    [Fact]
    public async Task Node_RestoredIntoANewFolder_StartsWithItsRowsAndKeys()
    {
        await using var node = await NodeHost.StartAsync();
        using var folder = new DataFolder();
        await node.OfficialAsync("desk", "38.400");
        var asked = node.App.Services.GetRequiredService<AskingKey>().Of(Number, "1982");
        Directory.CreateDirectory(Path.Combine(node.Folder, "attachments", "ab"));
        await File.WriteAllTextAsync(Path.Combine(node.Folder, "attachments", "ab", "abcd"), "scan");

        Assert.Equal((0, true), await RunAsync(node.App.Services, "backup", folder["backup"]));
        await node.OfficialAsync("chairman", "38.400"); // after the backup

        using var data = new DataFolder();
        await using var restored = NodeHost.Unstarted(data, node.Clock, node.Settings);
        Assert.Equal((0, true), await RunAsync(restored.Services, "restore", folder["backup"]));
        await restored.StartAsync();
        await using var scope = restored.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(TenantPath.Parse("38"));
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        Assert.Equal(["desk.38.400"], await db.Users.Select(u => u.UserName).ToListAsync());
        Assert.Equal(asked, restored.Services.GetRequiredService<AskingKey>().Of(Number, "1982"));
        Assert.Equal("scan", await File.ReadAllTextAsync(Path.Combine(data.Path, "attachments", "ab", "abcd")));
        await restored.StopAsync();
    }

    [Fact]
    public async Task Restore_OverDataOrOfAnotherProvince_IsRefused()
    {
        await using var node = await NodeHost.StartAsync();
        using var folder = new DataFolder();
        await RunAsync(node.App.Services, "backup", folder["backup"]);

        Assert.Equal((1, false), await RunAsync(node.App.Services, "restore", folder["backup"]));
        using var data = new DataFolder();
        await using var other = NodeHost.Unstarted(data, node.Clock, node.Settings with { Province = "46" });
        Assert.Equal((1, false), await RunAsync(other.Services, "restore", folder["backup"]));
        Assert.False(File.Exists(data["node.db"]));
        await Assert.ThrowsAsync<ArgumentException>(() => DataBackup.VerifyAsync(folder.Path, "nút tỉnh 38", default));
    }

    private static async Task<(int? Code, bool Done)> RunAsync(IServiceProvider services, string verb, string folder)
    {
        var output = new StringWriter();
        var code = await BackupCommands.RunAsync(services, [verb, folder], output, default);
        return (code, output.ToString().StartsWith("Đã ", StringComparison.Ordinal));
    }
}
