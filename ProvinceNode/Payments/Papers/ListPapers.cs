using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>A finished file.</summary>
public sealed record PaperOut(string Name, byte[] Content);

/// <summary>D22 of one list, in volumes of so many lines that one of them fits into memory and into a binder, and the same list as a sheet.</summary>
public sealed class ListPapers(NodeDb db, PaperGround ground)
{
    /// <summary>Lines of one volume: some 250 pages.</summary>
    public const int VolumeLines = 3_000;

    public static int Volumes(PaymentList list) => Math.Max(1, (list.Lines + VolumeLines - 1) / VolumeLines);

    /// <summary>ChiTra_16063_202211_1101: commune, month, then type, method and number of the list as its exchanged file has them.</summary>
    public static string Name(PaymentList list) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DanhSachChiTra_{list.TenantPath.Split('.')[^1]}_{list.Month}_{(int)list.Type}{(int)list.Method}{list.Sequence:00}");

    /// <summary>The volumes one after the other; each is made when it is asked for.</summary>
    public async IAsyncEnumerable<PaperOut> PdfAsync(PaymentList list, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (scene, head) = (await SceneAsync(list, cancel), await HeadAsync(list, cancel));
        var options = new PdfOptions { Id = list.Id, CreatedAt = new DateTimeOffset(scene.NowUtc) };
        await foreach (var paper in PapersAsync(list, scene, head, cancel))
        {
            var (number, of) = paper.Volume;
            yield return new($"{Name(list)}{(of > 1 ? $"_tap{number:00}" : "")}.pdf", PaperPdf.Render(paper.Content, PaperFonts.Shipped, options).Bytes);
        }
    }

    /// <summary>The list as a workbook; lines go from the database to the file one by one.</summary>
    public async Task WriteSheetAsync(Stream output, PaymentList list, CancellationToken cancel)
    {
        var scene = await SceneAsync(list, cancel);
        ListSheet.Write(output, scene, await HeadAsync(list, cancel), ListRows.Of(db, list.Id).AsEnumerable().Select(line =>
        {
            cancel.ThrowIfCancellationRequested();
            return ListRows.Row(line);
        }));
    }

    private async IAsyncEnumerable<(PaperContent Content, (int Number, int Of) Volume)> PapersAsync(PaymentList list, PaperScene scene, PaymentHead head, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (run, items, lines, number, of) = (new VillageRun(), new List<PaymentItem>(), 0, 1, Volumes(list));
        await foreach (var line in ListRows.Of(db, list.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (lines == VolumeLines)
            {
                yield return (PaymentPapers.List(scene, head with { Volume = (number, of) }, items, null), (number, of));
                (items, lines, number) = ([], 0, number + 1);
            }

            items.AddRange(run.Add(ListRows.Row(line)));
            lines++;
        }

        items.AddRange(run.Close());
        yield return (PaymentPapers.List(scene, head with { Volume = (number, of) }, items, run.Total), (number, of));
    }

    private Task<PaperScene> SceneAsync(PaymentList list, CancellationToken cancel) => ground.SceneAsync(TenantPath.Parse(list.TenantPath), list.ApprovedAt ?? list.BuiltAt, cancel);

    private async Task<PaymentHead> HeadAsync(PaymentList list, CancellationToken cancel) =>
        new(list.UnitName, new PayMonth(list.Month), ListWords.Type(list.Type), list.Sequence, list.BuiltByName, await ground.HeadAsync(list.ApprovedById, list.ApprovedByName, cancel))
        {
            Method = ListWords.Method(list.Method), ToAccounts = ListWords.IsAccount(list.Method), Seal = list.Hash,
        };
}
