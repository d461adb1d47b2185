using System.Globalization;
using NationalHub.Platform;

namespace NationalHub.Gateways.Portal;

/// <summary>Which dossiers of the ledger an operator looks at.</summary>
/// <param name="Show">"mac": those that did not go through, stuck or failed; "" all.</param>
/// <param name="Reason">The whole reason, as the page lists them.</param>
/// <param name="Days">So many days or longer without going through; 0 any.</param>
public sealed record LedgerFilter(string Province, string Code, string Show, string Reason, int Days)
{
    public const string Troubled = "mac";
    private const int MostDays = 3650;

    /// <summary>Texts as they came in the address; what cannot be read filters nothing.</summary>
    public static LedgerFilter Of(string? province, string? code, string? show, string? reason, int days) => new(
        Text(province, 2), Text(code, 60), show?.Trim() == Troubled || !string.IsNullOrWhiteSpace(reason) || days > 0 ? Troubled : "", Text(reason, PortalEntry.LongestReason), Math.Clamp(days, 0, MostDays));

    /// <summary>The entries, in no order.</summary>
    internal IQueryable<PortalEntry> Rows(HubDb db, DateTime nowUtc)
    {
        var rows = db.PortalLedger.AsQueryable();
        rows = Province.Length > 0 ? rows.Where(e => e.ProvinceCode == Province) : rows;
        rows = Code.Length > 0 ? rows.Where(e => e.DossierCode == Code) : rows;
        rows = Show == Troubled ? rows.Where(e => e.State == PortalState.Stuck || e.State == PortalState.Failed) : rows;
        rows = Reason.Length > 0 ? rows.Where(e => e.Reason == Reason) : rows;
        if (Days > 0)
        {
            var before = nowUtc.AddDays(-Days);
            rows = rows.Where(e => e.FailedSince != null && e.FailedSince <= before);
        }

        return rows;
    }

    /// <summary>The same filter as an address, without the page.</summary>
    public string Address()
    {
        var parts = new (string Name, string Value)[]
        {
            ("tinh", Province), ("ma", Code), ("loc", Show), ("ly-do", Reason), ("tuoi", Days > 0 ? Days.ToString(CultureInfo.InvariantCulture) : ""),
        };
        return string.Join('&', parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
    }

    private static string Text(string? text, int longest) => (text ?? "").Trim() is var given && given.Length <= longest ? given : "";
}
