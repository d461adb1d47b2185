using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Recovering;

/// <summary>The verbs of the page.</summary>
public sealed record ReceiptVerbs(RecordReceipt Record, SettleReceipt Settle, RecoveryLeft Left, StepUp Factor);

/// <summary>A recovery with what is left of it.</summary>
public sealed record OpenRecovery(OneOffPayment Payment, RecoveryRest Rest)
{
    public long Left => Rest.Dong;
}

/// <summary>Phiếu thu: what a person or the heirs paid back outside the lists, recorded by one official and confirmed by another.</summary>
[Needs(Actions.PaymentView)]
public sealed class ReceiptsPageModel(ReceiptVerbs verbs, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The recovery that is paid back.</summary>
    [BindProperty]
    public Guid Subject { get; set; }

    /// <summary>The receipt that is settled.</summary>
    [BindProperty]
    public Guid Receipt { get; set; }

    /// <summary>Digits of the authenticator on the form that confirms a receipt.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>yyyy-MM-dd, as browsers send it.</summary>
    [BindProperty]
    public string? PaidOn { get; set; }

    [BindProperty]
    public string? Dong { get; set; }

    /// <summary>Name of a <see cref="Repayer"/>.</summary>
    [BindProperty]
    public string? By { get; set; }

    [BindProperty]
    public string? PaidByName { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public IReadOnlyList<OpenRecovery> Recoveries { get; private set; } = [];

    public IReadOnlyList<RecoveryReceipt> Receipts { get; private set; } = [];

    /// <summary>Receipts that this official may settle.</summary>
    public IReadOnlyList<RecoveryReceipt> Waiting => [.. Receipts.Where(MayTakeBack)];

    public bool MayRecord => current.Required.May(Actions.PaymentBuild) && Recoveries.Any(r => r.Left > 0);

    public bool MayConfirm(RecoveryReceipt receipt) => receipt.State == ReceiptState.Recorded && receipt.RecordedById != current.Required.Id && current.Required.May(Actions.PaymentApprove);

    public bool MayTakeBack(RecoveryReceipt receipt) => receipt.State == ReceiptState.Recorded && (MayConfirm(receipt) || receipt.RecordedById == current.Required.Id);

    public static IReadOnlyDictionary<string, string> Repayers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(Repayer.Receiver)] = "Người đã nhận tiền", [nameof(Repayer.Estate)] = "Người thừa kế, từ tài sản người chết để lại",
    };

    public static string Word(ReceiptState state) => state switch { ReceiptState.Recorded => "Chờ người thứ hai xác nhận", ReceiptState.Confirmed => "Đã xác nhận", _ => "Không xác nhận" };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRecordAsync(CancellationToken cancel)
    {
        DateOnly? on = DateOnly.TryParseExact(PaidOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
        Repayer? by = Enum.TryParse<Repayer>(By, out var who) && Enum.IsDefined(who) ? who : null;
        return await AnswerAsync(await verbs.Record.Handle(new(Subject, Number ?? "", on, Whole(Dong), by, PaidByName ?? ""), current.Required, cancel), "Đã ghi phiếu thu. Người duyệt danh sách xác nhận thì số tiền mới được trừ.", cancel);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Factor.GuardAsync(current.Required, nameof(Code), Code, () => verbs.Settle.Handle(Receipt, true, current.Required, cancel), cancel), "Đã xác nhận phiếu thu. Danh sách sau chỉ trừ phần còn lại.", cancel);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) => await AnswerAsync(await verbs.Settle.Handle(Receipt, false, current.Required, cancel), "Đã ghi: không xác nhận phiếu thu.", cancel);

    private async Task<IActionResult> AnswerAsync(Outcome<RecoveryReceipt> outcome, string done, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            TempData["Done"] = done;
            return Redirect($"/doi-tuong/{Id:D}/hoan-tra");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await LoadAsync(cancel) ?? Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        var payments = await RecoveryLeft.Repayable(db.OneOffPayments.AsNoTracking().Where(p => p.BeneficiaryId == Id)).OrderBy(p => p.RecordedAt).ThenBy(p => p.Id).ToListAsync(cancel);
        var open = new List<OpenRecovery>();
        foreach (var payment in payments)
        {
            var rest = await verbs.Left.OfAsync(payment, null, cancel);
            if (rest.Dong > 0 || !RecoveryLeft.IsUndone(payment))
            {
                open.Add(new(payment, rest));
            }
        }

        var ids = payments.ConvertAll(p => p.Id);
        (Recoveries, Receipts) = (open, await db.RecoveryReceipts.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => ids.Contains(r.PaymentId)).OrderByDescending(r => r.RecordedAt).ToListAsync(cancel));
        return null;
    }

    // As people write sums: 1.080.000 or 1080000.
    private static long? Whole(string? text) =>
        long.TryParse((text ?? "").Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
