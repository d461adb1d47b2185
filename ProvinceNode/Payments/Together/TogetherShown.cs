using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Together;

/// <summary>A list that a run refused and that still waits.</summary>
public sealed record RefusedList(Guid Id, string Name);

/// <summary>A run over the lists of a month as its page shows it.</summary>
/// <param name="Refused">Lists that still wait for it, by reason.</param>
/// <param name="Here">Address of the page.</param>
public sealed record TogetherShown(ListsRun Run, IReadOnlyList<(string Why, IReadOnlyList<RefusedList> Lists)> Refused, string Here)
{
    public bool IsRunning => Run.State == ListsRunState.Running;

    public static string Word(ListVerb verb) => verb == ListVerb.Send ? "Gửi" : "Duyệt";

    /// <summary>Said to who asked.</summary>
    public static string Asked(ListsRun run, Guid official) => run.StartedById == official
        ? $"Hệ thống đang {Lower(run.Verb)} {run.Lists} danh sách, lần lượt từng danh sách. Tắt trang này không ảnh hưởng."
        : $"Các danh sách đang được {Lower(run.Verb)} theo yêu cầu của {run.StartedByName}. Hãy chờ xong rồi xem danh sách nào còn lại.";

    /// <summary>The latest run of a month; null before the first.</summary>
    public static async Task<TogetherShown?> FindAsync(NodeDb db, Guid period, ListVerb verb, string here, CancellationToken cancel)
    {
        if (await db.ListsRuns.AsNoTracking().Where(r => r.PeriodId == period && r.Verb == verb).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancel) is not { } run)
        {
            return null;
        }

        var waits = verb == ListVerb.Send ? ListStatus.Approved : ListStatus.Draft;
        var refused = await db.ListsRunItems.AsNoTracking().Where(i => i.RunId == run.Id && i.State == ListsRunItemState.Refused).OrderBy(i => i.Order)
            .Join(db.PaymentLists.Where(l => l.Status == waits), i => i.ListId, l => l.Id, (i, l) => new { i.Order, i.Why, l.Id, l.UnitName, l.Type, l.Method }).ToListAsync(cancel);
        return new(run, [.. refused.OrderBy(r => r.Order).GroupBy(r => r.Why).Select(g => (g.Key, (IReadOnlyList<RefusedList>)[.. g.Select(r => new RefusedList(r.Id, $"{r.UnitName}, {ListWords.Type(r.Type)}, {ListWords.Method(r.Method)}"))]))], here);
    }

    private static string Lower(ListVerb verb) => verb == ListVerb.Send ? "gửi" : "duyệt";
}
