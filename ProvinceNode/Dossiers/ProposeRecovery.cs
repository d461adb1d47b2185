using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Đề nghị thu hồi: the commune's officer opens the dossier that takes back the months that lists overpaid; months, sums and lists are what the building told, nobody types them.</summary>
public sealed class ProposeRecovery(OpenOwn own, NodeDb db)
{
    /// <param name="note">What the officer adds; may be empty.</param>
    public async Task<Outcome<Dossier>> Handle(Guid person, string note, SignedInOfficial official, CancellationToken cancel)
    {
        var months = await db.OverpaidMonths.AsNoTracking().Where(m => m.BeneficiaryId == person && m.RecoveryId == null).OrderBy(m => m.Month).ToListAsync(cancel);
        if (!months.Exists(m => m.IsPaid))
        {
            return await db.Beneficiaries.AnyAsync(b => b.Id == person, cancel) ? (months.Count == 0 ? RecoverOutcome.NothingOverpaid : RecoverOutcome.AwaitResults).Now() : CommonProblems.NotFound.Now();
        }

        var paid = months.FindAll(m => m.IsPaid);
        var reason = $"Danh sách chi trả đã chi vượt {new Dong(paid.Sum(m => m.Amount.Amount))}: {string.Join(", ", paid.Select(m => $"tháng {new PayMonth(m.Month)}").Distinct(StringComparer.Ordinal).TakeLast(12))}. {note.Trim()}".TrimEnd();
        return await own.Handle(new OpenOwnInput(person, RequestKind.Recover, reason, []), official, cancel);
    }
}

/// <summary>A recovery of the person, with what is left of it.</summary>
/// <param name="Decision">Number and day of its decision in words; empty while it has no number.</param>
public sealed record RecoveryOfPerson(OneOffPayment Payment, string Decision)
{
    public Dong Left => new(Math.Max(0, Payment.Amount.Amount - Payment.MovedDong.Amount));
}

/// <inheritdoc cref="ProposeRecovery"/>
[Needs(Actions.RegistryView)]
public sealed class ProposeRecoveryModel(ProposeRecovery verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    /// <summary>Told and not taken back yet.</summary>
    public IReadOnlyList<OverpaidMonth> Months { get; private set; } = [];

    public IReadOnlyList<RecoveryOfPerson> Recoveries { get; private set; } = [];

    /// <summary>Whether he looks after the people of a commune, and something can be proposed.</summary>
    public bool MayPropose => CommuneOfficers.Is(current.Required) && Months.Any(m => m.IsPaid);

    /// <summary>Whether he may write down that a decision rests on something wrong.</summary>
    public bool MayReport => current.Required.May(Actions.DossierReview);

    public bool MaySeePayments => current.Required.May(Actions.PaymentView);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        var outcome = await verb.Handle(Id, Note ?? "", current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã lập hồ sơ đề nghị thu hồi. Hãy xét duyệt và chuyển bước tiếp theo.";
            return RedirectToPage("/Dossiers/DossierPage", new { id = outcome.Value.Id });
        }

        this.Show(outcome.Problems);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        Months = await db.OverpaidMonths.AsNoTracking().Where(m => m.BeneficiaryId == Id && m.RecoveryId == null).OrderBy(m => m.Month).ThenBy(m => m.Strand).ToListAsync(cancel);
        var payments = await db.OneOffPayments.AsNoTracking().Where(p => p.BeneficiaryId == Id && p.Kind == OneOffKind.Recovery && p.CancelledById == null).OrderByDescending(p => p.RecordedAt).ToListAsync(cancel);
        var decisions = payments.ConvertAll(p => p.DecisionId);
        var numbers = await db.Decisions.AsNoTracking().Where(d => decisions.Contains(d.Id) && d.Number != null).ToDictionaryAsync(d => d.Id, d => $"Quyết định số {d.Number} ngày {VietnameseFormat.Date(d.SignedOn)}", cancel);
        Recoveries = payments.ConvertAll(p => new RecoveryOfPerson(p, numbers.GetValueOrDefault(p.DecisionId, "")));
        return null;
    }
}
