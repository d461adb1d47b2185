using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Reference;

namespace ProvinceNode.Tests.Architecture;

/// <summary>Every role × page cell of the shipped table (house rule 8). That a running host keeps to it is tried in the tenancy tests.</summary>
public sealed class RolePageTests
{
    // Written from policy 0.6, 3.12 and product 2.1, apart from the shipped table on purpose.
    private static readonly Dictionary<string, string[]> May = new()
    {
        [Actions.DossierView] = ["institution-officer", "institution-head", "desk", "social-officer", "appraiser", "division-head", "chairman", "records-clerk", "province-officer", "province-leader"],
        [Actions.DossierEnter] = ["desk", "social-officer"],
        [Actions.DossierReceive] = ["desk"],
        [Actions.DossierReview] = ["social-officer"],
        [Actions.DossierForward] = ["chairman"],
        [Actions.DossierAppraise] = ["appraiser", "social-officer", "province-officer", "institution-officer"],
        [Actions.DossierSign] = ["chairman", "division-head", "institution-head"],
        [Actions.DossierNumber] = ["records-clerk"],
        [Actions.DossierHandOver] = ["desk"],
        [Actions.PaperRevoke] = ["chairman", "province-leader"],
        [Actions.IdentityOverride] = ["appraiser", "institution-officer", "social-officer"],
        [Actions.PopulationLookUp] = ["desk", "social-officer", "appraiser"],
        [Actions.RegistryView] = ["institution-officer", "institution-head", "social-officer", "appraiser", "division-head", "chairman", "accountant", "cashier", "province-officer", "province-leader"],
        [Actions.RegistryEdit] = ["social-officer", "appraiser"],
        [Actions.RegistryMerge] = ["social-officer", "appraiser", "province-officer"],
        [Actions.RegistryErase] = ["province-officer", "province-leader"],
        [Actions.QualityView] = ["institution-officer", "institution-head", "social-officer", "appraiser", "division-head", "chairman", "accountant", "province-officer", "province-leader", "administrator"],
        [Actions.ReverificationRun] = ["administrator"],
        [Actions.PersonReveal] = ["desk", "social-officer", "appraiser", "chairman", "province-officer"],
        [Actions.ImportView] = ["social-officer", "appraiser", "division-head", "chairman", "province-officer"],
        [Actions.ImportUpload] = ["social-officer", "appraiser", "province-officer"],
        [Actions.ImportAccept] = ["appraiser", "division-head", "chairman", "province-officer"],
        [Actions.PaymentView] = ["accountant", "cashier", "division-head", "chairman", "social-officer", "appraiser", "province-officer", "province-leader"],
        [Actions.PaymentBuild] = ["accountant"],
        [Actions.PaymentApprove] = ["division-head", "chairman"],
        [Actions.PaymentSend] = ["cashier"],
        [Actions.AccountsManage] = ["administrator"],
        [Actions.CalendarEdit] = ["administrator"],
        [Actions.RulesView] = ["institution-officer", "institution-head", "social-officer", "appraiser", "division-head", "accountant", "province-officer", "province-leader", "administrator", "inspector"],
        [Actions.RulesPropose] = ["province-officer"],
        [Actions.RulesApprove] = ["province-leader"],
        [Actions.ReplicationView] = ["administrator", "portal-owner", "integration-owner"],
        [Actions.ReplicationResend] = ["administrator", "integration-owner"],
        [Actions.AuditView] = ["inspector"],
    };

    private static readonly ILookup<string, string> Shipped = ReferenceTable.Read("role-actions").Rows.ToLookup(r => r["action"], r => r["role"], StringComparer.Ordinal);

    private static readonly List<Type> Pages = [.. typeof(NeedsAttribute).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract)];

    private static readonly List<string> AllActions = [.. typeof(Actions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Pages_Each_NameAnActionOrAreOpen() => Assert.Empty(Pages
        .Where(p => Needed(p).Count == 0 && p.GetCustomAttribute<AllowAnonymousAttribute>() is null && p.GetCustomAttribute<AuthorizeAttribute>() is null)
        .Select(p => p.FullName));

    [Fact]
    public void Pages_OfActions_NameKnownOnes() => Assert.All(Pages, p => Assert.All(Needed(p), a => Assert.Contains(a, AllActions)));

    [Fact]
    public void Cells_OfRoleAndPage_AreThoseOfThePolicy()
    {
        var wrong = Pages.SelectMany(p => Needed(p).Select(a => (Page: p, Action: a)))
            .SelectMany(c => Roles.Names.Keys.Select(r => (c.Page, c.Action, Role: r, Expected: May.GetValueOrDefault(c.Action, []).Contains(r), Found: Shipped[c.Action].Contains(r))))
            .Where(c => c.Expected != c.Found).Select(c => $"{c.Page.Name} ({c.Action}) for {c.Role}: {(c.Found ? "open" : "closed")}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Actions_Shipped_AreGivenAsThePolicySays()
    {
        Assert.Equal(AllActions.Order(), May.Keys.Order());
        Assert.All(May, row => Assert.Equal(row.Value.Order(), Shipped[row.Key].Order()));
        Assert.All(Shipped, row => Assert.Contains(row.Key, AllActions));
        Assert.All(Shipped.SelectMany(r => r), role => Assert.Contains(role, Roles.Names.Keys));
    }

    // The page and the guard must ask for the same right, or a visible form fails.
    [Fact]
    public void VerbPages_NeedTheAction_OfTheirMove()
    {
        var verbPages = Pages.Where(p => p.IsAssignableTo(typeof(DossierVerbPage))).ToList();

        Assert.NotEmpty(verbPages);
        Assert.All(verbPages, p =>
        {
            var verb = ((DossierVerbPage)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(p)).Verb;
            var moves = StatusTable.Moves.Where(m => m.Verb == verb && m.Action is not null).Select(m => m.Action!).Distinct().ToList();
            Assert.True(moves.Count == 0 || moves.Intersect(Needed(p)).Any() || Needed(p).Contains(Actions.DossierView), $"{p.Name}: {string.Join(", ", moves)}");
        });
    }

    private static List<string> Needed(Type page) => page.GetCustomAttributes<NeedsAttribute>(inherit: true)
        .Concat(page.GetMethods().SelectMany(m => m.GetCustomAttributes<NeedsAttribute>())).Select(n => n.Action).Distinct().ToList();
}
