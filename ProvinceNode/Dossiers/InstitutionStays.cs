using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who lives in an institution, and what must be done next and by when.</summary>
/// <param name="Next">Null: no limit of the law is ahead.</param>
/// <param name="MayStudy">This official tells until when he studies.</param>
/// <param name="MayExtend">This official tells the decision that urgent protection goes on.</param>
public sealed record StayRow(InstitutionResident Stay, StayLimit? Next, bool MayStudy, bool MayExtend);

/// <summary>Until which month somebody in an institution studies: he stays so long, to 22 years at most (Decree 20 Art. 26(2)).</summary>
public sealed class TellStudy(NodeDb db, VietnamTime time)
{
    public static readonly ProblemKind MonthWrong = new("stay-study-month", "Hãy ghi tháng học xong như 06/2026, không trước tháng vào cơ sở.");

    public async Task<Outcome<InstitutionResident>> Handle(Guid id, string month, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierAppraise))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.InstitutionResidents.SingleOrDefaultAsync(s => s.Id == id && s.LeftOn == null, cancel) is not { } stay)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!BirthDate.TryParse(month.Trim(), out var told) || told.Precision != BirthPrecision.Month || told.Assumed.AddMonths(1).AddDays(-1) is var last && last < stay.From)
        {
            return MonthWrong.At("Month");
        }

        if (stay.StudyUntil == last)
        {
            return stay;
        }

        stay.StudyUntil = last;
        var act = Act.By(official, ActKinds.TellStudy, time.UtcNow, $"Học đến hết tháng {PayMonth.Of(last)}").On("stay", stay.Id);
        return await db.SaveAsync(act, cancel) ? stay : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>By which decision of the body above somebody under urgent protection stays on after its months (Decree 20 Art. 24(4)).</summary>
public sealed class TellStayExtended(NodeDb db, VietnamTime time)
{
    public static readonly ProblemKind PaperNeeded = new("stay-extension-paper", "Hãy ghi số, ngày quyết định cho ở tiếp của cơ quan quản lý cấp trên, ví dụ 15/QĐ-SYT ngày 05/01/2026, không quá 120 ký tự.");

    public async Task<Outcome<InstitutionResident>> Handle(Guid id, string paper, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierAppraise))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.InstitutionResidents.SingleOrDefaultAsync(s => s.Id == id && s.LeftOn == null && s.Case == nameof(AdmissionCase.Urgent), cancel) is not { } stay)
        {
            return CommonProblems.NotFound.Now();
        }

        if (VietnameseText.Clean(paper) is not { Length: > 0 and <= 120 } told || !told.Any(char.IsAsciiDigit))
        {
            return PaperNeeded.At("Paper");
        }

        if (stay.ExtendedBy == told)
        {
            return stay;
        }

        stay.ExtendedBy = told;
        return await db.SaveAsync(Act.By(official, ActKinds.TellStayExtended, time.UtcNow, $"Được ở tiếp theo {told}").On("stay", stay.Id), cancel) ? stay : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>
/// Người đang ở cơ sở trợ giúp xã hội, of the institution itself or of the commune they came from, whose limits come first: three months of urgent
/// protection, four years, sixteen, end of studies, twenty-four months of support, end of the contract (Decree 20 Art. 24–30).
/// </summary>
[Needs(Actions.RegistryView)]
public sealed class InstitutionStaysModel(NodeDb db, TellStudy verb, TellStayExtended extend, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>Days ahead in which a limit is due soon.</summary>
    public const int Soon = 45;

    [BindProperty]
    public Guid Stay { get; set; }

    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public string? Paper { get; set; }

    public IReadOnlyList<StayRow> Rows { get; private set; } = [];

    public DateOnly Today => time.Today;

    public int Due => Rows.Count(r => r.Next is { } next && next.On <= Today.AddDays(Soon));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var stays = await db.InstitutionResidents.AsNoTracking().Where(s => s.LeftOn == null).OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(cancel);
        var people = stays.Select(s => s.BeneficiaryId).ToList();
        var young = await db.Entitlements.AsNoTracking().Where(e => e.Status == EntitlementStatus.Active && e.Kind == EntitlementKind.Institution && e.CategoryCode == "INST.u4" && people.Contains(e.BeneficiaryId))
            .Select(e => e.BeneficiaryId).ToListAsync(cancel);
        var (rules, may) = ((await RuleTables.ReadAsync(db, cancel)).On(Today), current.Required.May(Actions.DossierAppraise));
        Rows = stays.ConvertAll(s => RowOf(s, rules, s.BeneficiaryId is { } id && young.Contains(id), may)).OrderBy(r => r.Next?.On ?? DateOnly.MaxValue).ToList();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(Stay, Month ?? "", current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đã ghi {outcome.Value.PersonName} học đến hết tháng {PayMonth.Of(outcome.Value.StudyUntil!.Value)}.";
            return RedirectToPage();
        }

        return await AgainAsync(outcome.Problems, cancel);
    }

    /// <summary>Urgent protection goes on by a decision.</summary>
    public async Task<IActionResult> OnPostExtendAsync(CancellationToken cancel)
    {
        var outcome = await extend.Handle(Stay, Paper ?? "", current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = $"Đã ghi {outcome.Value.PersonName} được ở tiếp theo {outcome.Value.ExtendedBy}.";
            return RedirectToPage();
        }

        return await AgainAsync(outcome.Problems, cancel);
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        this.Show(problems);
        await OnGetAsync(cancel);
        return Page();
    }

    /// <summary>Why he was taken in, in words.</summary>
    public static string Words(string admission) => Enum.TryParse<AdmissionCase>(admission, out var known) ? known switch
    {
        AdmissionCase.Child => "Trẻ em (khoản 1 Điều 24)", AdmissionCase.Elder => "Người cao tuổi (khoản 1 Điều 24)", AdmissionCase.Disabled => "Người khuyết tật (khoản 1 Điều 24)",
        AdmissionCase.Urgent => "Bảo vệ khẩn cấp (khoản 2 Điều 24)", AdmissionCase.Sanctioned => "Theo pháp luật xử lý vi phạm hành chính (khoản 3 Điều 24)", _ => "Tự nguyện, theo hợp đồng (khoản 5 Điều 24)",
    } : "Chưa ghi trường hợp";

    private StayRow RowOf(InstitutionResident stay, RuleBook rules, bool young, bool may)
    {
        AdmissionCase? admission = Enum.TryParse<AdmissionCase>(stay.Case, out var known) ? known : null;
        var limits = StayLimits.Of(admission, BirthDate.Parse(stay.BirthDate), stay.From, stay.StudyUntil, stay.ContractUntil, rules, Today, stay.ExtendedBy.Length > 0);
        return new(stay, StayLimits.Next(limits, Today, young), may && limits.Any(l => l.Kind == StayLimitKind.Sixteen), may && admission == AdmissionCase.Urgent);
    }
}
