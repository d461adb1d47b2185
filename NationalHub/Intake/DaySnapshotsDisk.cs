using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>The files of earlier days and the room they take.</summary>
public sealed class DaySnapshotsDisk(IOptions<DataOptions> data, IOptions<DaySnapshotsOptions> options, VietnamTime time)
{
    private const string Format = "yyyy-MM-dd";

    private string Folder => data.Value.PathOf("asof");

    public string FileOf(DateOnly day) => Path.Combine(Folder, day.ToString(Format, CultureInfo.InvariantCulture) + ".db");

    /// <summary>Days that are whole, the one asked for last first.</summary>
    public IReadOnlyList<DateOnly> Days() => [.. Files().Select(f => DateOnly.ParseExact(Path.GetFileNameWithoutExtension(f.Name), Format, CultureInfo.InvariantCulture))];

    /// <summary>Says that somebody asked for the day.</summary>
    public void Touch(DateOnly day) => File.SetLastWriteTimeUtc(FileOf(day), time.UtcNow);

    /// <summary>Makes place for one more: leaves the days asked for last, and nothing of what a killed process did not finish.</summary>
    /// <returns>Days that are gone; they are made again when they are asked for again.</returns>
    public IReadOnlyList<DateOnly> Prune()
    {
        Directory.CreateDirectory(Folder);
        foreach (var part in Directory.GetFiles(Folder, "*.part*"))
        {
            File.Delete(part);
        }

        var gone = Days().Skip(Math.Max(1, options.Value.MostFiles) - 1).ToList();
        gone.ForEach(Remove);
        return gone;
    }

    public void Remove(DateOnly day)
    {
        var file = FileOf(day);
        File.Delete(file);
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
    }

    /// <exception cref="ODataFaultException">507: the disk has too little room to make the day.</exception>
    public void RequireRoom(HubDb hub, DateOnly day)
    {
        var one = Math.Max(SizeOf(hub), Files().Select(f => f.Length).DefaultIfEmpty(0).Max());
        var (need, free) = (one * options.Value.FreeTimesHub, (double)new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Folder)! : Folder).AvailableFreeSpace);
        if (free < need)
        {
            var ready = Days() is { Count: > 0 } days ? $" Ngày đã dựng sẵn: {string.Join(", ", days.Order().Select(VietnameseFormat.Date))}." : "";
            throw new ODataFaultException(StatusCodes.Status507InsufficientStorage, "OData.NoRoomForDay",
                $"Đĩa của trục không đủ chỗ để dựng số liệu như biết đến hết ngày {VietnameseFormat.Date(day)}: cần {Gigabytes(need)} GB trống, còn {Gigabytes(free)} GB.{ready} Hãy nhờ người vận hành thêm chỗ hoặc giảm AsOf:MostFiles, hoặc đọc số liệu hiện tại (bỏ asOf).", "asOf");
        }
    }

    // On SQL Server the hub's own size is not on this disk: the largest day tells what one takes.
    private static long SizeOf(HubDb hub)
    {
        if (!hub.Database.IsSqlite())
        {
            return 0;
        }

        var file = new SqliteConnectionStringBuilder(hub.Database.GetConnectionString()).DataSource;
        return new[] { file, file + "-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length);
    }

    private static string Gigabytes(double bytes) => (bytes / (1L << 30)).ToString("N1", VietnameseFormat.Culture);

    private IEnumerable<FileInfo> Files() => Directory.Exists(Folder)
        ? new DirectoryInfo(Folder).GetFiles("????-??-??.db").OrderByDescending(f => f.LastWriteTimeUtc).ThenByDescending(f => f.Name, StringComparer.Ordinal)
        : [];
}
