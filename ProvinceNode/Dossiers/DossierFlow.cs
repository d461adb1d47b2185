using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who makes a move, as it stands in the control sheet.</summary>
public sealed record Mover(Guid? Id, string Name, string Title)
{
    public static Mover Of(SignedInOfficial official) => new(official.Id, official.FullName, official.Title);

    public static Mover Citizen(string name) => new(null, name, "Người nộp hồ sơ");

    public static Mover System { get; } = new(null, "Hệ thống", "Tự động");
}

/// <summary>Guards and applies the moves of a dossier. Pure: the verbs load and save.</summary>
public static class DossierFlow
{
    /// <summary>Whether an official may make a move now: the status allows it, his office owns the step today, his role may.</summary>
    public static Problem? Guard(FlowContext context, Dossier dossier, SignedInOfficial official, string verb)
    {
        var move = StatusTable.Find(dossier.Status, verb);
        if (move?.Authority is null)
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        var commune = TenantPath.Parse(dossier.TenantPath);
        if (context.Authorities.OfficeFor(move.Authority, commune, context.Today) != official.Office)
        {
            return DossierProblems.OtherOffice.Now(context.OfficeName(move.Authority, commune));
        }

        var allowed = official.Is(Authorities.AccountRole[move.Authority]) && official.May(move.Action!);
        return allowed ? null : CommonProblems.NotAllowed.Now();
    }

    /// <summary>Moves that this official can make now.</summary>
    public static IReadOnlyList<Move> Available(FlowContext context, Dossier dossier, SignedInOfficial official) =>
        StatusTable.From(dossier.Status).Where(m => Guard(context, dossier, official, m.Verb) is null).ToList();

    /// <summary>Moves the dossier on: status, due day of the next step, and a line of the control sheet.</summary>
    /// <param name="from">Null for the first line.</param>
    public static void Apply(FlowContext context, Dossier dossier, DossierStatus to, string verb, Mover mover, string office, string note = "", DossierStatus? from = null)
    {
        var wasDue = dossier.StepDueOn;
        var before = verb == ActKinds.Submit ? from : dossier.Status;
        dossier.Status = to;
        // Statuses of one step of the law share its days: reviewing on the last day leaves none for opening the posting.
        var sameStep = before is { } was && StatusTable.StepIn(was) is { } step && step == StatusTable.StepIn(to);
        dossier.StepDueOn = sameStep ? wasDue : LegalClock.StepDueOn(context, dossier.ProcedureCode, to);
        var next = StatusTable.From(to).FirstOrDefault()?.Authority;
        dossier.Steps.Add(new DossierStep
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
            Number = dossier.Steps.Count + 1, Verb = verb, From = before, To = to, At = context.NowUtc,
            ActorId = mover.Id, ActorName = mover.Name, ActorTitle = mover.Title, OfficeName = office,
            NextOffice = next is null ? null : context.OfficeName(next, TenantPath.Parse(dossier.TenantPath)),
            NextDueOn = dossier.StepDueOn, WasDueOn = wasDue, Note = note,
        });
    }

    /// <summary>Office name to print for what an official does in a move from the present status.</summary>
    public static string OfficeOf(FlowContext context, Dossier dossier, string verb) =>
        context.OfficeName(StatusTable.Find(dossier.Status, verb)?.Authority ?? Authorities.CommuneDesk, TenantPath.Parse(dossier.TenantPath));
}
