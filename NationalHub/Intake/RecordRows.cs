using System.Text.Json;
using Google.Protobuf;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Turns a checked record into the rows that are stored. Pure.</summary>
internal static class RecordRows
{
    /// <summary>Read by the ministry instead of a category that law keeps confidential (policy: HIV, groups 3 and 8 of Decree 20, Article 5).</summary>
    public const string NeutralCategory = "KHAC";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RecordVersion History(Record record, string province, DateTime receivedAt) => new()
    {
        ProvinceCode = province,
        Kind = (int)record.Kind,
        Id = record.Id,
        Epoch = (long)record.Epoch,
        Version = (long)record.Version,
        RecordedAt = Moment(record.RecordedAtUnixMs),
        ReceivedAt = receivedAt,
        Deleted = record.Deleted,
        Payload = record.Deleted ? [] : record.ToByteArray(),
    };

    /// <summary>The row of the kind's table; without content for a tombstone.</summary>
    public static Replica Latest(Record record, ProvinceUnits province, DateTime receivedAt)
    {
        Replica row = record.Kind switch
        {
            RecordKind.Beneficiary => record.Deleted ? new Beneficiary() : Row(record.Beneficiary, province),
            RecordKind.Entitlement => record.Deleted ? new Entitlement() : Row(record.Entitlement),
            RecordKind.Decision => record.Deleted ? new Decision() : Row(record.Decision),
            RecordKind.Dossier => record.Deleted ? new Dossier() : Row(record.Dossier),
            _ => throw new ArgumentOutOfRangeException(nameof(record), "The record was not checked."),
        };
        row.ProvinceCode = province.Code;
        row.Id = record.Id;
        row.TenantPath = record.TenantPath;
        row.Epoch = (long)record.Epoch;
        row.Version = (long)record.Version;
        row.RecordedAt = Moment(record.RecordedAtUnixMs);
        row.ReceivedAt = receivedAt;
        row.Deleted = record.Deleted;
        return row;
    }

    public static string Category(string code) => code.StartsWith('3') || code == "8" || code.StartsWith("8.", StringComparison.Ordinal) ? NeutralCategory : code;

    private static Beneficiary Row(BeneficiaryState b, ProvinceUnits province) => new()
    {
        Code = b.Code,
        FullName = b.FullName,
        BirthDate = b.BirthDate,
        BirthYear = BirthDate.TryParse(b.BirthDate, out var born) ? born.Assumed.Year : 0,
        Sex = b.Sex,
        EthnicCode = b.EthnicCode,
        CommuneCode = b.CommuneCode,
        CommuneName = province.CommuneName(b.CommuneCode) ?? "",
        Village = b.Village,
        CategoryCode = Category(b.CategoryCode),
        MonthlyAmount = b.MonthlyAmountDong,
        CoefficientHundredths = b.CoefficientHundredths,
        StartMonth = b.StartMonth,
        Status = b.Status,
        IdentityStatus = b.IdentityStatus,
        CitizenIdMasked = CitizenId.Mask(b.CitizenId.Length > 0 ? b.CitizenId : b.OldIdentityNumber),
    };

    private static Entitlement Row(EntitlementState e) => new()
    {
        BeneficiaryId = e.BeneficiaryId,
        CategoryCode = Category(e.CategoryCode),
        CoefficientHundredths = e.CoefficientHundredths,
        MonthlyAmount = e.MonthlyAmountDong,
        StartMonth = e.StartMonth,
        EndMonth = e.EndMonth,
        DecisionId = e.DecisionId,
        ReceiverName = e.ReceiverName,
        Status = e.Status,
        CommuneCode = e.CommuneCode,
    };

    private static Decision Row(DecisionState d) => new()
    {
        Number = d.Number,
        SignedOn = d.SignedOn,
        Kind = d.Kind,
        IssuingOffice = d.IssuingOffice,
        IssuingOfficeCode = d.IssuingOfficeCode,
        DossierCode = d.DossierCode,
        SignerName = d.SignerName,
    };

    private static Dossier Row(DossierState d) => new()
    {
        Code = d.Code,
        ProcedureCode = d.ProcedureCode,
        ProcedureName = d.ProcedureName,
        Status = d.Status,
        PortalStatus = d.PortalStatus,
        CommuneCode = d.CommuneCode,
        OfficeName = d.OfficeName,
        OwnerName = d.OwnerName,
        OwnerCitizenIdMasked = CitizenId.Mask(d.OwnerCitizenId),
        ApplicantName = d.ApplicantName,
        ApplicantCitizenIdMasked = CitizenId.Mask(d.ApplicantCitizenId),
        Channel = d.Channel,
        SubmittedAt = MomentOrNone(d.SubmittedAtUnixMs),
        AcceptedAt = MomentOrNone(d.ReceivedAtUnixMs),
        DueOn = d.DueOn,
        FinishedAt = MomentOrNone(d.FinishedAtUnixMs),
        ReturnedAt = MomentOrNone(d.ReturnedAtUnixMs),
        Steps = JsonSerializer.Serialize(
            d.Steps.Select(s => new { s.Number, s.Action, s.OfficeName, s.ActorName, s.ActorTitle, At = MomentOrNone(s.AtUnixMs), s.PortalStatus, s.DueOn, s.Note }),
            Plain),
    };

    private static DateTime Moment(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;

    private static DateTime? MomentOrNone(long unixMs) => unixMs == 0 ? null : Moment(unixMs);
}
