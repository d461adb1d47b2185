using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What an official enters about the household in which a beneficiary lives, as typed.</summary>
/// <param name="PersonId">The beneficiary from whose page it is.</param>
/// <param name="Version">Version of the household that he saw; 0 when there was none.</param>
/// <param name="Do">One of <see cref="EditHousehold.Keep"/>, <see cref="EditHousehold.Enter"/>, <see cref="EditHousehold.Left"/>.</param>
public sealed record EditHouseholdInput(Guid PersonId, long Version, string Do, HouseholdFields Fields, string Reason);

/// <summary>The boxes of the page.</summary>
public sealed class HouseholdFields
{
    public string? Code { get; set; }

    public string? HeadName { get; set; }

    public string? Relation { get; set; }

    public string? FullName { get; set; }

    public string? Number { get; set; }

    public string? Birth { get; set; }

    public string? From { get; set; }

    /// <summary>Of the beneficiary's certificate on paper, given before the system was used.</summary>
    public string? CertificateNumber { get; set; }

    public Guid? MemberId { get; set; }

    public string? To { get; set; }
}

/// <summary>Keeps the household of a beneficiary by hand: an act with its reason. A beneficiary lives in one household at a time.</summary>
public sealed class EditHousehold(NodeDb db, VietnamTime time)
{
    public const string Keep = "ho";
    public const string Enter = "vao";
    public const string Left = "roi";

    private const int LongestCertificate = 30;

    public static readonly ProblemKind NoneYet = new("household-none", "Chưa có hộ gia đình của đối tượng này. Hãy ghi chủ hộ trước.");

    /// <summary>The household in which somebody lives now; null when he left it.</summary>
    public static async Task<Household?> OfAsync(NodeDb db, Beneficiary person, CancellationToken cancel)
    {
        var (id, number) = (person.Id, person.CitizenId);
        var all = await db.Households.Include(h => h.Members).Where(h => h.Members.Any(m => (m.BeneficiaryId == id || (number != "" && m.Number == number)) && m.To == null)).ToListAsync(cancel);
        return all.MaxBy(h => h.Id);
    }

    public async Task<Outcome<Household>> Handle(EditHouseholdInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.PersonId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!official.May(Actions.RegistryEdit))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var household = await OfAsync(db, person, cancel);
        if ((household?.Version ?? 0) != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (Faults(input, household).ToList() is { Count: > 0 } faults)
        {
            return faults;
        }

        var act = Act.By(official, ActKinds.EditHousehold, time.UtcNow, input.Reason.Trim(), input.Do);
        var kept = input.Do == Keep ? Kept(input.Fields, household, person) : household!;
        Change(input, kept, person);
        return await db.SaveAsync(act.On("household", kept.Id), cancel) ? kept : CommonProblems.ChangedMeanwhile.Now();
    }

    private Household Kept(HouseholdFields f, Household? household, Beneficiary person)
    {
        if (household is null)
        {
            household = new Household { Id = Guid.CreateVersion7(), TenantPath = person.TenantPath, HeadName = Clean(f.HeadName), CommuneCode = person.CommuneCode, Village = person.Village };
            db.Add(household);
            var self = new MemberFacts(person.FullName, person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber, person.BirthDate, person.Sex, Clean(f.Relation)) { BeneficiaryId = person.Id };
            Households.Add(db, household, self, null);
        }

        (household.HeadName, household.Code) = (Clean(f.HeadName), Clean(f.Code));
        if (Clean(f.CertificateNumber) is { Length: > 0 } paper && Self(household, person) is { } own)
        {
            own.CertificateNumber = paper;
        }

        return household;
    }

    /// <summary>The beneficiary among the members.</summary>
    public static HouseholdMember? Self(Household household, Beneficiary person) =>
        household.Members.Find(m => m.To is null && (m.BeneficiaryId == person.Id || (m.Number.Length > 0 && m.Number == person.CitizenId)));

    private void Change(EditHouseholdInput input, Household household, Beneficiary person)
    {
        var f = input.Fields;
        if (input.Do == Enter)
        {
            Households.Add(db, household, new MemberFacts(Clean(f.FullName), CitizenId.Clean(f.Number ?? ""), PersonEntry.Stored(nameof(Beneficiary.BirthDate), f.Birth), 0, Clean(f.Relation)), PersonEntry.Day(f.From));
        }
        else if (input.Do == Left)
        {
            household.Members.Single(m => m.Id == f.MemberId).To = PersonEntry.Day(f.To);
        }
    }

    private IEnumerable<Problem> Faults(EditHouseholdInput input, Household? household)
    {
        var (f, today) = (input.Fields, time.Today);
        if (input.Do is not (Keep or Enter or Left))
        {
            yield return EditParts.Unknown.Now();
        }
        else if (input.Do != Keep && household is null)
        {
            yield return NoneYet.Now();
        }

        if (input.Do == Keep && Clean(f.HeadName).Length is 0 or > 120)
        {
            yield return CommonProblems.Required.At("Fields.HeadName", "họ tên chủ hộ, không quá 120 chữ");
        }

        if (input.Do == Keep && Clean(f.Code).Length > 40)
        {
            yield return CommonProblems.TooLong.At("Fields.Code", "Mã hộ", 40, Clean(f.Code).Length);
        }

        if (input.Do == Keep && Clean(f.CertificateNumber).Length > LongestCertificate)
        {
            yield return CommonProblems.TooLong.At("Fields.CertificateNumber", "Số giấy xác nhận", LongestCertificate, Clean(f.CertificateNumber).Length);
        }

        if (input.Do == Enter && Clean(f.FullName).Length is 0 or > 120)
        {
            yield return CommonProblems.Required.At("Fields.FullName", "họ và tên, không quá 120 chữ");
        }

        if (Clean(f.Relation).Length > 60)
        {
            yield return CommonProblems.TooLong.At("Fields.Relation", "Quan hệ", 60, Clean(f.Relation).Length);
        }

        foreach (var fault in Values(input, household, today))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Problem> Values(EditHouseholdInput input, Household? household, DateOnly today)
    {
        var f = input.Fields;
        if (input.Do == Enter && CitizenId.Clean(f.Number ?? "") is var number && (number.Length is not (0 or 9 or 12) || !number.All(char.IsAsciiDigit)))
        {
            yield return PersonEntry.NumberWrong.At("Fields.Number", number.Length);
        }

        if (input.Do == Enter && !string.IsNullOrWhiteSpace(f.Birth) && (!BirthDate.TryParse(f.Birth, out var birth) || birth.Assumed > today))
        {
            yield return PersonEntry.BirthWrong.At("Fields.Birth", f.Birth);
        }

        if (input.Do == Enter && !string.IsNullOrWhiteSpace(f.From) && (PersonEntry.Day(f.From) is not { } from || from > today))
        {
            yield return PersonEntry.DayWrong.At("Fields.From", "Từ ngày", f.From);
        }

        if (input.Do == Left && household is not null && !household.Members.Exists(m => m.Id == f.MemberId && m.To is null))
        {
            yield return PersonEntry.ChooseOne.At("Fields.MemberId", "thành viên rời hộ");
        }

        if (input.Do == Left && (PersonEntry.Day(f.To) is not { } to || to > today))
        {
            yield return PersonEntry.DayWrong.At("Fields.To", "Ngày cuối ở trong hộ", f.To ?? "");
        }
        else if (input.Do == Left && household?.Members.Find(m => m.Id == f.MemberId)?.From > PersonEntry.Day(f.To))
        {
            yield return PersonEntry.DaysTurned.At("Fields.To");
        }

        if (input.Reason.Trim().Length is var length and (0 or > PersonEntry.LongestReason))
        {
            yield return length == 0 ? CommonProblems.Required.At("Reason", "lý do, căn cứ") : CommonProblems.TooLong.At("Reason", "Lý do", PersonEntry.LongestReason, length);
        }
    }

    private static string Clean(string? text) => VietnameseText.Clean(text ?? "");
}
