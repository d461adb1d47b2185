namespace ProvinceNode.Dossiers.Law;

/// <summary>Legal roles that still have a step of a dossier before them, by its route. Pure.</summary>
public static class StepsToCome
{
    /// <param name="regime">3T or 2T.</param>
    /// <param name="day">Day whose routes are asked.</param>
    public static IReadOnlySet<string> Of(string procedure, RequestKind kind, DossierStatus status, string regime, DateOnly day)
    {
        var roles = new HashSet<string>(StringComparer.Ordinal);
        if ((Procedures.RouteOf(procedure, kind, regime, day) ?? Procedures.RouteOf(procedure, null, regime, day)) is not { } route)
        {
            return roles;
        }

        // Before the reception everything is still to come; where the clock stands for the citizen, at least the rest of the route from its first step.
        var at = Route.KindOf(status);
        var later = status is DossierStatus.Signed or DossierStatus.Issued or DossierStatus.Rejected ? []
            : route.Steps.SkipWhile(s => at is { } now && route.Has(now) && s.Kind != now).Where(s => status != DossierStatus.AwaitingHead || s.Kind != RouteStepKind.Appraise).SelectMany(Statuses);
        IEnumerable<DossierStatus> end = status is DossierStatus.Issued or DossierStatus.Rejected ? [status] : [DossierStatus.Signed, DossierStatus.Issued];
        foreach (var move in later.Prepend(status).Concat(end).Distinct().Select(StatusTable.Next).OfType<Move>())
        {
            roles.Add(DossierFlow.AuthorityOf(route, move, null)!);
        }

        return roles;
    }

    // Where a division appraises its head signs after it.
    private static IEnumerable<DossierStatus> Statuses(RouteStep step) =>
        step is { Kind: RouteStepKind.Appraise, Authority: null } ? [Route.StatusOf(step.Kind), DossierStatus.AwaitingHead] : [Route.StatusOf(step.Kind)];
}
