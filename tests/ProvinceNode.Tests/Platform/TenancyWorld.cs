using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Merging;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Platform;

/// <summary>One way to call a page or endpoint.</summary>
public sealed record Door(string Pattern, HttpMethod Method, bool Public, bool SignedInOnly, string? Action)
{
    public bool HasParameters => Pattern.Contains('{', StringComparison.Ordinal);

    public bool HasId => Pattern.Contains("{id", StringComparison.OrdinalIgnoreCase) || Pattern.Contains("{code", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The rows that a test puts into one office.</summary>
public sealed record Tenant(string Path, string Marker, Guid OfficialId)
{
    /// <summary>Null for a district or the province, which own no dossier.</summary>
    public Guid? DossierId { get; init; }

    public string? DossierCode { get; init; }

    public Guid? BeneficiaryId { get; init; }

    public string? BeneficiaryCode { get; init; }

    /// <summary>Attachment and issued paper of the dossier.</summary>
    public Guid? FileId { get; init; }

    public Guid? PaperId { get; init; }

    /// <summary>List for a common decision.</summary>
    public Guid? ListId { get; init; }

    /// <summary>List of new levels.</summary>
    public Guid? LevelListId { get; init; }

    public Guid? RuleChangeId { get; init; }

    public Guid? CertificateId { get; init; }

    public Guid? HalfId { get; init; }

    public Guid? ImportId { get; init; }

    public Guid? EntryId { get; init; }

    /// <summary>Life event of the beneficiary.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Case of the beneficiary in another province.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Month of payment and a list of it.</summary>
    public Guid? PeriodId { get; init; }

    public Guid? PaymentListId { get; init; }

    /// <summary>Row of the worklist.</summary>
    public Guid? WorkId { get; init; }

    /// <summary>Merge of another record into the beneficiary's.</summary>
    public Guid? MergeId { get; init; }

    /// <summary>Whether this tenant has a row of the kind that the door asks for.</summary>
    public bool Fits(Door door) => door.Pattern.StartsWith("quan-tri/", StringComparison.Ordinal) || DossierId is not null;
}

/// <summary>A three-tier node with rows in five offices, and everything that the node's doors are.</summary>
public sealed class TenancyWorld : IAsyncLifetime
{
    public const string OwnCommune = "38.380.14758";
    public const string MarkerStart = "Zmarker";

    /// <summary>Own commune, another of its district, one of another district, the district, the province, two care institutions.</summary>
    public static IReadOnlyList<string> Places { get; } = [OwnCommune, "38.380.14761", "38.384.14845", "38.380", "38", "38.90001", "38.90002"];

    /// <summary>Doors that need nobody signed in; reviewed one by one, a star ends a prefix.</summary>
    public static IReadOnlyList<string> PublicDoors { get; } =
    [
        "", "dang-nhap*", "dang-xuat", "kich-hoat", "loi/*", "demo/*", "health*", "suc-khoe*", "metrics*",
        "nop-ho-so*", "tra-cuu*", "tra-truoc", "to-khai*", "bien-nhan*", "xac-minh*", "cua-toi*",
        // The signature of the message is the sign-in.
        "goi-lai/*",
    ];

    public static IReadOnlySet<string> KnownActions { get; } =
        typeof(Actions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string, string), HttpClient> _clients = new();
    private HashSet<(string Role, string Action)> _rights = [];

    public NodeHost Node { get; private set; } = null!;

    public IReadOnlyList<Door> Endpoints { get; private set; } = [];

    public IReadOnlyList<Tenant> Tenants { get; private set; } = [];

    public Tenant Own => Tenants[0];

    public static bool Covers(string office, string path) => TenantPath.Parse(office).Covers(path);

    public async Task InitializeAsync()
    {
        Node = await NodeHost.StartAsync();
        Endpoints = Node.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(Doors).Distinct().ToList();
        _rights = (await Node.WithDbAsync(db => db.RolePermissions.ToListAsync())).Select(p => (p.Role, p.Action)).ToHashSet();
        var tenants = new List<Tenant>();
        foreach (var place in Places)
        {
            tenants.Add(await AddAsync(place));
        }

        Tenants = tenants;
    }

    public Task DisposeAsync() => Node.DisposeAsync().AsTask();

    public bool May(string role, string action) => _rights.Contains((role, action));

    /// <summary>One role that may, at each office: own commune, district and one institution.</summary>
    public IEnumerable<(string Role, string Office)> Allowed(Door door) =>
        Roles.Names.Keys.Where(r => May(r, door.Action!)).Take(2).SelectMany(r => new[] { (r, OwnCommune), (r, "38.380"), (r, "38.90001") });

    /// <summary>A good antiforgery token of this client's session.</summary>
    public static async Task<string> TokenAsync(HttpClient client) =>
        (await PageReader.OpenAsync(client, "/tai-khoan/mat-khau")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
        ?? throw new InvalidOperationException("The page has no form.");

    public async Task<HttpClient> ClientAsync(string role, string office)
    {
        if (!_clients.TryGetValue((role, office), out var client))
        {
            _clients[(role, office)] = client = await Node.SignInAsync(role, office);
        }

        return client;
    }

    public Uri Fill(Door door, Tenant tenant) => new("/" + Regex.Replace(door.Pattern, @"\{\*{0,2}([^}:?=]+)[^}]*\}", m => Value(door, tenant, m.Groups[1].Value)), UriKind.Relative);

    public Task<int> ForeignActsAsync() => Node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ForeignTenant));

    private static string Value(Door door, Tenant tenant, string parameter)
    {
        var people = door.Pattern.StartsWith("doi-tuong", StringComparison.Ordinal);
        return parameter.ToLowerInvariant() switch
        {
            "code" => Uri.EscapeDataString((people ? tenant.BeneficiaryCode : tenant.DossierCode) ?? "x"),
            "id" when door.Pattern.StartsWith("quan-tri/", StringComparison.Ordinal) => tenant.OfficialId.ToString(),
            "id" when door.Pattern.StartsWith("nhap-danh-sach", StringComparison.Ordinal) => (tenant.ImportId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("nhap-truc-tiep", StringComparison.Ordinal) => (tenant.EntryId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("viec-hang-thang", StringComparison.Ordinal) => (tenant.WorkId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("giay-xac-nhan-khuyet-tat", StringComparison.Ordinal) => (tenant.CertificateId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("bien-dong", StringComparison.Ordinal) => (tenant.EventId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("trung-tinh", StringComparison.Ordinal) => (tenant.CaseId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("chi-tra/danh-sach", StringComparison.Ordinal) => (tenant.PaymentListId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("chi-tra", StringComparison.Ordinal) => (tenant.PeriodId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.StartsWith("chuyen-muc", StringComparison.Ordinal) => (tenant.LevelListId ?? Guid.Empty).ToString(),
            "id" when door.Pattern.Contains("danh-sach-trinh", StringComparison.Ordinal) => (tenant.ListId ?? Guid.Empty).ToString(),
            "id" => (people ? tenant.BeneficiaryId : tenant.DossierId)?.ToString() ?? Guid.Empty.ToString(),
            "half" => (tenant.HalfId ?? Guid.Empty).ToString(),
            "file" => (tenant.FileId ?? Guid.Empty).ToString(),
            "paper" => (tenant.PaperId ?? Guid.Empty).ToString(),
            "change" => (tenant.RuleChangeId ?? Guid.Empty).ToString(),
            "other" => (tenant.BeneficiaryId ?? Guid.Empty).ToString(),
            "merge" => (tenant.MergeId ?? Guid.Empty).ToString(),
            "status" => "404",
            // A kind of key that this world does not know yet must be added here, or its door would not be tried.
            var unknown when door.Pattern.Contains($"{{{unknown}:guid}}", StringComparison.OrdinalIgnoreCase) =>
                throw new InvalidOperationException($"Add {unknown} of {door.Pattern} to TenancyWorld."),
            _ => "1",
        };
    }

    private static IEnumerable<Door> Doors(RouteEndpoint endpoint)
    {
        var needs = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var action = needs.Select(n => n.Policy).OfType<string>().FirstOrDefault(p => p.StartsWith(NeedsAttribute.Prefix, StringComparison.Ordinal))?[NeedsAttribute.Prefix.Length..];
        var pattern = endpoint.RoutePattern.RawText?.TrimStart('/') ?? "";
        var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;
        var methods = page ? ["GET", "POST"] : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Select(m => new Door(pattern, new HttpMethod(m), open, !open && action is null && needs.Count > 0, open ? null : action));
    }

    // What a commune of the third district handed over to an institution is the institution's beside its own.
    private static string HomeOf(string place) => place switch { "38.90001" => "38.384.14848", "38.90002" => "38.384.14854", _ => place };

    private Task<bool> RegisterAsync(char number) => Node.WithDbAsync(db =>
    {
        db.Add(RegisterInstitution.Make(TenantPath.Parse("38"), number - '0', $"Trung tâm Bảo trợ xã hội số {number}", new DateOnly(2021, 7, 1)));
        return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.InstitutionRegister, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), default);
    });

    private static (Beneficiary Absorbed, MergeRecord Merge) Merged(Beneficiary person, string place, string marker)
    {
        var absorbed = Sample.Beneficiary(person.TenantPath, marker, $"38-{place[^5..]}-000002");
        absorbed.MergedIntoId = person.Id;
        return (absorbed, new MergeRecord
        {
            Id = Guid.NewGuid(), SurvivorId = person.Id, AbsorbedId = absorbed.Id, AbsorbedCode = absorbed.Code, Reason = "Một người", MergedAt = new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc),
            MergedByName = marker, ContentJson = MergeRecord.Json(new([], [], [], [], [])),
        });
    }

    private async Task<Tenant> AddAsync(string place)
    {
        if (HomeOf(place) != place)
        {
            await RegisterAsync(place[^1]);
        }

        // Ends with a letter: no marker begins another.
        var marker = MarkerStart + place.Replace(".", "x", StringComparison.Ordinal) + "q";
        var official = await Node.OfficialAsync("desk-of-" + marker, place);
        var change = Sample.RuleChange(place, marker);
        await Node.WithDbAsync(db =>
        {
            db.Add(change);
            return db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.RulePropose, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)), default);
        });
        var tenant = new Tenant(place, marker, official.Id) { RuleChangeId = change.Id };
        if (HomeOf(place).Count(c => c == '.') < 2)
        {
            return tenant;
        }

        var dossier = Sample.Dossier(HomeOf(place), marker, $"H56.01.{Places.ToList().IndexOf(place) + 10}-250310-0001");
        var person = Sample.Beneficiary(HomeOf(place), marker, $"38-{place[^5..]}-000001");
        var (list, level) = (Sample.List(HomeOf(place), marker), Sample.LevelList(HomeOf(place), marker));
        var certificate = Sample.Certificate(dossier, marker);
        var half = Sample.Half(person);
        var (told, (import, importFile)) = (Sample.Event(person, marker), Sample.Import(place, marker));
        var (entry, work) = (Sample.Entry(place, marker), Sample.Work(place, marker));
        var (absorbed, merge) = Merged(person, place, marker);
        var (period, run, pay) = Sample.Payment(HomeOf(place), marker);
        var (file, paper, elsewhere) = (Sample.Attachment(dossier, marker), Sample.Paper(dossier, marker), Sample.Elsewhere(person, marker));
        if (HomeOf(place) != place)
        {
            // Its parts follow when they are saved.
            (dossier.SharedPath, person.SharedPath) = (place, place);
        }

        await Node.WithDbAsync(async db =>
        {
            db.AddRange(dossier, person, told, file, paper, certificate, list, half, level, Sample.LevelCommune(level, marker), import, importFile, entry, work, absorbed, merge, period, run, pay, elsewhere);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Submit, new DateTime(2025, 3, 10, 2, 0, 0, DateTimeKind.Utc)).On("dossier", dossier.Id), default);
        });
        return tenant with { ListId = list.Id, LevelListId = level.Id, DossierId = dossier.Id, DossierCode = dossier.Code, BeneficiaryId = person.Id, BeneficiaryCode = person.Code, FileId = file.Id, PaperId = paper.Id, CertificateId = certificate.Id, HalfId = half.Id, ImportId = import.Id, EntryId = entry.Id, EventId = told.Id, CaseId = elsewhere.Id, WorkId = work.Id, MergeId = merge.Id, PeriodId = period.Id, PaymentListId = pay.Id };
    }
}
