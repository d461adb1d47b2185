using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Takes numbers from the books, without gaps or repeats: the row is locked from taking to commit, and a rolled-back use gives its number back.</summary>
public static class PaperNumbers
{
    /// <summary>Receipts of dossiers.</summary>
    public const string Receipts = PaperKind.Receipts;

    /// <summary>Codes of beneficiaries of a commune; never restarts (period 0).</summary>
    public const string Beneficiaries = "DT";

    /// <summary>The next number. Call inside the transaction that uses it.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task<int> NextAsync(NodeDb db, string officePath, string series, int period, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken inside the transaction that uses it.");
        }

        // A book begun in this transaction is not in the database yet, one that is held is counted here.
        if (db.NumberBooks.Local.FirstOrDefault(b => b.OfficePath == officePath && b.Series == series && b.Period == period) is { } begun)
        {
            return ++begun.Last;
        }

        var book = db.NumberBooks.Where(b => b.OfficePath == officePath && b.Series == series && b.Period == period);
        if (await book.ExecuteUpdateAsync(s => s.SetProperty(b => b.Last, b => b.Last + 1), cancel) == 0)
        {
            // Verbs that take numbers wait for the savers' turn first, so nobody else begins the same book.
            db.NumberBooks.Add(new NumberBook { OfficePath = officePath, Series = series, Period = period, Last = 1 });
            return 1;
        }

        return await book.AsNoTracking().Select(b => b.Last).SingleAsync(cancel);
    }

    /// <summary>
    /// Brings the books of several offices into the context in one query: numbers that are taken after it are counted there and written with what they are for.
    /// Call in the savers' turn, inside the transaction.
    /// </summary>
    public static Task HoldAsync(NodeDb db, IEnumerable<string> offices, string series, int period, CancellationToken cancel)
    {
        var paths = offices.Distinct(StringComparer.Ordinal).ToList();
        return db.NumberBooks.Where(b => b.Series == series && b.Period == period && paths.Contains(b.OfficePath)).LoadAsync(cancel);
    }

    /// <summary>The next number of a document in its body's book of the year, as printed; empty when such papers have none. Call inside the transaction that uses it.</summary>
    /// <param name="map">Tells the organisation of the day and the division that the ending names.</param>
    /// <param name="day">Day of numbering: the books restart on 1 January (Decree 30/2020 Art. 15).</param>
    public static async Task<string> TakeAsync(NodeDb db, PaperKind kind, string officePath, AuthorityMap map, DateOnly day, CancellationToken cancel) =>
        kind.SeriesIn(map.RegimeOn(day), PaperScene.DistrictLetters(map, day)) is { Length: > 0 } series ? Print(await NextAsync(db, officePath, series, day.Year, cancel), series) : "";

    /// <summary>The number on the paper and where its annex names it.</summary>
    public static PaperContent Into(PaperContent content, string number) => content with
    {
        NumberLine = $"Số: {number}",
        Annexes = [.. content.Annexes.Select(a => a with { Reference = a.Reference.Replace($"………/{content.NumberLine.Split('/')[^1]}", number, StringComparison.Ordinal) })],
    };

    /// <summary>As printed: numbers below ten get a leading zero (Decree 30/2020, Annex I).</summary>
    public static string Print(int number, string suffix) => $"{number:00}/{suffix}";
}
