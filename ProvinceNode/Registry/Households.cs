using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Somebody of a household, as a door tells of him.</summary>
public sealed record MemberFacts(string FullName, string Number = "", string BirthDate = "", int Sex = 0, string Relation = "")
{
    public Guid? BeneficiaryId { get; init; }

    public string CertificateNumber { get; init; } = "";
}

/// <summary>Where a household is and what it is called.</summary>
public sealed record HouseholdFacts(string TenantPath, string CommuneCode, string Village, string Code);

/// <summary>Keeps households. What is known already is filled up and not repeated; the caller saves.</summary>
public static class Households
{
    /// <summary>The household of a head, its members brought up to what is told: found by the head's number, else by the code, else made.</summary>
    /// <param name="head">The head; his relation is "chủ hộ".</param>
    /// <param name="since">First day of members who are new; null when it is not known.</param>
    public static async Task<Household> KeepAsync(NodeDb db, HouseholdFacts facts, MemberFacts head, IEnumerable<MemberFacts> members, DateOnly? since, CancellationToken cancel)
    {
        var household = await FindAsync(db, facts, head, cancel);
        if (household is null)
        {
            household = new Household { Id = Guid.CreateVersion7(), TenantPath = facts.TenantPath, HeadName = head.FullName, CommuneCode = facts.CommuneCode, Village = facts.Village, Code = facts.Code };
            db.Add(household);
        }

        household.Code = facts.Code.Length > 0 ? facts.Code : household.Code;
        foreach (var member in members.Prepend(head with { Relation = Head }))
        {
            Add(db, household, member, since);
        }

        return household;
    }

    /// <summary>Relation of the head.</summary>
    public const string Head = "chủ hộ";

    /// <summary>Enters somebody, or fills up what is known of him.</summary>
    public static void Add(NodeDb db, Household household, MemberFacts facts, DateOnly? since)
    {
        if (household.Members.Find(m => m.To is null && Same(m, facts)) is not { } known)
        {
            var member = new HouseholdMember
            {
                Id = Guid.CreateVersion7(), HouseholdId = household.Id, TenantPath = household.TenantPath, FullName = facts.FullName, Number = facts.Number, BirthDate = facts.BirthDate,
                Sex = facts.Sex, Relation = facts.Relation, BeneficiaryId = facts.BeneficiaryId, CertificateNumber = facts.CertificateNumber, From = since,
            };
            household.Members.Add(member);
            db.Add(member);
            return;
        }

        (known.Number, known.BirthDate, known.Relation) = (Filled(known.Number, facts.Number), Filled(known.BirthDate, facts.BirthDate), Filled(known.Relation, facts.Relation));
        known.CertificateNumber = Filled(facts.CertificateNumber, known.CertificateNumber);
        known.Sex = known.Sex == 0 ? facts.Sex : known.Sex;
        known.BeneficiaryId ??= facts.BeneficiaryId;
    }

    /// <summary>A certificate stands: members with its person's number are disabled. Within the caller's scope.</summary>
    public static async Task CertifyAsync(NodeDb db, DisabilityCertificate certificate, CancellationToken cancel)
    {
        var (number, old) = (certificate.CitizenId, certificate.OldIdentityNumber);
        if (number.Length + old.Length > 0)
        {
            (await db.HouseholdMembers.Where(m => (number != "" && m.Number == number) || (old != "" && m.Number == old)).ToListAsync(cancel))
                .ForEach(m => m.CertificateNumber = certificate.Number);
        }
    }

    /// <summary>A certificate stands no longer.</summary>
    public static async Task UncertifyAsync(NodeDb db, DisabilityCertificate certificate, CancellationToken cancel)
    {
        var number = certificate.Number;
        (await db.HouseholdMembers.Where(m => m.CertificateNumber == number).ToListAsync(cancel)).ForEach(m => m.CertificateNumber = "");
    }

    private static async Task<Household?> FindAsync(NodeDb db, HouseholdFacts facts, MemberFacts head, CancellationToken cancel)
    {
        var (number, code, commune) = (head.Number, facts.Code, facts.CommuneCode);
        var found = number.Length == 0 ? null
            : (await db.Households.Include(h => h.Members).Where(h => h.Members.Any(m => m.Number == number && m.Relation == Head && m.To == null)).ToListAsync(cancel)).MinBy(h => h.Id);
        return found ?? (code.Length == 0 ? null
            : (await db.Households.Include(h => h.Members).Where(h => h.Code == code && h.CommuneCode == commune).ToListAsync(cancel)).MinBy(h => h.Id));
    }

    private static bool Same(HouseholdMember member, MemberFacts facts) =>
        member.Number.Length > 0 && facts.Number.Length > 0 ? member.Number == facts.Number
            : VietnameseText.Fold(member.FullName) == VietnameseText.Fold(facts.FullName) && (member.BirthDate.Length == 0 || facts.BirthDate.Length == 0 || member.BirthDate == facts.BirthDate);

    private static string Filled(string first, string otherwise) => first.Length > 0 ? first : otherwise;
}
