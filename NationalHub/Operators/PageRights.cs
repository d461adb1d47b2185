using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace NationalHub.Operators;

/// <summary>Who may do something at a page.</summary>
/// <param name="Who">Any of these roles.</param>
/// <param name="Fresh">It binds others or changes whom the hub trusts: the second factor must be some minutes old at most.</param>
public sealed record PageRight(OperatorRoles Who, bool Fresh = false);

/// <summary>
/// What each role may open and do, page by page and verb by verb. What is not in the table is refused to everybody: a page or verb that somebody adds opens when it is entered here.
/// </summary>
public static class PageRights
{
    private const OperatorRoles Provinces = OperatorRoles.Provinces;
    private const OperatorRoles Packs = OperatorRoles.Packs;
    private const OperatorRoles Gateways = OperatorRoles.Gateways;
    private const OperatorRoles Cases = OperatorRoles.Cases;
    private const OperatorRoles Auditor = OperatorRoles.Auditor;
    private const OperatorRoles All = OperatorRoleNames.Working | Auditor;

    /// <summary>Path of the page's file, method, name of the handler.</summary>
    public static IReadOnlyDictionary<string, PageRight> Table { get; } = new Dictionary<string, PageRight>(StringComparer.OrdinalIgnoreCase)
    {
        ["/Provinces/Overview GET"] = new(All),
        ["/Provinces/Events GET"] = new(Provinces | Gateways | Auditor),
        ["/Provinces/AuthorityPage GET"] = new(Provinces | Auditor),
        ["/Provinces/RegisterPage GET"] = new(Provinces),
        ["/Provinces/RegisterPage POST"] = new(Provinces, Fresh: true),
        ["/Provinces/ProvincePage GET"] = new(All),
        ["/Provinces/ProvincePage POST Sign"] = new(Provinces, Fresh: true),
        ["/Provinces/ProvincePage POST Advance"] = new(Provinces, Fresh: true),
        ["/Provinces/ProvincePage POST Back"] = new(Provinces, Fresh: true),
        ["/Provinces/ProvincePage POST RemoveTrial"] = new(Provinces, Fresh: true),
        ["/Provinces/ProvincePage POST Revoke"] = new(Provinces, Fresh: true),
        ["/Provinces/Gates/ParallelPage GET"] = new(Provinces | Auditor),
        ["/Provinces/Gates/ParallelPage POST"] = new(Provinces),
        ["/Provinces/Gates/ParallelPage POST TakeBack"] = new(Provinces),
        ["/Provinces/Gates/WeeksPage GET"] = new(All),
        ["/Provinces/Gates/WeeksPage GET File"] = new(All),
        ["/Intake/Refusals/RefusedPage GET"] = new(Provinces | Auditor),
        ["/Intake/Equality/EqualityPage GET"] = new(Provinces | Auditor),
        ["/Intake/Equality/EqualityPage GET File"] = new(Provinces | Auditor),
        ["/Intake/Equality/EqualityPage POST"] = new(Provinces),
        ["/Reference/PacksPage GET"] = new(All),
        ["/Reference/PacksPage GET Table"] = new(All),
        ["/Reference/PacksPage POST"] = new(Packs),
        ["/Reference/DraftPage GET"] = new(All),
        ["/Reference/DraftPage POST"] = new(Packs, Fresh: true),
        ["/Reference/DraftPage POST Drop"] = new(Packs),
        ["/Reference/PackPage GET"] = new(All),
        ["/Reference/PackPage GET File"] = new(All),
        ["/Reference/PackPage POST Withdraw"] = new(Packs, Fresh: true),
        ["/Gateways/Portal/Ledger GET"] = new(Gateways | Auditor),
        ["/Gateways/Portal/Ledger POST Again"] = new(Gateways),
        ["/Gateways/Portal/Ledger POST All"] = new(Gateways),
        // Looking for one person's questions is reading, though his number goes in a form rather than in an address.
        ["/Gateways/Population/Queries GET"] = new(Gateways | Auditor),
        ["/Gateways/Population/Queries GET Sheet"] = new(Gateways | Auditor),
        ["/Gateways/Population/Queries POST"] = new(Gateways | Auditor),
        ["/Gateways/Transfers/TransferPage GET"] = new(Provinces | Gateways | Cases | Auditor),
        ["/Duplicates/CasesPage GET"] = new(Cases | Auditor),
        ["/Duplicates/CasePage GET"] = new(Cases | Auditor),
        ["/Duplicates/CasePage POST"] = new(Cases, Fresh: true),
        ["/Duplicates/CasePage POST Reopen"] = new(Cases, Fresh: true),
        ["/Reporting/Dashboard/DashboardPage GET"] = new(All),
        ["/Reporting/QueryBook/QueryBook GET"] = new(Gateways | Auditor),
        ["/Reporting/QueryBook/QueryBook GET Sheet"] = new(Gateways | Auditor),
    };

    /// <summary>The entry of a verb; null: there is none.</summary>
    /// <param name="page">Path of the page's file without its ending.</param>
    /// <param name="handler">Empty: the page's own.</param>
    public static PageRight? Find(string page, string method, string handler) => Table.GetValueOrDefault($"{page} {method}{(handler.Length > 0 ? " " + handler : "")}");

    /// <summary>Whether somebody may do what a request asks for. What asks for no page, or for a verb without an entry, is refused.</summary>
    public static bool May(HttpContext request, ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = request.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath;
        var handler = request.Request.RouteValues["handler"]?.ToString() is { Length: > 0 } routed ? routed : request.Request.Query["handler"].FirstOrDefault() ?? ""; // As the page chooses its verb.
        return page is not null && May(user, page, HttpMethods.IsHead(request.Request.Method) ? HttpMethods.Get : request.Request.Method, handler);
    }

    /// <summary>Whether somebody may do something at a page; for links and forms.</summary>
    public static bool May(ClaimsPrincipal user, string page, string method = "GET", string handler = "") =>
        Find(page, method, handler) is { } right && (right.Who & OperatorRoleNames.Of(user)) != OperatorRoles.None;
}
