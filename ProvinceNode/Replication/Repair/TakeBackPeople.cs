using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Repair;

/// <summary>People and households made again of their messages, with their parts. The caller saves.</summary>
internal static class TakeBackPeople
{
    /// <returns>Null when the person cannot be made of this.</returns>
    public static async Task<Beneficiary?> PersonAsync(NodeDb db, Guid id, string path, BeneficiaryState state, CancellationToken cancel)
    {
        var person = await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).Include(b => b.Links).Include(b => b.PovertyYears).Include(b => b.Stays)
            .SingleOrDefaultAsync(b => b.Id == id, cancel);
        // A category that was neutral on its way is known only here; nobody is entered without one.
        var category = state.CategoryCode != RecordMessages.NeutralCategory ? state.CategoryCode
            : person is not null && RecordMessages.PublicCategory(person.CategoryCode) == RecordMessages.NeutralCategory ? person.CategoryCode : null;
        if (category is null || !Enum.TryParse<EntitlementStatus>(state.Status, out var status)
            || await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AnyAsync(b => b.Code == state.Code && b.Id != id, cancel))
        {
            return null;
        }

        if (person is null)
        {
            person = New(id, path, state);
            db.Add(person);
        }

        (person.TenantPath, person.CategoryCode, person.Status, person.MergedIntoId) = (path, category, status, TakeBack.Id(state.MergedIntoId));
        (person.FullName, person.FoldedName, person.BirthDate, person.Sex) = (state.FullName, VietnameseText.Fold(state.FullName), state.BirthDate, state.Sex);
        (person.EthnicCode, person.CitizenId, person.OldIdentityNumber, person.Phone) = (state.EthnicCode, state.CitizenId, state.OldIdentityNumber, state.Phone);
        (person.CommuneCode, person.Village, person.ResidentSince, person.DiedOn) = (state.CommuneCode, state.Village, TakeBack.Day(state.ResidentSince), TakeBack.Day(state.DiedOn));
        (person.IdentityStatus, person.CoefficientHundredths, person.MonthlyAmount, person.StartMonth) =
            (state.IdentityStatus, state.CoefficientHundredths, new Dong(state.MonthlyAmountDong), state.StartMonth);
        (person.Needs, person.AssistiveDevice, person.OtherSupport) =
            (Kept(state.Needs, person.Needs), Kept(state.AssistiveDevice, person.AssistiveDevice), Kept(state.OtherSupport, person.OtherSupport));
        Links(db, person, state);
        Years(db, person, state);
        Stays(db, person, state);
        return person;
    }

    /// <returns>The household as the message tells it.</returns>
    public static async Task<Household?> HouseholdAsync(NodeDb db, Guid id, string path, HouseholdState state, CancellationToken cancel)
    {
        var household = await db.Households.Include(h => h.Members).SingleOrDefaultAsync(h => h.Id == id, cancel);
        if (household is null)
        {
            household = new Household { Id = id, TenantPath = path, HeadName = state.HeadName, CommuneCode = state.CommuneCode };
            db.Add(household);
        }

        (household.TenantPath, household.Code, household.HeadName, household.CommuneCode, household.Village) = (path, state.Code, state.HeadName, state.CommuneCode, state.Village);
        var told = state.Members.ToDictionary(m => Guid.Parse(m.Id));
        db.RemoveRange(household.Members.Where(m => !told.ContainsKey(m.Id)));
        foreach (var (key, m) in told)
        {
            if (household.Members.Find(x => x.Id == key) is not { } member)
            {
                member = new HouseholdMember { Id = key, HouseholdId = id, TenantPath = path, FullName = m.FullName };
                household.Members.Add(member);
                db.Add(member);
            }

            (member.FullName, member.BirthDate, member.Sex, member.Number, member.Relation) = (m.FullName, m.BirthDate, m.Sex, m.Number, m.Relation);
            (member.BeneficiaryId, member.CertificateNumber, member.From, member.To) = (TakeBack.Id(m.BeneficiaryId), m.CertificateNumber, TakeBack.Day(m.From), TakeBack.Day(m.To));
        }

        return household;
    }

    private static Beneficiary New(Guid id, string path, BeneficiaryState state) => new()
    {
        Id = id, Code = state.Code, TenantPath = path, FullName = state.FullName, FoldedName = VietnameseText.Fold(state.FullName), BirthDate = state.BirthDate, Sex = state.Sex,
        EthnicCode = state.EthnicCode, CitizenId = state.CitizenId, OldIdentityNumber = state.OldIdentityNumber, CommuneCode = state.CommuneCode, Village = state.Village, Phone = state.Phone,
        IdentityStatus = state.IdentityStatus,
    };

    private static void Links(NodeDb db, Beneficiary person, BeneficiaryState state)
    {
        var told = state.Links.Where(l => Enum.TryParse<LinkRole>(l.Role, out _)).ToDictionary(l => Guid.Parse(l.Id));
        db.RemoveRange(person.Links.Where(l => !told.ContainsKey(l.Id)));
        foreach (var (key, l) in told)
        {
            if (person.Links.Find(x => x.Id == key) is not { } link)
            {
                link = new PersonLink { Id = key, BeneficiaryId = person.Id, TenantPath = person.TenantPath, Role = Enum.Parse<LinkRole>(l.Role), FullName = l.FullName };
                person.Links.Add(link);
                db.Add(link);
            }

            (link.FullName, link.BirthDate, link.Number, link.Relation, link.Basis) = (l.FullName, l.BirthDate, l.Number, l.Relation, l.Basis);
            (link.OtherId, link.From, link.To) = (TakeBack.Id(l.BeneficiaryId), TakeBack.Day(l.From), TakeBack.Day(l.To));
        }
    }

    private static void Years(NodeDb db, Beneficiary person, BeneficiaryState state)
    {
        var told = state.PovertyYears.Where(y => Enum.TryParse<PovertyStatus>(y.Status, out _)).ToDictionary(y => y.Year);
        db.RemoveRange(person.PovertyYears.Where(y => !told.ContainsKey(y.Year)));
        foreach (var (key, y) in told)
        {
            var status = Enum.Parse<PovertyStatus>(y.Status);
            if (person.PovertyYears.Find(x => x.Year == key) is not { } year)
            {
                year = new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = person.Id, TenantPath = person.TenantPath, Year = key, Status = status };
                person.PovertyYears.Add(year);
                db.Add(year);
            }

            (year.Status, year.DecisionNumber, year.DecisionOn, year.Source) = (status, y.DecisionNumber, TakeBack.Day(y.DecisionOn), y.Source);
        }
    }

    private static void Stays(NodeDb db, Beneficiary person, BeneficiaryState state)
    {
        var told = state.Stays.ToDictionary(s => Guid.Parse(s.Id));
        db.RemoveRange(person.Stays.Where(s => !told.ContainsKey(s.Id)));
        foreach (var (key, s) in told)
        {
            if (person.Stays.Find(x => x.Id == key) is not { } stay)
            {
                stay = new InstitutionStay { Id = key, BeneficiaryId = person.Id, TenantPath = person.TenantPath, Institution = s.Institution };
                person.Stays.Add(stay);
                db.Add(stay);
            }

            (stay.Institution, stay.DecisionNumber, stay.From, stay.To) = (s.Institution, s.DecisionNumber, TakeBack.Day(s.From), TakeBack.Day(s.To));
            stay.LeaveReason = Kept(s.LeaveReason, stay.LeaveReason);
        }
    }

    // Words that tell of an illness did not travel: an empty value never erases.
    private static string Kept(string told, string known) => told.Length > 0 ? told : known;
}
