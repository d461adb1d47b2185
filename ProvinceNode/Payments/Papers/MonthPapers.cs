using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>D22's summary and the lists of D23 of a month, as paper and as sheet.</summary>
public sealed class MonthPapers(NodeDb db, PaperGround ground, MonthSums sums, ChangeRows changes)
{
    /// <summary>Name of the summary's file.</summary>
    public static string SummaryName(PaymentPeriod period) => $"BangTongHop_{Unit(period)}_{period.Month}";

    public static string ChangesName(PaymentPeriod period, ChangeKind kind) => $"DanhSach{kind switch { ChangeKind.Increase => "Tang", ChangeKind.Decrease => "Giam", ChangeKind.Adjusted => "DieuChinh", _ => "MotLan" }}_{Unit(period)}_{period.Month}";

    /// <summary>Word of a list of D23 in its title.</summary>
    public static string Word(ChangeKind kind) => kind switch { ChangeKind.Increase => "TĂNG", ChangeKind.Decrease => "GIẢM", ChangeKind.Adjusted => "ĐIỀU CHỈNH", _ => "CHI MỘT LẦN, TRUY LĨNH, TRUY THU" };

    public async Task<PaperOut> SummaryAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (scene, head) = await GroundAsync(period, cancel);
        var summary = await sums.OfAsync(period, cancel);
        return Print($"{SummaryName(period)}.pdf", PaymentPapers.Summary(scene, head, summary.Sums, summary.People), period, scene);
    }

    public async Task WriteSummaryAsync(Stream output, PaymentPeriod period, CancellationToken cancel)
    {
        var summary = await sums.OfAsync(period, cancel);
        IEnumerable<IReadOnlyList<OutCell>> Rows()
        {
            yield return [new($"BẢNG TỔNG HỢP CHI TRẢ TRỢ GIÚP XÃ HỘI THÁNG {new PayMonth(period.Month)}: {period.HolderName}", Heading: true)];
            yield return [.. new[] { "Xã, phường", "Loại đối tượng", "Nội dung", "Số người", "Số tiền (đồng)" }.Select(h => new OutCell(h, Heading: true))];
            foreach (var (commune, people) in summary.People)
            {
                var own = summary.Sums.Where(s => s.Commune == commune).ToList();
                foreach (var s in own)
                {
                    yield return [new(s.Commune), new(s.ShortCode), new(s.Words), OutCell.Of(s.People), OutCell.Of(s.Dong)];
                }

                yield return [new($"Cộng {commune}", Heading: true), new(""), new(""), new("", people, true), new("", own.Sum(s => s.Dong), true)];
            }

            yield return [new("Tổng cộng", Heading: true), new(""), new(""), new("", summary.People.Sum(p => p.People), true), new("", summary.Dong, true)];
            yield return [new($"Bằng chữ: {AmountInWords.Of(new Dong(summary.Dong))}.")];
        }

        WorkbookWriter.Write(output, $"Tong hop {period.Month}", Rows(), 2, [26, 14, 70, 10, 18]);
    }

    /// <summary>A list of D23 in volumes.</summary>
    public async Task<IReadOnlyList<PaperOut>> ChangesAsync(PaymentPeriod period, ChangeKind kind, CancellationToken cancel)
    {
        var (scene, head) = await GroundAsync(period, cancel);
        var rows = await changes.OfAsync(period, kind, cancel);
        var volumes = rows.Count == 0 ? [[]] : rows.Chunk(ListPapers.VolumeLines).ToList();
        return [.. volumes.Select((part, i) => Print($"{ChangesName(period, kind)}{(volumes.Count > 1 ? $"_tap{i + 1:00}" : "")}.pdf",
            MonthChangePapers.List(scene, head with { Volume = (i + 1, volumes.Count) }, Word(kind), part, i == volumes.Count - 1 ? rows : null), period, scene))];
    }

    public async Task WriteChangesAsync(Stream output, PaymentPeriod period, ChangeKind kind, CancellationToken cancel)
    {
        var rows = await changes.OfAsync(period, kind, cancel);
        IEnumerable<IReadOnlyList<OutCell>> Rows()
        {
            yield return [new($"DANH SÁCH {Word(kind)} TRỢ GIÚP XÃ HỘI THÁNG {new PayMonth(period.Month)}: {period.HolderName}", Heading: true)];
            yield return [.. new[] { "Xã, phường" }.Concat(MonthChangePapers.Headings).Select(h => new OutCell(h, Heading: true))];
            foreach (var (row, number) in rows.Select((r, i) => (r, i + 1)))
            {
                yield return
                [
                    new(row.Commune), OutCell.Of(number), new(row.BeneficiaryCode), new(row.Person.FullName), new(row.Person.Sex == 1 ? row.Person.BirthPrinted : ""), new(row.Person.Sex == 2 ? row.Person.BirthPrinted : ""),
                    new(row.Person.Number), new(row.Person.Village), new(row.Category), new(row.Coefficient), OutCell.Of(row.BeforeDong), OutCell.Of(row.AfterDong), OutCell.Of(row.AfterDong - row.BeforeDong),
                    new(NeutralWords.Remark(row.Why)), new(NeutralWords.Remark(row.Decision)),
                ];
            }

            yield return
            [
                new("Tổng cộng", Heading: true), .. Enumerable.Repeat(new OutCell(""), 9), new("", rows.Sum(r => r.BeforeDong), true), new("", rows.Sum(r => r.AfterDong), true), new("", rows.Sum(r => r.AfterDong - r.BeforeDong), true),
            ];
        }

        WorkbookWriter.Write(output, $"Bien dong {period.Month}", Rows(), 2, [22, 6, 20, 26, 12, 12, 16, 18, 14, 8, 14, 14, 14, 34, 30]);
    }

    private static PaperOut Print(string name, PaperContent paper, PaymentPeriod period, PaperScene scene) =>
        new(name, PaperPdf.Render(paper, PaperFonts.Shipped, new PdfOptions { Id = period.Id, CreatedAt = new DateTimeOffset(scene.NowUtc) }).Bytes);

    private static string Unit(PaymentPeriod period) => period.TenantPath.Split('.')[^1];

    // A month is signed when its lists are: as long as one is a draft, or none is there, its papers are drafts too.
    private async Task<(PaperScene Scene, PaymentHead Head)> GroundAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var lists = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period.Id && l.Status != ListStatus.Discarded).OrderBy(l => l.TenantPath)
            .Select(l => new { l.TenantPath, l.BuiltByName, l.ApprovedById, l.ApprovedByName, l.ApprovedAt }).ToListAsync(cancel);
        var commune = lists.Count > 0 ? lists[0].TenantPath : await db.Offices.AsNoTracking().Where(o => o.TenantPath == period.TenantPath || o.TenantPath.StartsWith(period.TenantPath + ".")).OrderByDescending(o => o.TenantPath.Length).ThenBy(o => o.TenantPath).Select(o => o.TenantPath).FirstAsync(cancel);
        var approved = lists.Count > 0 && lists.TrueForAll(l => l.ApprovedAt is not null);
        var signer = !approved ? null : lists.Select(l => l.ApprovedById).Distinct().Count() == 1 ? await ground.HeadAsync(lists[0].ApprovedById, lists[0].ApprovedByName, cancel) : new SignatureBlock("TRƯỞNG PHÒNG", "");
        var scene = await ground.SceneAsync(TenantPath.Parse(commune), approved ? lists.Max(l => l.ApprovedAt) : null, cancel);
        return (scene, new(period.HolderName, new PayMonth(period.Month), "thường xuyên", 1, lists.Count > 0 ? lists[0].BuiltByName : "", signer));
    }
}
