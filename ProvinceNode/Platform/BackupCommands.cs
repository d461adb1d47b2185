using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Protos.Hosting;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>
/// <c>backup FOLDER</c>, also while the node runs, and <c>restore FOLDER</c> into a data folder that is empty: database, attachments, papers, signing keys, the key of what was asked, keys of sessions, the node's key and certificate. Logs are
/// left out. On SQL Server the database is backed up there. A node that was restored is repaired afterwards (<c>replication repair</c>).
/// </summary>
public static class BackupCommands
{
    private const string Data = "data";

    /// <returns>Exit code, or null when the words are no command of this kind.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["backup" or "restore", ..])
        {
            return null;
        }

        if (args is not [_, var folder, ..] || folder.StartsWith("--", StringComparison.Ordinal))
        {
            await output.WriteLineAsync("Cách dùng: ProvinceNode backup THƯ_MỤC (chưa có hoặc trống) | ProvinceNode restore THƯ_MỤC_SAO_LƯU (thư mục dữ liệu Node:DataFolder chưa có hoặc trống; nút phải dừng)");
            return 2;
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            var node = new NodeData(scope.ServiceProvider.GetRequiredService<IOptions<NodeOptions>>().Value, scope.ServiceProvider.GetRequiredService<NodeDb>());
            await output.WriteLineAsync(args[0] == "backup" ? await BackupAsync(node, folder, services.GetRequiredService<VietnamTime>().UtcNow, cancel) : await RestoreAsync(node, folder, cancel));
            return 0;
        }
        catch (ArgumentException refused)
        {
            await output.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task<string> BackupAsync(NodeData node, string folder, DateTime at, CancellationToken cancel)
    {
        if (node.Database is { } database && !File.Exists(database.DataSource))
        {
            throw new ArgumentException($"Không có cơ sở dữ liệu {database.DataSource}. Hãy kiểm tra --Node:DataFolder.");
        }

        Func<string, CancellationToken, Task>? copy = node.Database is { } source ? (to, token) => CopyAsync(source.ToString(), to, token) : null;
        var made = await DataBackup.MakeAsync(folder, node.Of, at, node.Folders, copy, cancel);
        return $"Đã sao lưu {made.Files.Count} tệp vào {Path.GetFullPath(folder)}. Bản sao có khóa bí mật và dữ liệu cá nhân: hãy cất kín, ở nơi khác máy này.{OfServer(made)}";
    }

    private static async Task<string> RestoreAsync(NodeData node, string folder, CancellationToken cancel)
    {
        var restored = await DataBackup.RestoreAsync(folder, node.Of, node.Folders, node.Database?.DataSource ?? "", cancel);
        return $"Đã khôi phục {restored.Files.Count} tệp, bản sao lưu lúc {VietnamTime.Local(restored.MadeAt).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}. Chạy tiếp lệnh ProvinceNode replication repair rồi mới chạy nút: trục quốc gia từ chối nút cho đến khi đó. Tài khoản cán bộ trở lại như lúc sao lưu: hãy khóa lại, đặt lại những tài khoản đã khóa, đổi mật khẩu hoặc đặt lại xác thực sau lúc đó.{OfServer(restored)}";
    }

    private static string OfServer(BackupContent content) =>
        content.WithDatabase ? "" : " Bản sao này không có cơ sở dữ liệu: dữ liệu ở SQL Server. Hãy sao lưu, khôi phục ở máy chủ đó (BACKUP DATABASE, RESTORE DATABASE) cùng lúc.";

    // The node writes on meanwhile: readers of a WAL see one moment.
    private static async Task CopyAsync(string source, string to, CancellationToken cancel)
    {
        await using var from = new SqliteConnection(source);
        await from.OpenAsync(cancel);
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        await copy.OpenAsync(cancel);
        from.BackupDatabase(copy);
        await using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (await check.ExecuteScalarAsync(cancel) is not "ok")
        {
            throw new ArgumentException("Bản sao của cơ sở dữ liệu không đọc được trọn vẹn; chưa có bản sao lưu nào được tạo. Hãy kiểm tra ổ đĩa rồi chạy lại.");
        }
    }

    /// <summary>Where the node has what.</summary>
    private sealed class NodeData(NodeOptions options, NodeDb db)
    {
        /// <summary>Null: on SQL Server.</summary>
        public SqliteConnectionStringBuilder? Database { get; } =
            db.Database.IsSqlite() ? new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, Mode = SqliteOpenMode.ReadWrite } : null;

        public string Of => $"nút tỉnh {options.ProvinceCode}";

        public IReadOnlyList<BackupFolder> Folders
        {
            get
            {
                var data = Path.GetFullPath(options.DataFolder);
                return [new(Data, data, ["logs", .. BackupFolder.PathsOf(Database?.DataSource, data)])];
            }
        }
    }
}
