using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Values;

namespace TestSupport;

/// <summary>Officials and dossiers by intention, through the real verbs.</summary>
public sealed class TestDossiers(NodeHost host)
{
    private static readonly ILookup<string, string> Permissions =
        ReferenceTable.Read("role-actions").Rows.ToLookup(r => r["role"], r => r["action"]);

    /// <summary>Commune of the tests: Xã Hoa Lộc, huyện Hậu Lộc in three tiers; xã Hoa Lộc in two.</summary>
    public static string CommuneOn(DateOnly day) => day < new DateOnly(2025, 7, 1) ? "38.400.16063" : "38.16072";

    public string Commune => CommuneOn(Today);

    /// <summary>Office that decides on the clock's day: the district, then the commune.</summary>
    public string DecidingOffice => TenantPath.Parse(Commune).Depth == 3 ? TenantPath.Parse(Commune).Parent.Value : Commune;

    public DateOnly Today => new VietnamTime(host.Clock).Today;

    /// <summary>An official as his session would prove him; each call is another person.</summary>
    public SignedInOfficial Official(string role, string? office = null, Guid? id = null)
    {
        var path = TenantPath.Parse(office ?? Commune);
        var level = path.Depth switch { 1 => UnitLevel.Province, 2 when path.UnitCode.Length == 3 => UnitLevel.District, 2 when path.UnitCode[0] == '9' => UnitLevel.Institution, _ => UnitLevel.Commune };
        return new SignedInOfficial(id ?? Guid.NewGuid(), $"{role}.{path.UnitCode}", $"Cán bộ {role}", Roles.Names[role], path, level,
            new HashSet<string> { role }, Permissions[role].ToHashSet());
    }

    /// <summary>A complete form 1đ of a severely disabled adult of 40, to be changed by the test.</summary>
    public SubmitForm Form(Action<SubmitForm>? change = null)
    {
        var birth = Today.Year - 40;
        var form = new SubmitForm
        {
            FullName = "Nguyễn Văn Thủy", BirthDay = "15", BirthMonth = "03", BirthYear = $"{birth}", Sex = "1", EthnicCode = "01",
            CitizenId = $"0380{birth % 100:00}000102", CommuneCode = TenantPath.Parse(Commune).UnitCode, Village = "Thôn Hoa Trung", Phone = "0912345678",
            CertificateNumber = "38.400.16063.000012", CertificateDay = "05", CertificateMonth = $"{Today.AddMonths(-1).Month:00}", CertificateYear = $"{Today.AddMonths(-1).Year}",
            CertificateBy = "UBND xã", DisabilityKind = "1", DisabilityDegree = "2", SelfCare = "partly", Study = "none", Work = "no", WorkDetail = "Không đủ sức khỏe",
            Marital = "single", Children = "0", Poverty = "none", HealthCard = "no", Pregnant = "no", DeclaredBy = "owner", ResultBy = "desk", PaymentBy = "cash", Promise = "1", InInstitution = "no",
        };
        change?.Invoke(form);
        return form;
    }

    /// <summary>Files a dossier on form 1đ online and tells its id.</summary>
    public Task<Guid> SubmittedAsync(Action<SubmitForm>? change = null) => FiledAsync(Situations.Disabled, Form(change).Values);

    /// <summary>Files a dossier of any situation online, complete as <see cref="FormExamples"/> says and changed by the test, and tells its id.</summary>
    /// <param name="situation">Slug of <see cref="Situations"/>, e.g. "nuoi-con-mot-minh".</param>
    /// <param name="beside">Slugs of what is asked in the same dossier.</param>
    public Task<Guid> SubmittedAsync(string situation, Action<FormValues>? change = null, params string[] beside) =>
        FiledAsync(situation, Values(situation, change, beside), beside);

    /// <summary>Values of a complete declaration of a situation on the clock's day.</summary>
    public FormValues Values(string situation, Action<FormValues>? change = null, params string[] beside)
    {
        var values = new FormValues();
        foreach (var slug in beside.Append(situation))
        {
            FormExamples.Fill(Situations.Of(slug)!, values, Today, TenantPath.Parse(Commune).UnitCode);
        }

        change?.Invoke(values);
        return values;
    }

    /// <summary>What a door hands to <see cref="Submit"/>, with every paper that the answers need.</summary>
    public async Task<SubmitInput> InputAsync(IServiceProvider services, string situation, FormValues values, params string[] beside)
    {
        string[] slugs = [situation, .. beside];
        var set = SituationSets.SetOf(slugs, Today) ?? throw new InvalidOperationException($"{situation} is not offered on {Today}.");
        var files = new List<StoredFile>();
        foreach (var paper in set.Papers.Where(p => p.IsNeeded(values.On(Today))))
        {
            files.Add(await PaperAsync(services, paper.Kind.Code));
        }

        return new SubmitInput
        {
            ProcedureCode = Situations.Of(situation)!.Procedure, Requests = SituationSets.RequestsOf(slugs, Today), Values = values,
            SubmissionKey = Guid.NewGuid().ToString("N"), Files = files,
        };
    }

    private async Task<Guid> FiledAsync(string situation, FormValues values, params string[] beside)
    {
        var outcome = await host.WithAsync(async s => await s.GetRequiredService<Submit>().Handle(await InputAsync(s, situation, values, beside), CancellationToken.None));
        return outcome.Succeeded ? outcome.Value.Id : throw new InvalidOperationException(string.Join("; ", outcome.Problems.Select(p => $"{p.Field}: {p.Message}")));
    }

    /// <summary>Runs a verb as an official, in his scope, with the version he sees now.</summary>
    public Task<Outcome<Dossier>> DoAsync(Guid id, SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb) =>
        host.WithAsync(async s =>
        {
            var version = await Version(s.GetRequiredService<NodeDb>(), id);
            return await verb(s, version);
        }, official.Office.Value);

    public Task<Dossier> LoadAsync(Guid id) =>
        host.WithDbAsync(async db => (await new DossierDesk(db, new FlowRules(db, new VietnamTime(host.Clock))).FindAsync(id, Official(Roles.Desk), CancellationToken.None))!.Dossier);

    /// <summary>The population database answered "match".</summary>
    public Task MatchIdentityAsync(Guid id) => host.WithDbAsync(async db =>
    {
        var dossier = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
            Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.Include(db.Dossiers, d => d.Requests), d => d.Id == id);
        dossier.Identity.Status = IdentityStatus.Matched;
        MatchPeople(dossier);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.CheckIdentity, new VietnamTime(host.Clock).UtcNow), CancellationToken.None);
    });

    /// <summary>Everybody beside the owner is matched too.</summary>
    public static void MatchPeople(Dossier dossier) =>
        PersonChecks.Keep(dossier, [.. PersonChecks.Of(dossier).Select(p => p with { Check = new IdentityCheck { Status = IdentityStatus.Matched } })]);

    private static async Task<long> Version(NodeDb db, Guid id) => (await db.Dossiers.FindAsync(id))?.Version ?? 0;

    private static async Task<StoredFile> PaperAsync(IServiceProvider services, string paper)
    {
        using var pdf = new MemoryStream("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray());
        var stored = await services.GetRequiredService<AttachmentStore>().SaveAsync(pdf, paper == SubmitPapers.Certificate ? "giay-xac-nhan.pdf" : paper + ".pdf", paper, CancellationToken.None);
        return stored.Value;
    }
}
