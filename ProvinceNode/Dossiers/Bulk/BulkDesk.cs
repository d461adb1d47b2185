using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A dossier as it was ticked: with the version that was shown.</summary>
/// <param name="Seen"><see cref="Sign.Seen"/> of the papers that stand behind the line; empty where nothing is signed.</param>
public sealed record BulkItem(Guid Id, long Version, string Seen = "")
{
    /// <summary>Value of the tick box.</summary>
    public string Value => Seen.Length == 0 ? $"{Id:D}.{Version}" : $"{Id:D}.{Version}.{Seen}";

    /// <summary>The ticks of a form; what cannot be read is left out.</summary>
    public static IReadOnlyList<BulkItem> Parse(IEnumerable<string>? ticked) => [.. (ticked ?? []).Select(t => t.Split('.'))
        .Where(p => p.Length is 2 or 3 && Guid.TryParse(p[0], out _) && long.TryParse(p[1], out _))
        .Select(p => new BulkItem(Guid.Parse(p[0]), long.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), p.Length == 3 ? p[2] : "")).DistinctBy(i => i.Id)];
}

/// <summary>How it went with one dossier.</summary>
public enum BulkState
{
    Done,

    /// <summary>This official had done it before: pressed twice, sent twice.</summary>
    Already,
    Failed,
}

/// <summary>One line of the result list.</summary>
public sealed record BulkResult(Guid Id, string Code, string Name, BulkState State, string Why);

/// <summary>Runs one verb over many dossiers: each in a transaction and act of its own, one that fails does not stop the others.</summary>
public sealed class BulkDesk(NodeDb db, ForeignTenant foreign)
{
    /// <summary>Dossiers in one go.</summary>
    public const int Most = 30;

    public static readonly ProblemKind NothingChosen = new("bulk-nothing-chosen", "Hãy chọn ít nhất một hồ sơ.");

    public static readonly ProblemKind TooMany = new("bulk-too-many", "Mỗi lần xử lý tối đa {0} hồ sơ, ông/bà đã chọn {1}. Hãy chọn ít hơn.");

    public static readonly ProblemKind SignAlone = new("bulk-sign-alone", "Hồ sơ thay đổi chế độ đang hưởng hoặc hỗ trợ một lần. Hãy mở hồ sơ và ký riêng để xem đủ nội dung.");

    public static readonly ProblemKind NotSaved = new("bulk-not-saved", "Chưa lưu được hồ sơ này. Hãy mở hồ sơ và thực hiện lại.");

    /// <param name="verb">The verb of one dossier.</param>
    /// <param name="already">Whether this official had done it before; asked only when the verb fails.</param>
    public async Task<Outcome<IReadOnlyList<BulkResult>>> RunAsync(
        IReadOnlyList<BulkItem> items, Func<BulkItem, Task<Outcome<Dossier>>> verb, Func<Guid, Task<bool>> already, CancellationToken cancel)
    {
        if (items.Count is 0 or > Most)
        {
            return items.Count == 0 ? NothingChosen.At("Ticked") : TooMany.At("Ticked", Most, items.Count);
        }

        var results = new List<BulkResult>();
        foreach (var item in items)
        {
            db.ChangeTracker.Clear();
            results.Add(await OneAsync(item, verb, already, cancel));
        }

        db.ChangeTracker.Clear();
        return results;
    }

    private async Task<BulkResult> OneAsync(BulkItem item, Func<BulkItem, Task<Outcome<Dossier>>> verb, Func<Guid, Task<bool>> already, CancellationToken cancel)
    {
        var row = await db.Dossiers.AsNoTracking().Where(d => d.Id == item.Id).Select(d => new { d.Code, d.Owner.FullName }).SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            await foreign.NotFoundAsync<Dossier>(item.Id, cancel);
            return new BulkResult(item.Id, "", "", BulkState.Failed, CommonProblems.NotFound.Now().Message);
        }

        IReadOnlyList<Problem> problems;
        try
        {
            problems = (await verb(item)).Problems;
        }
        catch (DbUpdateException)
        {
            problems = [NotSaved.Now()];
        }
        catch (DbException e) when (DatabaseRefusals.LostToAnother(e))
        {
            problems = [NotSaved.Now()];
        }

        if (problems.Count == 0)
        {
            return new BulkResult(item.Id, row.Code, row.FullName, BulkState.Done, "");
        }

        db.ChangeTracker.Clear();
        return await already(item.Id)
            ? new BulkResult(item.Id, row.Code, row.FullName, BulkState.Already, "")
            : new BulkResult(item.Id, row.Code, row.FullName, BulkState.Failed, string.Join(" ", problems.Select(p => p.Message)));
    }
}
