using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Codes of dossiers: {unit identifier}-{yyMMdd}-{NNNN}, counted per office and day (policy 5.2).</summary>
public static class SubmitCode
{
    /// <summary>Name of the books.</summary>
    public const string Series = "HS";

    /// <summary>Takes the next number inside the caller's transaction: rolled back with it, so no number is lost.</summary>
    /// <exception cref="DbUpdateException">Two opened the day's book at once; the caller tries again.</exception>
    public static async Task<string> NextAsync(NodeDb db, Office office, DateOnly day, CancellationToken cancel)
    {
        var period = (day.Year * 10000) + (day.Month * 100) + day.Day;
        return Code(office.Identifier, day, await PaperNumbers.NextAsync(db, office.TenantPath, Series, period, cancel));
    }

    public static string Code(string identifier, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{identifier}-{day:yyMMdd}-{number:0000}");
}
