using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Closing;

/// <summary>Chốt kỳ: what is open with where it is dealt with, reasons for what may stay open, and closing.</summary>
[Needs(Actions.PaymentView)]
public sealed class ClosePageModel(ClosePeriod close, JustifyMatters justify, PeriodMatters matters, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>Lines of one kind that are shown.</summary>
    public const int Shown = 50;

    [BindProperty]
    public MatterKind Kind { get; set; }

    /// <summary>One matter; empty: all of the kind without a reason.</summary>
    [BindProperty]
    public Guid? Subject { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ILookup<MatterKind, PeriodMatter> Matters { get; private set; } = Array.Empty<PeriodMatter>().ToLookup(m => m.Kind);

    public int Left => Matters.SelectMany(m => m).Count(m => m.Reason is null);

    public async Task<IActionResult> OnPostJustifyAsync(CancellationToken cancel) =>
        await AnswerAsync(await justify.Handle(Id, Kind, Subject, Reason ?? "", Official, cancel), n => $"Đã ghi lý do cho {n} việc.", $"/chi-tra/{Id:D}/chot", cancel);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel) =>
        await AnswerAsync(await close.Handle(Id, Official, cancel), _ => "Đã chốt kỳ chi trả.", $"/chi-tra/{Id:D}", cancel);

    protected override async Task ShowAsync(CancellationToken cancel) => Matters = (await matters.FindAsync(Period, cancel)).ToLookup(m => m.Kind);
}
