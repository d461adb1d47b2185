using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// Provinces whose dossiers the national portal hears of and whose citizens may file there: those that are real (<see cref="RealProvinces"/>). A sample dossier must not stand at the portal beside
/// real ones, and nobody's application may end in a node where people are trained. In a rehearsal (<see cref="GatewayOptions.Rehearsal"/>) all are.
/// </summary>
internal static class PortalProvinces
{
    public static IQueryable<string> Query(HubDb db, bool rehearsal) => rehearsal ? db.Provinces.Select(p => p.Code) : RealProvinces.Query(db);

    /// <summary>Those of them to which a filing can come: a node has joined, whether or not its certificate holds just now.</summary>
    public static IQueryable<string> WithNode(HubDb db, bool rehearsal) => Query(db, rehearsal).Where(code => db.NodeCertificates.Any(c => c.ProvinceCode == code));
}
