using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>
/// One verb over many lists of a month. A list that is refused keeps no other from its turn, as a commune that cannot be built keeps nobody else from his money; the answer says what was done and, commune
/// by commune, what was not and why.
/// </summary>
internal static class AllTogether
{
    /// <summary>Communes that one sentence names.</summary>
    private const int MostNamed = 20;

    /// <param name="lists">In the order in which they are to be done.</param>
    /// <param name="act">Does one list; what stands in its way, or null.</param>
    /// <param name="whole">Problems of all lists alike: the first of them is the whole answer.</param>
    /// <param name="partly">Says how many were done although some were not.</param>
    /// <returns>Number of lists done; with refusals the problems, that of <paramref name="partly"/> first when anything was done.</returns>
    public static async Task<Outcome<int>> DoAsync(IReadOnlyList<(Guid Id, string Unit)> lists, Func<Guid, CancellationToken, Task<Problem?>> act, IReadOnlyList<ProblemKind> whole, ProblemKind partly, CancellationToken cancel)
    {
        var (done, refused) = (0, new List<(string Unit, Problem Problem)>());
        foreach (var (id, unit) in lists)
        {
            if (await act(id, cancel) is not { } problem)
            {
                done++;
            }
            else if (whole.Any(k => k.Code == problem.Code))
            {
                return problem;
            }
            else
            {
                refused.Add((unit, problem));
            }
        }

        return refused.Count == 0 ? done : Told(done, refused, partly);
    }

    /// <summary>Lists with the communes' names, commune by commune.</summary>
    public static async Task<List<(Guid Id, string Unit)>> NamedAsync(IQueryable<PaymentList> lists, CancellationToken cancel) =>
        (await lists.OrderBy(l => l.TenantPath).ThenBy(l => l.Type).ThenBy(l => l.Method).Select(l => new { l.Id, l.UnitName }).ToListAsync(cancel)).ConvertAll(l => (l.Id, l.UnitName));

    private static List<Problem> Told(int done, List<(string Unit, Problem Problem)> refused, ProblemKind partly)
    {
        var problems = refused.GroupBy(r => (r.Problem.Code, r.Problem.Message)).Select(g => new Problem(g.Key.Code, null, $"{Units([.. g.Select(r => r.Unit).Distinct()])}: {g.Key.Message}")).ToList();
        return done == 0 ? problems : [partly.Now(done, refused.Count), .. problems];
    }

    private static string Units(List<string> units) => units.Count <= MostNamed ? string.Join(", ", units) : $"{string.Join(", ", units.Take(MostNamed))} và {units.Count - MostNamed} xã khác";
}
