using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Enrolment;
using Protos.Hosting;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>A backup that is taken while the hub works, and a hub that starts on what was restored of it.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backup-").FullName;
    private HubHost _hub = null!;
    private string _said = "";

    private string Backup => Path.Combine(_folder, "backup");

    private string Restored => Path.Combine(_folder, "restored");

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Hub_RestoredIntoANewFolder_KnowsItsNodesAndOperatorsAndWorks()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var client = OperatorClient.Stranger(_hub);
        var phone = await client.SignInAsync(_hub, OperatorRoles.Auditor, "soat");
        var password = await WithAccountsAsync(_hub, a => a.ChangePasswordAsync("soat", default));
        var authority = Thumbprint(_hub);
        Assert.NotEmpty(await client.PageAsync("/dang-nhap")); // makes the keys of forms
        Assert.Equal(HubCommands.Done, await CommandAsync(_hub.Folder, "backup", Backup));
        await WithAccountsAsync(_hub, a => a.AddAsync("den.sau", default));

        Assert.Equal(HubCommands.Done, await CommandAsync(Restored, "restore", Backup));

        await using var restored = await HubHost.StartAsync(Restored);
        Assert.Equal(authority, Thumbprint(restored));
        Assert.Equal(["soat"], await restored.WithDbAsync(db => db.Operators.Select(o => o.Name).ToListAsync()));
        Assert.Equal("wal", JournalMode(restored));
        using var channel = restored.Channel(certificate);
        Assert.Equal("38", (await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest())).ProvinceCode);
        // The key of his phone is opened with the keys that were restored.
        using var again = OperatorClient.Stranger(restored);
        await again.EnterAsync("soat", password, phone.NextCode());
        Assert.Contains("/tinh/38", await again.PageAsync("/"), StringComparison.Ordinal);
        foreach (var file in new[] { "authority/ca.key", "authority/certificates.log" })
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_hub.Folder, file)), await File.ReadAllBytesAsync(Path.Combine(Restored, file)));
        }
    }

    [Fact]
    public async Task Backup_OfEverything_LeavesLogsAndIsForItsOwnerAlone()
    {
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "mailbox", "38"));
        await File.WriteAllTextAsync(Path.Combine(_hub.Folder, "mailbox", "38", "paper"), "sealed");
        PrivateFile.Write(Path.Combine(_hub.Folder, "gateway.key"), "key");
        Directory.CreateDirectory(Path.Combine(_hub.Folder, "asof"));
        await File.WriteAllTextAsync(Path.Combine(_hub.Folder, "asof", "2026-01-31.db"), "made anew");
        await WithAccountsAsync(_hub, a => a.AddAsync("an", default));

        Assert.Equal(HubCommands.Done, await CommandAsync(_hub.Folder, "backup", Backup));

        var content = await DataBackup.VerifyAsync(Backup, "trục quốc gia", default);
        var paths = content.Files.Select(f => f.Path).ToList();
        Assert.All(new[] { "database.db", "data/authority/ca.key", "data/authority/ca.crt", "data/gateway.key", "data/mailbox/38/paper" }, p => Assert.Contains(p, paths));
        Assert.DoesNotContain(paths, p => p.StartsWith("data/logs", StringComparison.Ordinal) || p.StartsWith("data/asof", StringComparison.Ordinal) || p.Contains("hub.db", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Backup));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Backup, "data", "authority", "ca.key")));
        }
    }

    [Theory]
    [InlineData("data/authority/ca.key")]
    [InlineData("database.db")]
    public async Task Restore_OfADamagedBackup_IsRefusedAndMakesNothing(string file)
    {
        await CommandAsync(_hub.Folder, "backup", Backup);
        var path = Path.Combine(Backup, file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Assert.Equal(HubCommands.Refused, await CommandAsync(Restored, "restore", Backup));

        Assert.Contains(file, _said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored) && Directory.EnumerateFileSystemEntries(Restored).Any(e => Path.GetFileName(e) != "logs"));
    }

    [Fact]
    public async Task Restore_OverDataOrFromNothing_IsRefused()
    {
        await CommandAsync(_hub.Folder, "backup", Backup);
        Directory.CreateDirectory(Restored);
        await File.WriteAllTextAsync(Path.Combine(Restored, "gateway.key"), "somebody's");

        Assert.Equal(HubCommands.Refused, await CommandAsync(Restored, "restore", Backup));
        Assert.Contains("không trống (có gateway.key)", _said, StringComparison.Ordinal);
        Assert.Equal(HubCommands.Refused, await CommandAsync(Path.Combine(_folder, "other"), "restore", _folder));
        Assert.Contains("không phải là bản sao lưu", _said, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => DataBackup.VerifyAsync(Backup, "nút tỉnh 38", default));
    }

    // What stands beside a database is a part of it: a write-ahead log of another one would be played into what is restored.
    [Theory]
    [InlineData("hub.db")]
    [InlineData("hub.db-wal")]
    [InlineData("hub.db-journal")]
    public async Task Restore_OverADatabaseOrWhatIsLeftOfOne_IsRefused(string file)
    {
        await CommandAsync(_hub.Folder, "backup", Backup);
        Directory.CreateDirectory(Restored);
        await File.WriteAllTextAsync(Path.Combine(Restored, file), "somebody's");

        Assert.Equal(HubCommands.Refused, await CommandAsync(Restored, "restore", Backup));

        Assert.Contains(file, _said, StringComparison.Ordinal);
        Assert.Equal("somebody's", await File.ReadAllTextAsync(Path.Combine(Restored, file)));
        Assert.False(Directory.Exists(Path.Combine(Restored, "authority")));
    }

    // The authority may stand on a disk of its own.
    [Fact]
    public async Task Backup_OfAnAuthorityThatStandsApart_HoldsItAndBringsItBackApart()
    {
        var (data, apart) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "apart"));
        Assert.Equal(HubCommands.Done, await CommandAsync(data, "operator", "add", "an", $"--Authority:Folder={apart}"));
        Directory.CreateDirectory(apart);
        await File.WriteAllTextAsync(Path.Combine(apart, "ca.key"), "secret");

        Assert.Equal(HubCommands.Done, await CommandAsync(data, "backup", Backup, $"--Authority:Folder={apart}"));
        var (to, key) = (Path.Combine(_folder, "apart-2"), Path.Combine("authority", "ca.key"));
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(Backup, key)));
        Assert.Equal(HubCommands.Refused, await CommandAsync(Restored, "restore", Backup));
        Assert.Equal(HubCommands.Done, await CommandAsync(Restored, "restore", Backup, $"--Authority:Folder={to}"));

        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(to, "ca.key")));
    }

    [Fact]
    public async Task Backup_OverABackupOrIntoTheData_IsRefused()
    {
        Assert.Equal(HubCommands.Done, await CommandAsync(_hub.Folder, "backup", Backup));
        Assert.Equal(HubCommands.Refused, await CommandAsync(_hub.Folder, "backup", Backup));
        Assert.Equal(HubCommands.Refused, await CommandAsync(_hub.Folder, "backup", Path.Combine(_hub.Folder, "backup")));
        Assert.Equal(HubCommands.Refused, await CommandAsync(Path.Combine(_folder, "nobody"), "backup", Path.Combine(_folder, "second")));
        Assert.Equal(HubCommands.Misused, await CommandAsync(_hub.Folder, "backup"));
        Assert.False(Directory.Exists(Path.Combine(_hub.Folder, "backup")) || Directory.Exists(Path.Combine(_folder, "second")));
    }

    private static string? JournalMode(HubHost hub)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "hub.db")};Pooling=False");
        connection.Open();
        using var asked = connection.CreateCommand();
        asked.CommandText = "PRAGMA journal_mode";
        return asked.ExecuteScalar() as string;
    }

    private static string Thumbprint(HubHost hub) => CertificateAuthority.Thumbprint(hub.App.Services.GetRequiredService<CertificateAuthority>().Authority);

    private static async Task<T> WithAccountsAsync<T>(HubHost hub, Func<OperatorAccounts, Task<T>> work)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<OperatorAccounts>());
    }

    private async Task<int> CommandAsync(string data, params string[] args)
    {
        var output = new StringWriter();
        var code = await HubCommands.RunAsync([.. args, $"--Data:Folder={data}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], output, output, CancellationToken.None);
        _said = output.ToString();
        return code;
    }
}
