using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Every list and summary of a month in one ZIP, written as it is made: at no moment is more than one volume in memory.</summary>
public sealed class MonthArchive(NodeDb db, ListPapers lists, MonthPapers month)
{
    /// <summary>Lists that are in the archive: drafts have no place in it.</summary>
    public static IQueryable<PaymentList> Of(NodeDb db, Guid period) =>
        db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period && l.Status != ListStatus.Discarded && l.Status != ListStatus.Draft).OrderBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).ThenBy(l => l.Sequence);

    /// <param name="output">Stays open and need not be seekable.</param>
    /// <param name="told">Hears how many of its papers and lists are written, of so many.</param>
    public async Task WriteAsync(Stream output, PaymentPeriod period, Action<int, int> told, CancellationToken cancel)
    {
        var of = await Of(db, period.Id).ToListAsync(cancel);
        var (done, all) = (0, MonthPapers.All.Count + of.Count);
        told(done, all);
        var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (zip)
        {
            foreach (var what in MonthPapers.All)
            {
                foreach (var volume in await month.PrintAsync(period, what, cancel))
                {
                    await AddAsync(zip, "TongHop", volume(), cancel);
                }

                await SheetAsync(zip, $"TongHop/{MonthPapers.Name(period, what)}.xlsx", s => month.WriteAsync(s, period, what, cancel), cancel);
                told(++done, all);
            }

            foreach (var list in of)
            {
                var folder = $"{list.TenantPath.Split('.')[^1]}_{VietnameseText.Fold(list.UnitName).Replace(' ', '-')}";
                await foreach (var paper in lists.PdfAsync(list, cancel))
                {
                    await AddAsync(zip, folder, paper, cancel);
                }

                await SheetAsync(zip, $"{folder}/{ListPapers.Name(list)}.xlsx", s => lists.WriteSheetAsync(s, list, cancel), cancel);
                told(++done, all);
            }
        }
    }

    /// <summary>The volumes of one list in a ZIP.</summary>
    public Task WriteVolumesAsync(Stream output, PaymentList list, CancellationToken cancel) => WriteAsync(output, lists.PdfAsync(list, cancel), cancel);

    /// <summary>Papers in a ZIP, each when it is its turn.</summary>
    public static async Task WriteAsync(Stream output, IAsyncEnumerable<PaperOut> papers, CancellationToken cancel)
    {
        var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (zip)
        {
            await foreach (var paper in papers.WithCancellation(cancel))
            {
                await AddAsync(zip, "", paper, cancel);
            }
        }
    }

    /// <summary>A file that grows on the disk and goes with its stream.</summary>
    public static FileStream Scratch() => new(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    // Papers and sheets are packed already.
    private static async Task AddAsync(ZipArchive zip, string folder, PaperOut paper, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(folder.Length > 0 ? $"{folder}/{paper.Name}" : paper.Name, CompressionLevel.NoCompression).OpenAsync(cancel);
        await entry.WriteAsync(paper.Content, cancel);
    }

    private static async Task SheetAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancel)
    {
        await using var file = Scratch();
        await write(file);
        file.Position = 0;
        await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancel);
        await file.CopyToAsync(entry, cancel);
    }
}
