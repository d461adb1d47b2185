using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Provinces;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Platform;

/// <summary>
/// <c>backup FOLDER</c>, also while the hub runs, and <c>restore FOLDER</c> into a data folder that is empty: database, authority with certificates.log, keys of gateways, sessions and tokens, papers on their way. What is made anew by itself
/// (logs, stores of earlier days) is left out. On SQL Server the database is backed up there.
/// </summary>
internal static class BackupCommands
{
    private const string Of = "trục quốc gia";
    private const string Data = "data";
    private const string Authority = "authority";
    private const int LongestDetail = 500;
    private const string NotRecorded = "Bản sao lưu đã xong và trọn vẹn, nhưng không ghi được sự kiện an toàn vào cơ sở dữ liệu. Hãy ghi việc này vào sổ và kiểm tra cơ sở dữ liệu.";

    public static async Task<int> BackupAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is not [_, var folder])
        {
            return await line.MisusedAsync("NationalHub backup THƯ_MỤC (chưa có hoặc trống)").ConfigureAwait(false);
        }

        var source = Source(line);
        if (source is not null && !File.Exists(source.DataSource))
        {
            throw new ArgumentException($"Không có cơ sở dữ liệu {source.DataSource}. Hãy kiểm tra --Data:Folder.");
        }

        Func<string, CancellationToken, Task>? copy = source is null ? null : (to, token) => CopyAsync(source.ToString(), to, token);
        var made = await DataBackup.MakeAsync(folder, Of, line.Services.GetRequiredService<VietnamTime>().UtcNow, Folders(line, source), copy, cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync($"Đã sao lưu {made.Files.Count} tệp vào {Path.GetFullPath(folder)}. Bản sao có khóa bí mật: hãy cất như cất thư mục authority, ở nơi khác máy này.").ConfigureAwait(false);
        await SayOfServerAsync(line, made, cancellation).ConfigureAwait(false);
        await RecordAsync(line, Path.GetFullPath(folder), made, cancellation).ConfigureAwait(false);
        return HubCommands.Done;
    }

    public static async Task<int> RestoreAsync(CommandLine line, CancellationToken cancellation)
    {
        if (line.Words is not [_, var folder])
        {
            return await line.MisusedAsync("NationalHub restore THƯ_MỤC_SAO_LƯU --Data:Folder=THƯ_MỤC_MỚI (chưa có hoặc trống; trục phải dừng)").ConfigureAwait(false);
        }

        var source = Source(line);
        var restored = await DataBackup.RestoreAsync(folder, Of, Folders(line, source), source?.DataSource ?? "", cancellation).ConfigureAwait(false);
        await line.Output.WriteLineAsync(
            $"Đã khôi phục {restored.Files.Count} tệp, bản sao lưu lúc {VietnamTime.Local(restored.MadeAt).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}. Nếu còn authority/certificates.log mới hơn ở máy cũ, hãy chép đè lên bản này trước khi chạy trục: trong đó có các chứng thư đã cấp và thu hồi sau bản sao lưu. Tài khoản cán bộ và khóa phân tích trở lại như lúc sao lưu: sau khi chạy trục, hãy đối chiếu operator list, analyst list và khóa lại, đặt lại những gì đã khóa, đổi mật khẩu hoặc đặt lại xác thực sau lúc đó.").ConfigureAwait(false);
        await SayOfServerAsync(line, restored, cancellation).ConfigureAwait(false);
        return HubCommands.Done;
    }

    // Whoever has the copy has the hub's keys: it stands among the events. A copy that is whole stays one when the store, which is taken as it is found, cannot be written.
    private static async Task RecordAsync(CommandLine line, string folder, BackupContent made, CancellationToken cancellation)
    {
        try
        {
            var detail = $"Bản sao {made.Files.Count} tệp, có cả khóa của trục, vào {folder}. Bằng lệnh tại máy chủ.";
            await line.Services.GetRequiredService<SecurityLog>().RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.BackedUp, Subject = Environment.UserName, Detail = detail.Length <= LongestDetail ? detail : detail[..LongestDetail] }, cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            await line.Errors.WriteLineAsync(NotRecorded.AsMemory(), cancellation).ConfigureAwait(false);
        }
        catch (DbException)
        {
            await line.Errors.WriteLineAsync(NotRecorded.AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task SayOfServerAsync(CommandLine line, BackupContent content, CancellationToken cancellation)
    {
        if (!content.WithDatabase)
        {
            await line.Output.WriteLineAsync("Bản sao này không có cơ sở dữ liệu: dữ liệu ở SQL Server. Hãy sao lưu, khôi phục ở máy chủ đó (BACKUP DATABASE, RESTORE DATABASE) cùng lúc.".AsMemory(), cancellation).ConfigureAwait(false);
        }
    }

    // Null: on SQL Server. A database that stands elsewhere is not in the data folder, nothing of it is left out there.
    private static SqliteConnectionStringBuilder? Source(CommandLine line)
    {
        var db = line.Services.GetRequiredService<HubDb>();
        return db.Database.IsSqlite() ? new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, Mode = SqliteOpenMode.ReadWrite } : null;
    }

    private static List<BackupFolder> Folders(CommandLine line, SqliteConnectionStringBuilder? source)
    {
        var data = Path.GetFullPath(line.Services.GetRequiredService<IOptions<DataOptions>>().Value.Folder);
        List<BackupFolder> folders = [new(Data, data, ["logs", "asof", .. BackupFolder.PathsOf(source?.DataSource, data)])];
        if (line.Options["Authority:Folder"] is { Length: > 0 } apart && !Path.GetFullPath(apart).StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            folders.Add(new(Authority, Path.GetFullPath(apart)));
        }

        return folders;
    }

    // The hub writes on meanwhile: readers of a WAL see one moment.
    private static async Task CopyAsync(string source, string to, CancellationToken cancellation)
    {
        await using var from = new SqliteConnection(source);
        await from.OpenAsync(cancellation).ConfigureAwait(false);
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        await copy.OpenAsync(cancellation).ConfigureAwait(false);
        from.BackupDatabase(copy);
        await using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        if (await check.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not "ok")
        {
            throw new ArgumentException("Bản sao của cơ sở dữ liệu không đọc được trọn vẹn; chưa có bản sao lưu nào được tạo. Hãy kiểm tra ổ đĩa rồi chạy lại.");
        }
    }
}
