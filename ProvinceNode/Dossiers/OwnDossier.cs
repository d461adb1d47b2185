using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What an officer opens of his own accord.</summary>
/// <param name="Reason">Why, and on what evidence; stands in the control sheet.</param>
public sealed record OwnRequest(string ProcedureCode, RequestKind Kind, string Reason)
{
    /// <summary>Tells one proposal from another, so that none is opened twice; empty: every opening is its own.</summary>
    public string Key { get; init; } = "";

    /// <summary>What is proposed beside the kind, as answers of a form: it stands on the appraiser's page for him to correct.</summary>
    public string Answers { get; init; } = "{}";
}

/// <summary>A dossier that nobody applied for: the officer lists what must be adjusted, stopped, interrupted or resumed (policy 3.5, 3.6).</summary>
public static class OwnDossier
{
    /// <summary>Name of the written proposal in place of a citizen's form.</summary>
    public const string Form = "DN";

    // Who opens a dossier stands where the applicant would; nobody applied.
    private const string Officer = "cán bộ lập đề nghị";

    /// <summary>What an office may open by itself.</summary>
    public static IReadOnlyList<RequestKind> Kinds { get; } = [RequestKind.Adjust, RequestKind.Stop, RequestKind.Suspend, RequestKind.Resume, RequestKind.Recover];

    /// <summary>Whether an office opened a dossier of its own accord: whom it is about is answered, not who wrote the proposal.</summary>
    public static bool IsOwn(Dossier dossier) => dossier is { Form: Form, Applicant: { IsOwner: false, Relation: Officer } };

    /// <summary>The dossier, received at once and waiting for its first step.</summary>
    public static Dossier Make(FlowContext context, Office commune, string code, Beneficiary person, PersonData owner, OwnRequest request, Mover mover)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc));
        var dossier = new Dossier
        {
            Id = id, Code = code, TenantPath = commune.TenantPath, ProcedureCode = request.ProcedureCode, Kind = request.Kind, Channel = Submit.InPerson,
            Status = DossierStatus.AwaitingReception, Owner = owner, BeneficiaryId = person.Id,
            Applicant = new ApplicantData { IsOwner = false, FullName = mover.Name, Relation = Officer, Address = context.UnitName(commune.Path) },
            EnteredById = mover.Id, EnteredByName = mover.Name, SubmissionKey = request.Key.Length > 0 ? request.Key : id.ToString("N"), SubmittedAt = context.NowUtc, ReceivedAt = context.NowUtc,
            Identity = new IdentityCheck { Status = Enum.TryParse<IdentityStatus>(person.IdentityStatus, out var known) ? known : IdentityStatus.Pending },
            ProcedureVersion = Procedures.Find(request.ProcedureCode)?.ValidFrom,
            DueOn = LegalClock.DueOn(context, request.ProcedureCode, context.Today, request.Kind),
            Requests = [DossierRequest.Of(id, commune.TenantPath, request.Kind, Form, new DateOnly(2021, 7, 1), request.Answers)],
        };
        DossierFlow.Apply(context, dossier, DossierFlow.RouteOf(context, dossier).First, ActKinds.Open, mover, context.OfficeName(Authorities.CommuneOfficer, commune.Path), request.Reason);
        return dossier;
    }

    /// <summary>The person as the registry has him.</summary>
    public static PersonData Owner(Beneficiary person, string communeName) => new()
    {
        FullName = person.FullName, BirthDate = person.BirthDate, Sex = person.Sex, EthnicCode = person.EthnicCode, CitizenId = person.CitizenId,
        OldIdentityNumber = person.OldIdentityNumber, CommuneCode = person.CommuneCode, CommuneName = communeName, Village = person.Village, Phone = person.Phone,
    };
}
