using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Bảng tổng hợp của tháng by commune and category, and the month's papers and sheets: summary, D23, everything in one ZIP.</summary>
[Needs(Actions.PaymentView)]
public sealed class MonthFilesPageModel(MonthPapers papers, MonthSums sums, MonthArchive archive, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>The summary's name in forms.</summary>
    public const string Summary = "tong-hop";

    /// <summary>Everything in one archive.</summary>
    public const string All = "tat-ca";

    /// <summary><see cref="Summary"/>, <see cref="All"/> or a kind of change as the review's page names it.</summary>
    [BindProperty]
    public string? What { get; set; }

    /// <summary>pdf or xlsx.</summary>
    [BindProperty]
    public string? Form { get; set; }

    public MonthSummary Sums { get; private set; } = new([], [], 0, 0);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await Desk.FindAsync(Id, cancel) is not { } period)
        {
            return await MissingAsync(cancel);
        }

        var kind = Enum.GetValues<ChangeKind>().Where(k => ReviewPageModel.Slug(k) == What).Select(k => (ChangeKind?)k).FirstOrDefault();
        if (kind is null && What is not (Summary or All))
        {
            return NotFound();
        }

        var what = What == All ? "Tất cả danh sách (ZIP)" : $"{(kind is { } changed ? $"Danh sách {MonthPapers.Word(changed)}" : "Bảng tổng hợp")} ({(Form == "xlsx" ? "XLSX" : "PDF")})";
        if (!await Desk.Db.SaveAsync(Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"{what}: {period.HolderName}, tháng {new PayMonth(period.Month)}").On("payment-period", Id), cancel))
        {
            return await AnswerAsync<PaymentPeriod>(CommonProblems.ChangedMeanwhile.Now(), _ => "", "", cancel);
        }

        return What == All ? new StreamedFile($"ChiTra_{period.TenantPath.Split('.')[^1]}_{period.Month}.zip", ListFilesPageModel.Zip, (output, c) => archive.WriteAsync(output, period, c))
            : Form == "xlsx" ? await SheetAsync(period, kind, cancel) : await PrintedAsync(period, kind, cancel);
    }

    protected override async Task ShowAsync(CancellationToken cancel) => Sums = await sums.OfAsync(Period, cancel);

    private async Task<IActionResult> SheetAsync(PaymentPeriod period, ChangeKind? kind, CancellationToken cancel)
    {
        var file = MonthArchive.Scratch();
        await (kind is { } changed ? papers.WriteChangesAsync(file, period, changed, cancel) : papers.WriteSummaryAsync(file, period, cancel));
        file.Position = 0;
        return File(file, ListFilesPageModel.Xlsx, $"{(kind is { } one ? MonthPapers.ChangesName(period, one) : MonthPapers.SummaryName(period))}.xlsx");
    }

    private async Task<IActionResult> PrintedAsync(PaymentPeriod period, ChangeKind? kind, CancellationToken cancel)
    {
        IReadOnlyList<PaperOut> volumes = kind is { } changed ? await papers.ChangesAsync(period, changed, cancel) : [await papers.SummaryAsync(period, cancel)];
        return volumes.Count == 1 ? File(volumes[0].Content, ListFilesPageModel.Pdf, volumes[0].Name)
            : new StreamedFile($"{MonthPapers.ChangesName(period, kind!.Value)}.zip", ListFilesPageModel.Zip, (output, c) => MonthArchive.WriteAsync(output, volumes.ToAsyncEnumerable(), c));
    }
}
