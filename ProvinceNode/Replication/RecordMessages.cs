using Protos.Replication;
using ProvinceNode.Dossiers;
using ProvinceNode.Payments;
using ProvinceNode.Registry;

namespace ProvinceNode.Replication;

/// <summary>Turns records into messages. Knows how they look, not why they changed.</summary>
public static class RecordMessages
{
    /// <summary>Category that the hub reads for groups that law keeps confidential.</summary>
    public const string NeutralCategory = "KHAC";

    /// <exception cref="ArgumentException">The type is not replicated.</exception>
    public static RecordKind KindOf(IReplicated record) => record switch
    {
        Beneficiary => RecordKind.Beneficiary,
        Entitlement => RecordKind.Entitlement,
        Decision => RecordKind.Decision,
        Dossier => RecordKind.Dossier,
        Household => RecordKind.Household,
        DisabilityCertificate => RecordKind.Certificate,
        LifeEvent => RecordKind.LifeEvent,
        PaymentList => RecordKind.PaymentList,
        PaymentLine => RecordKind.PaymentLine,
        _ => throw new ArgumentException($"{record.GetType().Name} is not replicated.", nameof(record)),
    };

    /// <summary>Name of a kind in acts and addresses, e.g. dossier.</summary>
    public static string KindName(int kind) => ((RecordKind)kind).ToString().ToLowerInvariant();

    /// <exception cref="ArgumentException">The type is not replicated.</exception>
    public static Record Of(IReplicated record, DateTime atUtc)
    {
        var message = new Record
        {
            Id = record.Id.ToString("D"), Epoch = (ulong)record.Epoch, Version = (ulong)record.Version,
            TenantPath = record.TenantPath, RecordedAtUnixMs = Unix(atUtc), Kind = KindOf(record),
        };
        switch (record)
        {
            case Beneficiary b:
                message.Beneficiary = PersonMessages.State(b);
                break;
            case Entitlement e:
                message.Entitlement = PersonMessages.State(e);
                break;
            case Decision d:
                message.Decision = State(d);
                break;
            case Dossier d:
                message.Dossier = State(d);
                break;
            case Household h:
                message.Household = PersonMessages.State(h);
                break;
            case DisabilityCertificate c:
                message.Certificate = PersonMessages.State(c);
                break;
            case LifeEvent happened:
                message.LifeEvent = LifeEventMessages.State(happened);
                break;
            case PaymentList list:
                message.PaymentList = PaymentMessages.State(list);
                break;
            case PaymentLine line:
                message.PaymentLine = PaymentMessages.State(line);
                break;
        }

        return message;
    }

    /// <summary>What is left of a record that is erased: its next version, without content.</summary>
    public static Record Tombstone(IReplicated record, long epoch, DateTime atUtc) => new()
    {
        Id = record.Id.ToString("D"), Epoch = (ulong)epoch, Version = (ulong)record.Version + 1, TenantPath = record.TenantPath, RecordedAtUnixMs = Unix(atUtc),
        Kind = KindOf(record), Deleted = true,
    };

    /// <summary>The tombstone as the history keeps it: the last version of an erased record.</summary>
    public static Record Tombstone(RecordVersion version) => new()
    {
        Id = version.RecordId.ToString("D"), Epoch = (ulong)version.Epoch, Version = (ulong)version.Version, TenantPath = version.TenantPath,
        RecordedAtUnixMs = Unix(version.RecordedAt), Kind = (RecordKind)version.Kind, Deleted = true,
    };

    /// <summary>HIV groups are neutral outside the node (Decree 20 Art. 8(1)(b); Law 64/2006).</summary>
    public static string PublicCategory(string code) => Protos.Values.ApartCodes.Holds(code) ? NeutralCategory : code;

    private static DecisionState State(Decision d) => new()
    {
        Number = d.Number ?? "", SignedOn = d.SignedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Kind = d.Paper, IssuingOffice = d.IssuerName, IssuingOfficeCode = Protos.Values.TenantPath.Parse(d.IssuerPath).UnitCode,
        DossierCode = d.DossierCode, SignerName = d.SignerName,
    };

    private static DossierState State(Dossier d)
    {
        var state = new DossierState
        {
            Code = d.Code, ProcedureCode = d.ProcedureCode, ProcedureName = Procedures.NameOf(d.ProcedureCode), Status = d.Status.ToString(),
            PortalStatus = StatusTable.PortalStatus(d.Status, StatusTable.LastVerb(d.Steps)), CommuneCode = d.Owner.CommuneCode, OfficeName = d.Owner.CommuneName,
            OwnerName = d.Owner.FullName, OwnerCitizenId = d.Owner.CitizenId, ApplicantName = d.Applicant.FullName,
            ApplicantCitizenId = d.Applicant.CitizenId, Channel = d.Channel, SubmittedAtUnixMs = Unix(d.SubmittedAt),
            ReceivedAtUnixMs = Unix(d.ReceivedAt), DueOn = Day(d.DueOn), FinishedAtUnixMs = Unix(d.FinishedAt),
            ReturnedAtUnixMs = Unix(d.HandedOverAt),
        };
        state.Steps.AddRange(d.Steps.OrderBy(s => s.Number).Select(s => new DossierStepState
        {
            Number = s.Number, Action = s.Verb, OfficeName = s.OfficeName, ActorName = s.ActorName, ActorTitle = s.ActorTitle,
            AtUnixMs = Unix(s.At), PortalStatus = StatusTable.PortalStatus(s.To, s.Verb), DueOn = Day(s.NextDueOn), Note = "",
        }));
        state.Papers.AddRange(DossierPaperMessages.Of(d));
        return state;
    }

    internal static long Unix(DateTime? utc) => utc is { } value ? new DateTimeOffset(value).ToUnixTimeMilliseconds() : 0;

    internal static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
