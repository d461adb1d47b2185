using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>One thing that an official enters about a person beside his fields, as typed.</summary>
/// <param name="Version">The version of the person that he saw.</param>
/// <param name="Do">One of <see cref="EditParts.Link"/>, <see cref="EditParts.EndLink"/>, <see cref="EditParts.Confirm"/>, <see cref="EditParts.Year"/>, <see cref="EditParts.Stay"/>, <see cref="EditParts.Leave"/>.</param>
public sealed record EditPartInput(Guid Id, long Version, string Do, PartFields Fields, string Reason);

/// <summary>The boxes of the page.</summary>
public sealed class PartFields
{
    public string? Role { get; set; }

    public string? FullName { get; set; }

    public string? Birth { get; set; }

    public string? Number { get; set; }

    public string? Relation { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>Link that ends, or that is confirmed.</summary>
    public Guid? LinkId { get; set; }

    public string? Year { get; set; }

    public string? Status { get; set; }

    public string? DecisionNumber { get; set; }

    public string? DecisionOn { get; set; }

    public string? Institution { get; set; }
}

/// <summary>Guardians, carers, supporters, poverty years and stays that an official enters by hand, each as an act with its reason.</summary>
public sealed class EditParts(NodeDb db, VietnamTime time)
{
    // Of PersonLink.Basis.
    private const int LongestBasis = 200;

    public const string Link = "them-nguoi";
    public const string EndLink = "ket-thuc";
    public const string Confirm = "xac-nhan";
    public const string Year = "ho-ngheo";
    public const string Stay = "vao-co-so";
    public const string Leave = "roi-co-so";

    public static readonly ProblemKind Unknown = new("part-unknown", "Hãy chọn việc cần làm trên trang này rồi bấm nút của phần đó.");

    public static readonly ProblemKind YearWrong = new("part-year", "Năm phải từ 1990 đến năm nay. Ông/bà đã nhập “{0}”.");

    public static readonly ProblemKind NothingNew = new("part-known", "Thông tin này đã có trong hồ sơ của đối tượng, không có gì để ghi thêm. Hãy kiểm tra lại trước khi ghi.");

    public static readonly ProblemKind SecondNeeded = new("part-heir-second", "Ông/bà đã ghi người nhận thay này. Hãy để một cán bộ khác đối chiếu giấy tờ rồi xác nhận.");

    public async Task<Outcome<Beneficiary>> Handle(EditPartInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Beneficiaries.Include(b => b.Links).Include(b => b.PovertyYears).Include(b => b.Stays).AsSplitQuery().SingleOrDefaultAsync(b => b.Id == input.Id, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!official.May(Actions.RegistryEdit))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (person.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var faults = PartFaults.Of(input, person, time.Today).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        if (input.Do == Confirm && await NamedByAsync(official, person, cancel))
        {
            return SecondNeeded.Now();
        }

        var act = Act.By(official, ActKinds.EditPerson, time.UtcNow, input.Reason.Trim(), input.Do).On("beneficiary", person.Id);
        if (await ApplyAsync(input, person, cancel) is not { } part)
        {
            return NothingNew.Now();
        }

        PersonFields.Note(db, person.Id, [(part, "")], new Origin(OriginKind.Official, "", act.At, official.FullName));
        return await db.SaveAsync(act, cancel) ? person : CommonProblems.ChangedMeanwhile.Now();
    }

    // Who named anybody in this file by hand confirms nobody in it.
    private Task<bool> NamedByAsync(SignedInOfficial official, Beneficiary person, CancellationToken cancel)
    {
        var (id, subject) = (official.Id, $"beneficiary/{person.Id:D}");
        return db.Acts.AnyAsync(a => a.Subject == subject && a.Kind == ActKinds.EditPerson && a.Evidence == Link && a.OfficialId == id, cancel);
    }

    // Whom one official names, or gives a number to, another one confirms before money goes to him.
    private void ToSecond()
    {
        foreach (var heir in db.ChangeTracker.Entries<PersonLink>().Where(e => e.State == EntityState.Modified && e.Entity is { Role: LinkRole.Heir, To: null }))
        {
            heir.Entity.Basis = "";
        }
    }

    // The part that changed, or null.
    private async Task<string?> ApplyAsync(EditPartInput input, Beneficiary person, CancellationToken cancel)
    {
        var (f, from, to) = (input.Fields, PersonEntry.Day(input.Fields.From), PersonEntry.Day(input.Fields.To));
        switch (input.Do)
        {
            case Link:
                var other = new LinkedPerson(Enum.Parse<LinkRole>(f.Role!), VietnameseText.Clean(f.FullName!), CitizenId.Clean(f.Number ?? ""), VietnameseText.Clean(f.Relation ?? ""), PersonEntry.Stored(nameof(Beneficiary.BirthDate), f.Birth));
                var linked = to is { } last ? await PersonParts.PastLinkAsync(db, person, other, from, last, cancel) : await PersonParts.LinkAsync(db, person, other, from, "", cancel);
                ToSecond();
                return linked ? PersonFields.Links : null;
            case Confirm:
                var basis = input.Reason.Trim();
                person.Links.Single(l => l.Id == f.LinkId).Basis = basis.Length > LongestBasis ? basis[..LongestBasis] : basis;
                return PersonFields.Links;
            case EndLink:
                person.Links.Single(l => l.Id == f.LinkId).To = to;
                return PersonFields.Links;
            case Year:
                return await PersonParts.PovertyAsync(db, person, int.Parse(f.Year!, VietnameseFormat.Culture), Enum.Parse<PovertyStatus>(f.Status!), "", cancel, VietnameseText.Clean(f.DecisionNumber ?? ""), PersonEntry.Day(f.DecisionOn)) ? PersonFields.Poverty : null;
            case Stay:
                var stay = new InstitutionStay
                {
                    Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Institution = VietnameseText.Clean(f.Institution!),
                    DecisionNumber = VietnameseText.Clean(f.DecisionNumber ?? ""), From = from, To = to,
                };
                return await PersonParts.AdmitAsync(db, person, stay, cancel) ? PersonFields.Stays : null;
            default:
                return await PersonParts.LeaveAsync(db, person, to!.Value, input.Reason.Trim(), cancel) ? PersonFields.Stays : null;
        }
    }
}
