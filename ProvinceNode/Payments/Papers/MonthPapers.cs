using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>D22's summary and its list of what came back, and the lists of D23 of a month, as paper and as sheet.</summary>
public sealed class MonthPapers(NodeDb db, PaperGround ground, MonthSums sums, ChangeRows changes, UnpaidRows unpaid)
{
    /// <summary>The summary's name in forms.</summary>
    public const string Summary = "tong-hop";

    /// <summary>The list of what came back.</summary>
    public const string Unpaid = "chua-nhan";

    /// <summary>Papers of a month: the summary, the kinds of change as the review's page names them, what came back.</summary>
    public static IReadOnlyList<string> All { get; } = [Summary, .. Enum.GetValues<ChangeKind>().Select(ReviewPageModel.Slug), Unpaid];

    /// <summary>Name in words.</summary>
    public static string Title(string what) => what switch { Summary => "Bảng tổng hợp theo xã và loại đối tượng", Unpaid => "Danh sách chưa nhận, hoàn trả, chuyển khoản lỗi", _ => $"Danh sách {Word(Kind(what)).ToLower(VietnameseFormat.Culture)}" };

    /// <summary>Name of its file, without ending.</summary>
    public static string Name(PaymentPeriod period, string what)
    {
        var paper = what switch { Summary => "BangTongHop", Unpaid => "DanhSachChuaNhan", _ => $"DanhSach{Kind(what) switch { ChangeKind.Increase => "Tang", ChangeKind.Decrease => "Giam", ChangeKind.Adjusted => "DieuChinh", _ => "MotLan" }}" };
        return $"{paper}_{period.TenantPath.Split('.')[^1]}_{period.Month}";
    }

    /// <summary>One of <see cref="All"/> as paper, in volumes: each is set when it is asked for, so that one of them is in memory at a time.</summary>
    public async Task<IReadOnlyList<Func<PaperOut>>> PrintAsync(PaymentPeriod period, string what, CancellationToken cancel)
    {
        var (scene, head) = await GroundAsync(period, cancel);
        switch (what)
        {
            case Summary:
                var summary = await sums.OfAsync(period, cancel);
                return [() => Print($"{Name(period, what)}.pdf", PaymentPapers.Summary(scene, head, summary.Sums, summary.People), period, scene)];
            case Unpaid:
                return Volumes(await unpaid.OfAsync(period, cancel), period, what, (part, volume, all) => UnpaidPapers.List(scene, head with { Volume = volume }, part, all), scene);
            default:
                var rows = await changes.OfAsync(period, Kind(what), cancel);
                return Volumes(rows, period, what, (part, volume, all) => MonthChangePapers.List(scene, head with { Volume = volume }, Word(Kind(what)), part, all), scene);
        }
    }

    /// <summary>The same as a sheet.</summary>
    public Task WriteAsync(Stream output, PaymentPeriod period, string what, CancellationToken cancel) =>
        what switch { Summary => WriteSummaryAsync(output, period, cancel), Unpaid => WriteUnpaidAsync(output, period, cancel), _ => WriteChangesAsync(output, period, Kind(what), cancel) };

    private static ChangeKind Kind(string what) => Enum.GetValues<ChangeKind>().First(k => ReviewPageModel.Slug(k) == what);

    // Word of a list of D23 in its title.
    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Increase => "TĂNG", ChangeKind.Decrease => "GIẢM", ChangeKind.Adjusted => "ĐIỀU CHỈNH", _ => "CHI MỘT LẦN, TRUY LĨNH, TRUY THU" };

    private static List<Func<PaperOut>> Volumes<T>(IReadOnlyList<T> rows, PaymentPeriod period, string what, Func<IReadOnlyList<T>, (int, int), IReadOnlyList<T>?, PaperContent> paper, PaperScene scene)
    {
        var volumes = rows.Count == 0 ? [[]] : rows.Chunk(ListPapers.VolumeLines).ToList();
        return [.. volumes.Select<T[], Func<PaperOut>>((part, i) => () => Print($"{Name(period, what)}{(volumes.Count > 1 ? $"_tap{i + 1:00}" : "")}.pdf", paper(part, (i + 1, volumes.Count), i == volumes.Count - 1 ? rows : null), period, scene))];
    }

    private async Task WriteSummaryAsync(Stream output, PaymentPeriod period, CancellationToken cancel)
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

    private async Task WriteChangesAsync(Stream output, PaymentPeriod period, ChangeKind kind, CancellationToken cancel)
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

    private async Task WriteUnpaidAsync(Stream output, PaymentPeriod period, CancellationToken cancel)
    {
        var rows = await unpaid.OfAsync(period, cancel);
        IEnumerable<IReadOnlyList<OutCell>> Rows()
        {
            yield return [new($"DANH SÁCH CHƯA NHẬN TRỢ GIÚP XÃ HỘI THÁNG {new PayMonth(period.Month)}: {period.HolderName}", Heading: true)];
            yield return [.. new[] { "Xã, phường" }.Concat(UnpaidPapers.Headings).Select(h => new OutCell(h, Heading: true))];
            foreach (var (row, number) in rows.Select((r, i) => (r, i + 1)))
            {
                yield return
                [
                    new(row.Commune), OutCell.Of(number), new(row.BeneficiaryCode), new(row.Person.FullName), new(row.Person.Sex == 1 ? row.Person.BirthPrinted : ""), new(row.Person.Sex == 2 ? row.Person.BirthPrinted : ""), new(row.Person.Number),
                    new(row.Person.Village), new(row.Category), new(row.Taker), OutCell.Of(row.Dong), new(row.Method), new(row.Outcome), new(NeutralWords.Remark(row.Reason)),
                ];
            }

            yield return [new("Tổng cộng", Heading: true), .. Enumerable.Repeat(new OutCell(""), 9), new("", rows.Sum(r => r.Dong), true)];
        }

        WorkbookWriter.Write(output, $"Chua nhan {period.Month}", Rows(), 2, [22, 6, 20, 26, 12, 12, 16, 18, 14, 30, 14, 24, 18, 40]);
    }

    private static PaperOut Print(string name, PaperContent paper, PaymentPeriod period, PaperScene scene) =>
        new(name, PaperPdf.Render(paper, PaperFonts.Shipped, new PdfOptions { Id = period.Id, CreatedAt = new DateTimeOffset(scene.NowUtc) }).Bytes);

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
