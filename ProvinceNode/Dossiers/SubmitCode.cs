using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Codes of dossiers: {unit identifier}-{yyMMdd}-{NNNN}, counted per office and day (policy 5.2).</summary>
public static class SubmitCode
{
    private const string Series = "HS";

    /// <summary>Takes the next number inside the caller's transaction: rolled back with it, so no number is lost.</summary>
    /// <exception cref="DbUpdateException">Two opened the day's book at once; the caller tries again.</exception>
    public static async Task<string> NextAsync(NodeDb db, Office office, DateOnly day, CancellationToken cancel)
    {
        var period = (day.Year * 10000) + (day.Month * 100) + day.Day;
        var book = db.NumberBooks.Where(b => b.OfficePath == office.TenantPath && b.Series == Series && b.Period == period);

        // The update holds the row until commit, so two takers never read the same number.
        if (await book.ExecuteUpdateAsync(s => s.SetProperty(b => b.Last, b => b.Last + 1), cancel) == 0)
        {
            db.Add(new NumberBook { OfficePath = office.TenantPath, Series = Series, Period = period, Last = 1 });
            return Code(office.Identifier, day, 1);
        }

        return Code(office.Identifier, day, await book.Select(b => b.Last).SingleAsync(cancel));
    }

    public static string Code(string identifier, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{identifier}-{day:yyMMdd}-{number:0000}");
}
