using System.Linq.Expressions;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Which steps wait for an official: by the routes of the procedures, so that a step which a procedure gives to another role is in that role's queue.</summary>
public static class QueueMine
{
    /// <summary>Statuses in which the official's roles and office level have the next step today, each with the procedures where it is so.</summary>
    public static IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> Of(AuthorityMap authorities, SignedInOfficial official, DateOnly today)
    {
        var regime = authorities.RegimeOn(today);
        var mine = from procedure in Procedures.All
                   from kind in Procedures.KindsOf(procedure.Code)
                   let route = Procedures.RouteOf(procedure.Code, kind, regime, today) ?? Procedures.RouteOf(procedure.Code, null, regime, today)
                   where route is not null
                   from move in StatusTable.Moves
                   where move.Authority is not null && !move.OnRequest && IsOn(route, move.From)
                   from authority in AuthoritiesOf(route, move)
                   where Acts(authorities, official, authority, move.Action!, today)
                   select (move.From, procedure.Code);
        return mine.Distinct().GroupBy(m => m.From).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(m => m.Code).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The rows that wait for him, or those that do not.</summary>
    public static IQueryable<Dossier> Rows(IQueryable<Dossier> rows, IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> mine, bool others = false)
    {
        // Statuses with the same procedures are asked together: two or three clauses, not one per status.
        var any = AnyOf.These(mine.GroupBy(m => string.Join(' ', m.Value)).Select(group => Waits([.. group.Select(m => m.Key)], group.First().Value)));
        return rows.Where(others ? Expression.Lambda<Func<Dossier, bool>>(Expression.Not(any.Body), any.Parameters) : any);
    }

    private static Expression<Func<Dossier, bool>> Waits(List<DossierStatus> statuses, IReadOnlyList<string> procedures) => d => statuses.Contains(d.Status) && procedures.Contains(d.ProcedureCode);

    public static bool Has(IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> mine, Dossier dossier) =>
        mine.TryGetValue(dossier.Status, out var procedures) && procedures.Contains(dossier.ProcedureCode);

    // What the deciding chairman refuses instead of proposing it is numbered by his clerk, not by the institution's.
    private static IEnumerable<string> AuthoritiesOf(Route route, Move move) =>
        move.From == DossierStatus.Signed && route.Has(RouteStepKind.Propose) ? [DossierFlow.AuthorityOf(route, move, null)!, DossierFlow.AuthorityOf(route, move, Authorities.Decider)!]
            : [DossierFlow.AuthorityOf(route, move, null)!];

    private static bool IsOn(Route route, DossierStatus status) => Route.KindOf(status) is not { } kind || route.Has(kind);

    private static bool Acts(AuthorityMap authorities, SignedInOfficial official, string authority, string action, DateOnly today) =>
        official.Is(Authorities.AccountRole[authority]) && official.May(action) && authorities.Rule(authority, today).Level == official.Level;
}
