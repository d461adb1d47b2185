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
    /// <param name="listed">The dossier moves with its list: then it must be on one, else it must not.</param>
    public static Problem? Guard(FlowContext context, Dossier dossier, SignedInOfficial official, string verb, bool listed = false)
    {
        var move = StatusTable.Find(dossier.Status, verb);
        if (move?.Authority is null || !Exists(context, dossier, verb))
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        if (verb is ActKinds.Sign or ActKinds.Number && listed != dossier.ListId is not null)
        {
            return DossierProblems.OnList.Now();
        }

        var (its, commune) = (context.For(dossier), TenantPath.Parse(dossier.TenantPath));
        var authority = AuthorityOf(context, dossier, move)!;
        if (its.OfficeFor(authority, commune) != official.Office)
        {
            return DossierProblems.OtherOffice.Now(its.OfficeName(authority, commune));
        }

        var allowed = official.Is(Authorities.AccountRole[authority]) && official.May(move.Action!);
        return allowed ? null : CommonProblems.NotAllowed.Now();
    }

    /// <summary>The dossier's way in the organisation of today. A kind that its procedure does not know there goes the procedure's first way.</summary>
    public static Route RouteOf(FlowContext context, Dossier dossier)
    {
        var own = context.For(dossier);
        return own.RouteOf(dossier.ProcedureCode, dossier.Kind) ?? own.RouteOf(dossier.ProcedureCode, null) ?? own.RouteOf(Procedures.MonthlyAssistance, null)!;
    }

    /// <summary>Legal role that makes a move of this dossier: the usual one, or the one that its route names for the step.</summary>
    public static string? AuthorityOf(FlowContext context, Dossier dossier, Move move) => AuthorityOf(RouteOf(context, dossier), move, dossier.SignedAs);

    /// <summary>Legal role that makes a move on a route.</summary>
    /// <param name="signedAs">Role in which the result was signed, or null before.</param>
    public static string? AuthorityOf(Route route, Move move, string? signedAs)
    {
        if (move.OnRequest)
        {
            return move.Authority;
        }

        if (move.From == DossierStatus.Signed)
        {
            return ClerkOf(signedAs ?? route.Step(RouteStepKind.Decide)?.Authority);
        }

        return move.Authority is not null && move.From != DossierStatus.AwaitingHead && Route.KindOf(move.From) is { } kind and not (RouteStepKind.Review or RouteStepKind.Posting)
            && route.Step(kind)?.Authority is { } own ? own : move.Authority;
    }

    /// <summary>Where a dossier goes when it is sent back: from the appraiser to the commune's review, from whoever decides to who appraised.</summary>
    public static DossierStatus BackTo(FlowContext context, Dossier dossier)
    {
        if (dossier.Status == DossierStatus.AwaitingHead)
        {
            return DossierStatus.UnderAppraisal;
        }

        var route = RouteOf(context, dossier);
        var kind = Route.KindOf(dossier.Status);
        if (kind == RouteStepKind.Certify)
        {
            return route.Before(RouteStepKind.Certify) == DossierStatus.Reviewed ? DossierStatus.UnderCouncil : route.Before(RouteStepKind.Certify);
        }

        return kind is RouteStepKind.Propose or RouteStepKind.Province or RouteStepKind.Decide && route.Has(RouteStepKind.Appraise)
            ? DossierStatus.UnderAppraisal : DossierStatus.SentBack;
    }

    // Where nobody reviewed before, there is nobody to send back to; only what came by a transfer is returned to its old place.
    private static bool Exists(FlowContext context, Dossier dossier, string verb) => verb switch
    {
        ActKinds.SendBack => BackTo(context, dossier) != DossierStatus.SentBack || RouteOf(context, dossier).Has(RouteStepKind.Review),
        ActKinds.ReturnTransfer => dossier.TransferId is not null,
        // The deciding chairman sends on what is eligible and answers what is not: the institution's head decides only what reached him.
        // Into an institution of his own district he decides himself (Decree 20 Art. 27(1), 28(1)(d)).
        ActKinds.Propose => dossier.AppraisedEligible != false && !InstitutionOffices.IsOwn(context, dossier),
        ActKinds.Sign => dossier.Status != DossierStatus.AwaitingProposal || dossier.AppraisedEligible != true || InstitutionOffices.IsOwn(context, dossier),
        // What the office opened of its own accord nobody can take back but the office.
        ActKinds.TakeWithdrawal => RequestWithdrawal.WasFiled(dossier),
        _ => true,
    };

    // Who numbers what was signed in a role.
    private static string ClerkOf(string? signedAs) => signedAs switch
    {
        Authorities.CommuneChair => Authorities.CommuneClerk,
        Authorities.InstitutionHead => Authorities.InstitutionClerk,
        _ => Authorities.RecordsClerk,
    };

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
        // Who is sent back or withdraws leaves the list; the others on it go on.
        dossier.ListId = before == DossierStatus.AwaitingSignature && to is not (DossierStatus.AwaitingSignature or DossierStatus.Signed) ? null : dossier.ListId;
        // Statuses of one step of the law share its days: reviewing on the last day leaves none for opening the posting.
        var route = RouteOf(context, dossier);
        var sameStep = before is { } was && LegalClock.DaysOf(route, was) is { Length: > 0 } step && step == LegalClock.DaysOf(route, to);
        dossier.StepDueOn = sameStep ? wasDue : LegalClock.StepDueOn(context.For(dossier), dossier.ProcedureCode, to, dossier.Kind);
        var next = StatusTable.Next(to) is { } move ? AuthorityOf(context, dossier, move) : null;
        dossier.Steps.Add(new DossierStep
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
            Number = dossier.Steps.Count + 1, Verb = verb, From = before, To = to, At = context.NowUtc,
            ActorId = mover.Id, ActorName = mover.Name, ActorTitle = mover.Title, OfficeName = office,
            NextOffice = next is null ? null : context.For(dossier).OfficeName(next, TenantPath.Parse(dossier.TenantPath)),
            NextDueOn = dossier.StepDueOn, WasDueOn = wasDue, Note = note,
        });
    }

    /// <summary>The step just begun does not have its usual days: it goes on where it stood, or ends with the posting.</summary>
    public static void EndStepOn(Dossier dossier, DateOnly due)
    {
        dossier.StepDueOn = due;
        dossier.Steps[^1] = dossier.Steps[^1].WithDue(due);
    }

    /// <summary>Office name to print for what an official does in a move from the present status.</summary>
    public static string OfficeOf(FlowContext context, Dossier dossier, string verb) =>
        context.For(dossier).OfficeName((StatusTable.Find(dossier.Status, verb) is { } move ? AuthorityOf(context, dossier, move) : null) ?? Authorities.CommuneDesk, TenantPath.Parse(dossier.TenantPath));
}
