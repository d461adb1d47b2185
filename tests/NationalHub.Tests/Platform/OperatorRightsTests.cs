using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Operators;
using NationalHub.Platform;
using NationalHub.Provinces;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>Every role × page cell of the hub, verb by verb: in the table, and at a running hub.</summary>
public sealed class OperatorRightsTests : IAsyncLifetime
{
    private const string Everybody = "tinh goi cong trung-tinh kiem-toan";

    // Written from the duties (who brings provinces on, who publishes, who looks after gateways, who decides about people, who audits), apart from the shipped table on purpose.
    private static readonly Dictionary<string, (string Address, string May)> Cells = new()
    {
        ["/Provinces/Overview GET"] = ("/", Everybody),
        ["/Provinces/Events GET"] = ("/su-kien", "tinh cong kiem-toan"),
        ["/Provinces/AuthorityPage GET"] = ("/tinh/chung-thu", "tinh kiem-toan"),
        ["/Provinces/RegisterPage GET"] = ("/tinh/dang-ky", "tinh"),
        ["/Provinces/RegisterPage POST"] = ("/tinh/dang-ky", "tinh"),
        ["/Provinces/ProvincePage GET"] = ("/tinh/38", Everybody),
        ["/Provinces/ProvincePage POST Sign"] = ("/tinh/38?handler=Sign", "tinh"),
        ["/Provinces/ProvincePage POST Advance"] = ("/tinh/38?handler=Advance", "tinh"),
        ["/Provinces/ProvincePage POST Back"] = ("/tinh/38?handler=Back", "tinh"),
        ["/Provinces/ProvincePage POST RemoveTrial"] = ("/tinh/38?handler=RemoveTrial", "tinh"),
        ["/Provinces/ProvincePage POST Revoke"] = ("/tinh/38?handler=Revoke", "tinh"),
        ["/Provinces/Gates/ParallelPage GET"] = ("/tinh/38/chi-song-song", "tinh kiem-toan"),
        ["/Provinces/Gates/ParallelPage POST"] = ("/tinh/38/chi-song-song", "tinh"),
        ["/Provinces/Gates/ParallelPage POST TakeBack"] = ("/tinh/38/chi-song-song?handler=TakeBack", "tinh"),
        ["/Provinces/Gates/WeeksPage GET"] = ("/tinh/38/hang-tuan", Everybody),
        ["/Provinces/Gates/WeeksPage GET File"] = ("/tinh/38/hang-tuan?handler=File", Everybody),
        ["/Intake/Refusals/RefusedPage GET"] = ("/tinh/38/bi-tu-choi", "tinh kiem-toan"),
        ["/Intake/Equality/EqualityPage GET"] = ("/khop-du-lieu?ma=38", "tinh kiem-toan"),
        ["/Intake/Equality/EqualityPage GET File"] = ("/khop-du-lieu?ma=38&handler=File", "tinh kiem-toan"),
        ["/Intake/Equality/EqualityPage POST"] = ("/khop-du-lieu?ma=38", "tinh"),
        ["/Reference/PacksPage GET"] = ("/goi-tham-chieu", Everybody),
        ["/Reference/PacksPage GET Table"] = ("/goi-tham-chieu?handler=Table&kind=Units&name=units", Everybody),
        ["/Reference/PacksPage POST"] = ("/goi-tham-chieu", "goi"),
        ["/Reference/DraftPage GET"] = ("/goi-tham-chieu/du-thao/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01", Everybody),
        ["/Reference/DraftPage POST"] = ("/goi-tham-chieu/du-thao/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01", "goi"),
        ["/Reference/DraftPage POST Drop"] = ("/goi-tham-chieu/du-thao/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01?handler=Drop", "goi"),
        ["/Reference/PackPage GET"] = ("/goi-tham-chieu/units/1", Everybody),
        ["/Reference/PackPage GET File"] = ("/goi-tham-chieu/units/1?handler=File", Everybody),
        ["/Reference/PackPage POST Withdraw"] = ("/goi-tham-chieu/units/1?handler=Withdraw", "goi"),
        ["/Gateways/Portal/Ledger GET"] = ("/cong-dvc", "cong kiem-toan"),
        ["/Gateways/Portal/Ledger POST Again"] = ("/cong-dvc?handler=Again", "cong"),
        ["/Gateways/Portal/Ledger POST All"] = ("/cong-dvc?handler=All", "cong"),
        ["/Gateways/Population/Queries GET"] = ("/dan-cu", "cong kiem-toan"),
        ["/Gateways/Population/Queries GET Sheet"] = ("/dan-cu?handler=Sheet", "cong kiem-toan"),
        ["/Gateways/Population/Queries POST"] = ("/dan-cu", "cong kiem-toan"),
        ["/Gateways/Transfers/TransferPage GET"] = ("/chuyen-tinh", "tinh cong trung-tinh kiem-toan"),
        ["/Duplicates/CasesPage GET"] = ("/trung-tinh", "trung-tinh kiem-toan"),
        ["/Duplicates/CasePage GET"] = ("/trung-tinh/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01", "trung-tinh kiem-toan"),
        ["/Duplicates/CasePage POST"] = ("/trung-tinh/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01", "trung-tinh"),
        ["/Duplicates/CasePage POST Reopen"] = ("/trung-tinh/6f1f2a0e-0b0d-4c58-9a43-0b7f1d1c0a01?handler=Reopen", "trung-tinh"),
        ["/Reporting/Dashboard/DashboardPage GET"] = ("/so-lieu", Everybody),
        ["/Reporting/QueryBook/QueryBook GET"] = ("/truy-van", "cong kiem-toan"),
        ["/Reporting/QueryBook/QueryBook GET Sheet"] = ("/truy-van?handler=Sheet", "cong kiem-toan"),
    };

    // They bind others or change whom the hub trusts.
    private static readonly string[] Fresh =
    [
        "/Duplicates/CasePage POST", "/Duplicates/CasePage POST Reopen", "/Provinces/ProvincePage POST Advance", "/Provinces/ProvincePage POST Back", "/Provinces/ProvincePage POST RemoveTrial", "/Provinces/ProvincePage POST Revoke", "/Provinces/ProvincePage POST Sign",
        "/Provinces/RegisterPage POST", "/Reference/DraftPage POST", "/Reference/PackPage POST Withdraw",
    ];

    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    // A page or verb that somebody adds is refused to everybody until it is entered, and this names it.
    [Fact]
    public void Handlers_OfEveryPage_HaveTheirCell()
    {
        var found = typeof(HubDb).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract && t.Namespace != typeof(Operator).Namespace)
            .SelectMany(page => page.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => Regex.Match(m.Name, "^On(Get|Post)(.*?)(Async)?$")).Where(m => m.Success)
                .Select(m => $"{PathOf(page)} {m.Groups[1].Value.ToUpperInvariant()} {m.Groups[2].Value}".Trim()));

        Assert.Equal(found.Order(StringComparer.Ordinal), PageRights.Table.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cells_OfRoleAndPage_AreThoseOfTheDuties()
    {
        Assert.Equal(Cells.Keys.Order(StringComparer.Ordinal), PageRights.Table.Keys.Order(StringComparer.Ordinal));
        Assert.All(Cells, cell => Assert.Equal((cell.Key, string.Join(',', OperatorRoleNames.Names.Keys.Where(cell.Value.May.Split(' ').Contains))), (cell.Key, OperatorRoleNames.Words(PageRights.Table[cell.Key].Who))));
        Assert.Equal(Fresh, PageRights.Table.Where(r => r.Value.Fresh).Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(PageRights.Table, r => r.Key.Contains(" POST", StringComparison.Ordinal) && r.Value.Who.HasFlag(OperatorRoles.Auditor) && r.Key != "/Gateways/Population/Queries POST");
    }

    [Theory]
    [InlineData("tinh")]
    [InlineData("goi")]
    [InlineData("cong")]
    [InlineData("trung-tinh")]
    [InlineData("kiem-toan")]
    [InlineData("")]
    public async Task Hub_AskedByARole_OpensItsCellsAndNoOther(string role)
    {
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub, OperatorRoleNames.Names.GetValueOrDefault(role), $"vai-tro.{role}");
        var wrong = new List<string>();
        foreach (var (cell, (address, may)) in Cells)
        {
            // No token: what would be done is stopped one step later, by another answer.
            using var asked = new HttpRequestMessage(new HttpMethod(cell.Split(' ')[1]), address);
            using var answer = await client.SendAsync(asked);
            if (answer.StatusCode == HttpStatusCode.Forbidden == may.Split(' ').Contains(role) || answer.StatusCode >= HttpStatusCode.InternalServerError || answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/dang-nhap", StringComparison.Ordinal))
            {
                wrong.Add($"{cell}: {answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("POST", "/tinh/38?handler=KhongCo")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/dan-cu?handler=Sheet")]
    [InlineData("PUT", "/tinh/dang-ky")]
    [InlineData("DELETE", "/tinh/38")]
    public async Task Verb_ThatNoPageHas_IsRefusedToEverybody(string method, string address)
    {
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub);
        using var asked = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await client.SendAsync(asked);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Refusal_OutsideTheRoles_SaysWhatToDoAndIsPutOnRecord()
    {
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub, OperatorRoles.Auditor, "soat");
        using var answer = await client.GetAsync(new Uri("/tinh/dang-ky?ma=38", UriKind.Relative));

        Assert.Contains("hãy đề nghị người quản trị máy chủ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var told = await _hub.WithDbAsync(db => db.SecurityEvents.SingleAsync(e => e.Kind == SecurityEventKind.RightRefused));
        Assert.Equal(("soat", "Ngoài vai trò của tài khoản: GET /Provinces/RegisterPage"), (told.Subject, told.Detail));
    }

    // The page has what the role reads, and no button that would be refused.
    [Fact]
    public async Task Page_ForAnAuditor_HasNoFormsAndNoLinksThatAreRefused()
    {
        await _hub.AddProvinceAsync("38");
        await _hub.WithDbAsync(db => db.Provinces.ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Testing)));
        using var auditor = OperatorClient.Stranger(_hub);
        await auditor.SignInAsync(_hub, OperatorRoles.Auditor, "soat");
        using var worker = OperatorClient.Stranger(_hub);
        await worker.SignInAsync(_hub, OperatorRoles.Provinces, "tinh");

        var (read, worked) = (await auditor.PageAsync("/tinh/38"), await worker.PageAsync("/tinh/38"));
        Assert.Contains("handler=Sign", worked, StringComparison.Ordinal);
        Assert.Contains("handler=Revoke", worked, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Sign", read, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Revoke", read, StringComparison.Ordinal);
        Assert.Equal(1, read.Split("method=\"post\"").Length - 1); // signing out
        Assert.DoesNotContain("__RequestVerificationToken", (await auditor.PageAsync("/goi-tham-chieu")).Split("<main")[1], StringComparison.Ordinal);
        Assert.Contains("href=\"/truy-van\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/truy-van\"", worked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_TakenAway_ClosesItsPagesAtTheNextRequest()
    {
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub);
        using var before = await client.GetAsync(new Uri("/cong-dvc", UriKind.Relative));

        Assert.Equal(HubCommands.Done, await CommandAsync("operator", "role", "van.hanh", "--role=goi"));

        using var after = await client.GetAsync(new Uri("/cong-dvc", UriKind.Relative));
        using var still = await client.GetAsync(new Uri("/goi-tham-chieu", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK), (before.StatusCode, after.StatusCode, still.StatusCode));
    }

    [Theory]
    [InlineData("", OperatorRoleNames.Working, HubCommands.Done)]
    [InlineData("--role=tinh,cong", OperatorRoles.Provinces | OperatorRoles.Gateways, HubCommands.Done)]
    [InlineData("--role=kiem-toan", OperatorRoles.Auditor, HubCommands.Done)]
    [InlineData("--role=kiem-toan,goi", OperatorRoles.None, HubCommands.Misused)]
    [InlineData("--role=giam-doc", OperatorRoles.None, HubCommands.Misused)]
    [InlineData("--role=", OperatorRoles.None, HubCommands.Misused)]
    public async Task Account_MadeByTheCommand_HasTheRolesThatWereSaid(string option, OperatorRoles expected, int code)
    {
        Assert.Equal(code, await CommandAsync(option.Length > 0 ? ["operator", "add", "an", option] : ["operator", "add", "an"]));

        Assert.Equal(code == HubCommands.Done ? [expected] : [], await _hub.WithDbAsync(db => db.Operators.Select(o => o.Roles).ToListAsync()));
    }

    private static string PathOf(Type page) => page.Namespace!["NationalHub".Length..].Replace('.', '/') + "/" + FileOf(page);

    // The file that stands beside the model: pages are named with and without "Page".
    private static string FileOf(Type page)
    {
        var name = page.Name.EndsWith("Model", StringComparison.Ordinal) ? page.Name[..^5] : page.Name;
        var folder = Path.Combine(TestSupport.House.SourceTree.Root, "NationalHub", page.Namespace!["NationalHub.".Length..].Replace('.', Path.DirectorySeparatorChar));
        return File.Exists(Path.Combine(folder, name + ".cshtml")) ? name : name + "Page";
    }

    private async Task<int> CommandAsync(params string[] args) =>
        await HubCommands.RunAsync([.. args, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], TextWriter.Null, TextWriter.Null, CancellationToken.None);
}
