using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Bản in và tệp của một danh sách: the officially laid-out PDF and the workbook. Taking one out is an act: names and numbers of a whole commune leave the system.</summary>
[Needs(Actions.PaymentView)]
public sealed class ListFilesPageModel(ListPapers papers, MonthArchive archive, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentListPage(desk, current, foreign)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Pdf = "application/pdf";
    public const string Zip = "application/zip";

    /// <summary>pdf or xlsx.</summary>
    [BindProperty]
    public string? Form { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await PeriodAsync(cancel) is null)
        {
            return await MissingAsync(cancel);
        }

        if (List.Status == ListStatus.Discarded || Form is not ("pdf" or "xlsx"))
        {
            return await AnswerAsync<PaymentList>(PaymentProblems.WrongStatus.Now(PaymentStatusTable.Name(List.Status)), _ => "", "", cancel);
        }

        var act = Act.By(Official, ActKinds.PaymentExport, Desk.Time.UtcNow, $"{(Form == "pdf" ? "PDF" : "XLSX")}: {List.UnitName}, tháng {new PayMonth(List.Month)}, {List.Lines} dòng", $"sha256 {List.Hash}").On("payment-list", List.Id);
        if (!await Desk.Db.SaveAsync(act, cancel))
        {
            return await AnswerAsync<PaymentList>(CommonProblems.ChangedMeanwhile.Now(), _ => "", "", cancel);
        }

        return Form == "pdf" ? await PrintedAsync(cancel) : await SheetAsync(cancel);
    }

    protected override Task ShowAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<IActionResult> PrintedAsync(CancellationToken cancel)
    {
        if (ListPapers.Volumes(List) > 1)
        {
            return new StreamedFile($"{ListPapers.Name(List)}.zip", Zip, (output, c) => archive.WriteVolumesAsync(output, List, c));
        }

        await foreach (var paper in papers.PdfAsync(List, cancel))
        {
            return File(paper.Content, Pdf, paper.Name);
        }

        return NotFound();
    }

    private async Task<FileStreamResult> SheetAsync(CancellationToken cancel)
    {
        var file = MonthArchive.Scratch();
        await papers.WriteSheetAsync(file, List, cancel);
        file.Position = 0;
        return File(file, Xlsx, $"{ListPapers.Name(List)}.xlsx");
    }
}
