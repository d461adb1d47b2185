using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Closing;

/// <summary>The verbs of the page of closing.</summary>
public sealed record CloseVerbs(ClosePeriod Close, JustifyMatters Justify, PaidBefore Before, StepUp Factor);

/// <summary>Chốt kỳ: what is open with where it is dealt with, reasons for what may stay open, and closing.</summary>
[Needs(Actions.PaymentView)]
public sealed class ClosePageModel(CloseVerbs verbs, PeriodMatters matters, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>Lines of one kind that are shown.</summary>
    public const int Shown = 50;

    private HashSet<(MatterKind Kind, Guid Subject)> _ofDrafts = [];

    [BindProperty]
    public MatterKind Kind { get; set; }

    /// <summary>One matter; empty: all of the kind without a reason.</summary>
    [BindProperty]
    public Guid? Subject { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The proposal that something was paid on paper.</summary>
    [BindProperty]
    public Guid Proposal { get; set; }

    public ILookup<MatterKind, PeriodMatter> Matters { get; private set; } = Array.Empty<PeriodMatter>().ToLookup(m => m.Kind);

    /// <summary>What paper may have paid and no list of the month asks about: the month is closed, or its lists were built before.</summary>
    public IReadOnlyList<OneOffPayment> OnPaper { get; private set; } = [];

    public int Left => Matters.SelectMany(m => m).Count(m => m.Reason is null);

    /// <summary>After closing: what keeps its supplementary drafts from approval.</summary>
    public IReadOnlyList<PeriodMatter> OfDrafts { get; private set; } = [];

    /// <summary>Of a kind those that may still be given a reason: while the month is open all, then those of its drafts.</summary>
    public IReadOnlyList<PeriodMatter> Reasonable(IEnumerable<PeriodMatter> matters) =>
        [.. matters.Where(m => m is { Reason: null, Justifiable: true } && (Period.State == PeriodState.Open || _ofDrafts.Contains((m.Kind, m.SubjectId))))];

    public async Task<IActionResult> OnPostJustifyAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Justify.Handle(Id, Kind, Subject, Reason ?? "", Official, cancel), n => $"Đã ghi lý do cho {n} việc.", $"/chi-tra/{Id:D}/chot", cancel);

    public async Task<IActionResult> OnPostBeforeAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Before.Handle(Id, Subject ?? Guid.Empty, Reason ?? "", Official, cancel), _ => "Đã ghi đề nghị. Người duyệt danh sách xác nhận thì khoản này mới được bỏ khỏi danh sách.", $"/chi-tra/{Id:D}/chot", cancel);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(verbs.Factor, () => verbs.Before.ConfirmAsync(Id, Proposal, Official, cancel), cancel), _ => "Đã ghi khoản này được chi trả trước khi dùng hệ thống. Danh sách dự thảo có khoản này phải hủy và lập lại.", $"/chi-tra/{Id:D}/chot", cancel);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Before.DeclineAsync(Id, Proposal, Official, cancel), _ => "Đã bỏ đề nghị. Khoản này vẫn nằm trong danh sách.", $"/chi-tra/{Id:D}/chot", cancel);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Close.Handle(Id, Official, cancel), _ => "Đã chốt kỳ chi trả.", $"/chi-tra/{Id:D}", cancel);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Matters = (await matters.FindAsync(Period, cancel)).ToLookup(m => m.Kind);
        OfDrafts = Period.State == PeriodState.Closed ? await matters.OfDraftsAsync(Period, null, cancel) : [];
        _ofDrafts = [.. OfDrafts.Select(d => (d.Kind, d.SubjectId))];
        var asked = Matters[MatterKind.BeforeFirst].Select(m => m.SubjectId).ToHashSet();
        OnPaper = Period.State == PeriodState.Closed || MayBuild ? [.. (await verbs.Before.OpenAsync(Period, cancel)).Where(p => !asked.Contains(p.Id)).Take(Shown)] : [];
    }
}
