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
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        Payload = record.Deleted ? [] : Equality.ReplayRows.Plain(record).ToByteArray(),
    };

    /// <summary>The row of the kind's table; without content for a tombstone.</summary>
    public static Replica Latest(Record record, ProvinceUnits province, DateTime receivedAt)
    {
        Replica row = record.Kind switch
        {
            RecordKind.Beneficiary => record.Deleted ? new Beneficiary() : PersonRows.Row(record.Beneficiary, province, VietnamTime.Day(Moment(record.RecordedAtUnixMs))),
            RecordKind.Entitlement => record.Deleted ? new Entitlement() : PersonRows.Row(record.Entitlement),
            RecordKind.Decision => record.Deleted ? new Decision() : Row(record.Decision),
            RecordKind.Dossier => record.Deleted ? new Dossier() : Row(record.Dossier),
            RecordKind.Household => record.Deleted ? new Household() : PersonRows.Row(record.Household, province, VietnamTime.Day(Moment(record.RecordedAtUnixMs))),
            RecordKind.Certificate => record.Deleted ? new DisabilityCertificate() : PersonRows.Row(record.Certificate),
            RecordKind.LifeEvent => record.Deleted ? new LifeEvent() : EventRows.Row(record.LifeEvent),
            RecordKind.PaymentList => record.Deleted ? new PaymentList() : PaymentRows.Row(record.PaymentList, province),
            RecordKind.PaymentLine => record.Deleted ? new PaymentLine() : PaymentRows.Row(record.PaymentLine),
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

    public static string Category(string code) => code.StartsWith('3') || ApartCodes.Holds(code) ? NeutralCategory : code;

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
