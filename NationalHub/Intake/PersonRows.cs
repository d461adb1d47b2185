using System.Text.Json;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Rows of people, what they receive, their households and certificates. Personal numbers are masked here: the whole stays in the history. Pure.</summary>
internal static class PersonRows
{
    /// <param name="on">Day on which the version was recorded: who holds then is the guardian or carer that a column names.</param>
    public static Beneficiary Row(BeneficiaryState b, ProvinceUnits province, DateOnly on)
    {
        var row = new Beneficiary
        {
            Code = b.Code, FullName = b.FullName, BirthDate = b.BirthDate, BirthYear = Year(b.BirthDate), Sex = b.Sex, EthnicCode = b.EthnicCode, CommuneCode = b.CommuneCode,
            CommuneName = province.CommuneName(b.CommuneCode) ?? "", Village = b.Village, CategoryCode = RecordRows.Category(b.CategoryCode), MonthlyAmount = b.MonthlyAmountDong,
            CoefficientHundredths = b.CoefficientHundredths, StartMonth = b.StartMonth, Status = b.Status, IdentityStatus = b.IdentityStatus,
            CitizenIdMasked = CitizenId.Mask(b.CitizenId.Length > 0 ? b.CitizenId : b.OldIdentityNumber),
            ResidentSince = b.ResidentSince, Needs = b.Needs, AssistiveDevice = b.AssistiveDevice, OtherSupport = b.OtherSupport, DiedOn = b.DiedOn, MergedIntoId = b.MergedIntoId,
        };
        row.FoldedName = row.CategoryCode == RecordRows.NeutralCategory ? "" : VietnameseText.Fold(b.FullName);
        Link(b, row, Text(on));
        Places(b, row, Text(on));
        return row;
    }

    public static Entitlement Row(EntitlementState e) => new()
    {
        BeneficiaryId = e.BeneficiaryId, CategoryCode = RecordRows.Category(e.CategoryCode), CoefficientHundredths = e.CoefficientHundredths, MonthlyAmount = e.MonthlyAmountDong,
        StartMonth = e.StartMonth, EndMonth = e.EndMonth, DecisionId = e.DecisionId, ReceiverName = e.ReceiverName, Status = e.Status, CommuneCode = e.CommuneCode,
        Kind = e.Kind, Times = e.Times, Level = e.LevelDong, ReceiverRelation = e.ReceiverRelation, PreviousId = e.PreviousId, Withheld = e.Withheld, EndDecisionId = e.EndDecisionId, EndReason = e.EndReason,
    };

    public static Household Row(HouseholdState h, ProvinceUnits province, DateOnly on)
    {
        var living = h.Members.Where(m => Holds(m.From, m.To, Text(on))).ToList();
        return new()
        {
            Code = h.Code, HeadName = h.HeadName, FoldedName = VietnameseText.Fold(h.HeadName), CommuneCode = h.CommuneCode, CommuneName = province.CommuneName(h.CommuneCode) ?? "", Village = h.Village,
            MemberCount = living.Count, DisabledCount = living.Count(m => m.CertificateNumber.Length > 0),
            // No id of a member's own record: beside his name here it would name whoever is nameless there.
            Members = Json(h.Members.Select(m => new { m.FullName, m.BirthDate, m.Sex, Number = CitizenId.Mask(m.Number), m.Relation, m.CertificateNumber, m.From, m.To })),
        };
    }

    public static DisabilityCertificate Row(DisabilityCertificateState c) => new()
    {
        Number = c.Number, FullName = c.FullName, FoldedName = VietnameseText.Fold(c.FullName), BirthDate = c.BirthDate, BirthYear = Year(c.BirthDate), Sex = c.Sex,
        CitizenIdMasked = CitizenId.Mask(c.CitizenId.Length > 0 ? c.CitizenId : c.OldIdentityNumber), CommuneCode = c.CommuneCode, Types = c.DisabilityTypes, Degree = c.Degree,
        IssuedOn = c.IssuedOn, IssuerName = c.IssuerName, SignerName = c.SignerName, ValidTo = c.ValidTo, State = c.State,
    };

    private static void Link(BeneficiaryState b, Beneficiary row, string on)
    {
        LinkState? Of(string role) => b.Links.Where(l => l.Role == role && Holds(l.From, l.To, on)).OrderBy(l => l.From, StringComparer.Ordinal).LastOrDefault();
        if (Of("Guardian") is { } guardian)
        {
            (row.GuardianName, row.GuardianNumberMasked, row.GuardianRelation) = (guardian.FullName, CitizenId.Mask(guardian.Number), guardian.Relation);
        }

        if (Of("Carer") is { } carer)
        {
            (row.CarerName, row.CarerNumberMasked, row.CarerRelation) = (carer.FullName, CitizenId.Mask(carer.Number), carer.Relation);
        }

        // Nor of a carer's or guardian's, who may receive something himself.
        row.Links = Json(b.Links.Select(l => new { l.Role, l.FullName, l.BirthDate, Number = CitizenId.Mask(l.Number), l.Relation, l.From, l.To }));
    }

    private static void Places(BeneficiaryState b, Beneficiary row, string on)
    {
        if (b.PovertyYears.MaxBy(y => y.Year) is { } year)
        {
            (row.PovertyYear, row.PovertyStatus) = (year.Year, year.Status);
        }

        if (b.Stays.Where(s => Holds(s.From, s.To, on)).OrderBy(s => s.From, StringComparer.Ordinal).LastOrDefault() is { } stay)
        {
            (row.Institution, row.InstitutionDecision, row.InstitutionFrom) = (stay.Institution, stay.DecisionNumber, stay.From);
        }

        row.PovertyYears = Json(b.PovertyYears.Select(y => new { y.Year, y.Status, y.DecisionNumber, y.DecisionOn }));
        row.Stays = Json(b.Stays.Select(s => new { s.Institution, s.DecisionNumber, s.From, s.To }));
    }

    // Days as text sort as days do; an empty one is open.
    private static bool Holds(string from, string to, string on) =>
        string.CompareOrdinal(from, on) <= 0 && (to.Length == 0 || string.CompareOrdinal(on, to) <= 0);

    private static string Json<T>(IEnumerable<T> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 ? "[]" : JsonSerializer.Serialize(all, RecordRows.Plain);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static int Year(string birth) => BirthDate.TryParse(birth, out var born) ? born.Assumed.Year : 0;
}
