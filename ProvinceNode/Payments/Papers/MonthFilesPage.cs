using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Bảng tổng hợp của tháng by commune and category, and the month's papers and sheets: summary, D23, everything in one ZIP, which is made in the background and fetched when it is there.</summary>
[Starts<MakeArchivesJob>]
[Needs(Actions.PaymentView)]
public sealed class MonthFilesPageModel(MonthPapers papers, MonthSums sums, AskArchive archive, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>Everything in one archive.</summary>
    public const string Archive = "tat-ca";

    /// <summary><see cref="Archive"/> or one of <see cref="MonthPapers.All"/>.</summary>
    [BindProperty]
    public string? What { get; set; }

    /// <summary>pdf or xlsx.</summary>
    [BindProperty]
    public string? Form { get; set; }

    public MonthSummary Sums { get; private set; } = new([], [], 0, 0);

    /// <summary>The latest ZIP; null before anybody asked for one.</summary>
    public ArchiveShown? Zip { get; private set; }

    private string Here => $"/chi-tra/{Id:D}/tep";

    /// <summary>Fetches the ZIP.</summary>
    public async Task<IActionResult> OnGetZipAsync(CancellationToken cancel)
    {
        if (await Desk.FindAsync(Id, cancel) is not { } period)
        {
            return await MissingAsync(cancel);
        }

        var opened = await archive.OpenAsync(period, Official, cancel);
        return opened.Succeeded ? File(opened.Value, ListFilesPageModel.Zip, $"ChiTra_{period.TenantPath.Split('.')[^1]}_{period.Month}.zip") : await AnswerAsync(opened, _ => "", Here, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await Desk.FindAsync(Id, cancel) is not { } period)
        {
            return await MissingAsync(cancel);
        }

        if (What is not { } what || (what != Archive && !MonthPapers.All.Contains(what)))
        {
            return NotFound();
        }

        if (what == Archive)
        {
            return await AnswerAsync(await archive.Handle(Id, Official, cancel), a => a.State == ArchiveState.Ready ? "Tệp ZIP đã có sẵn, không có gì thay đổi từ khi lập." : "Hệ thống đang lập tệp ZIP. Tắt trang này không ảnh hưởng.", Here, cancel);
        }

        if (!await Desk.Db.SaveAsync(Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"{MonthPapers.Title(what)} ({(Form == "xlsx" ? "XLSX" : "PDF")}): {period.HolderName}, tháng {new PayMonth(period.Month)}").On("payment-period", Id), cancel))
        {
            return await AnswerAsync<PaymentPeriod>(CommonProblems.ChangedMeanwhile.Now(), _ => "", "", cancel);
        }

        return Form == "xlsx" ? await SheetAsync(period, what, cancel) : await PrintedAsync(period, what, cancel);
    }

    protected override async Task ShowAsync(CancellationToken cancel) => (Sums, Zip) = (await sums.OfAsync(Period, cancel), await archive.FindAsync(Period, cancel));

    private async Task<IActionResult> SheetAsync(PaymentPeriod period, string what, CancellationToken cancel)
    {
        var file = MonthArchive.Scratch();
        await papers.WriteAsync(file, period, what, cancel);
        file.Position = 0;
        return File(file, ListFilesPageModel.Xlsx, $"{MonthPapers.Name(period, what)}.xlsx");
    }

    private async Task<IActionResult> PrintedAsync(PaymentPeriod period, string what, CancellationToken cancel)
    {
        var volumes = await papers.PrintAsync(period, what, cancel);
        if (volumes.Count == 1)
        {
            var one = volumes[0]();
            return File(one.Content, ListFilesPageModel.Pdf, one.Name);
        }

        return new StreamedFile($"{MonthPapers.Name(period, what)}.zip", ListFilesPageModel.Zip, (output, c) => MonthArchive.WriteAsync(output, volumes.Select(volume => volume()).ToAsyncEnumerable(), c));
    }
}
