using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>A list with its communes in the order of their paths.</summary>
public sealed record OpenLevelList(LevelList List, IReadOnlyList<LevelCommune> Communes, FlowContext Context)
{
    public TenantPath Office => TenantPath.Parse(List.TenantPath);

    /// <summary>What an official saw: the same people at the same amounts are what he then signs or numbers.</summary>
    public string Seen => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{List.Id:D} {List.State} {string.Join('\n', Communes.Select(c => $"{c.TenantPath} {c.Lines}"))}")))[..32];

    public IReadOnlyList<LevelPaperSum> Sums => [.. Communes.Select(c => new LevelPaperSum(c.Name, c.People, c.BeforeDong, c.AfterDong, c.ArrearsDong))];

    /// <summary>The list's decision, whole: as signed, or as this official would sign it.</summary>
    public PaperContent Decision(SignedInOfficial signer) => (List.Content is { } signed ? PaperContent.Parse(signed) : Unsigned(signer)) with { Annexes = [.. Communes.Select(Annex)] };

    /// <summary>Payments whose arrears are long enough to be looked at before the signature.</summary>
    public int LongArrears => Communes.Sum(c => LevelLine.Read(c.Lines).Count(l => l.ArrearsMonths > WarnMonths));

    public int WarnMonths => LevelDesk.Terms(Context, Office).WarnMonths;

    /// <summary>The submission as it lies before the chairman.</summary>
    public PaperContent Submission => LevelPapers.Submission(Scene(Context with { Today = VietnamTime.Day(List.MadeAt) }, Communes), List.Change, new PayMonth(List.Month), Sums, List.MadeByName, LongArrears);

    public PaperContent Unsigned(SignedInOfficial signer) => LevelPapers.Decision(Scene(Context, Communes), List.Change, new PayMonth(List.Month), Sums, signer);

    /// <summary>The annex of one commune; it goes with the decision of the day of the signature, not of the list.</summary>
    public PaperAnnex Annex(LevelCommune commune) => System.Text.Json.JsonSerializer.Deserialize<PaperAnnex>(commune.Annex)! with
    {
        Reference = LevelPapers.Reference(Scene(Context with { Today = List.SignedOn ?? Context.Today }, Communes)),
    };

    // The offices above are the same for each of its communes.
    private static PaperScene Scene(FlowContext context, IReadOnlyList<LevelCommune> communes) => PaperScenes.Of(context, TenantPath.Parse(communes[0].TenantPath));
}

/// <summary>Loads lists, tells who may do what with them, and gathers what a list would decide now.</summary>
public sealed class LevelDesk(NodeDb db, LevelReader reader, FlowRules rules)
{
    private const int Chunk = 500;

    public NodeDb Db => db;

    public FlowRules Rules => rules;

    /// <summary>The terms of today for an office.</summary>
    public static LevelTerms Terms(FlowContext context, TenantPath office) => new(context.Rules, context.Month, office.Province);

    /// <summary>Whether an office decides by list today: the district in three tiers, the commune in two (policy 3.12).</summary>
    public static bool Decides(FlowContext context, SignedInOfficial official) => context.Authorities.Rule(Authorities.Decider, context.Today).Level == official.Level;

    /// <summary>Who prepares lists and settles doubts: officer or appraiser of the office that decides.</summary>
    public static bool MayMake(FlowContext context, SignedInOfficial official) =>
        Decides(context, official) && official.May(Actions.DossierAppraise) && (official.Is(Roles.SocialOfficer) || official.Is(Roles.Appraiser));

    /// <summary>The list within the official's scope, or null.</summary>
    public async Task<OpenLevelList?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.LevelLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return null;
        }

        var communes = await db.LevelCommunes.Where(c => c.ListId == id).OrderBy(c => c.TenantPath).ToListAsync(cancel);
        return new OpenLevelList(list, communes, await rules.ForAsync(TenantPath.Parse(communes.Count > 0 ? communes[0].TenantPath : list.TenantPath), cancel));
    }

    /// <summary>What a list of the scope would decide now, by commune; the rows stand in the order of the annex.</summary>
    public async Task<IReadOnlyList<LevelCommune>> DraftAsync(Guid list, LevelChange change, SignedInOfficial official, CancellationToken cancel)
    {
        var context = await rules.ForAsync(official.Office, cancel);
        // Read to the end first: SQL Server answers nothing else while a reader is open.
        var (due, communes) = (await reader.DueAsync(change, Terms(context, official.Office), null, cancel).ToListAsync(cancel), new List<LevelCommune>());
        foreach (var entries in due.GroupBy(e => e.TenantPath).Where(g => g.Any(e => e.Listed)))
        {
            communes.Add(await CommuneAsync(list, [.. entries], await rules.ForAsync(TenantPath.Parse(entries.Key), cancel), cancel));
        }

        return communes;
    }

    private async Task<LevelCommune> CommuneAsync(Guid list, List<LevelEntry> entries, FlowContext context, CancellationToken cancel)
    {
        var path = TenantPath.Parse(entries[0].TenantPath);
        var scene = PaperScenes.Of(context, path);
        var rows = await RowsAsync([.. entries.Where(e => e.Listed)], scene, cancel);
        var lines = rows.ConvertAll(r => r.Line);
        return new LevelCommune
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), ListId = list, TenantPath = path.Value, Name = context.UnitName(path), People = lines.Count,
            BeforeDong = lines.Sum(l => l.BeforeDong), AfterDong = lines.Sum(l => l.Versions[^1].MonthlyDong), ArrearsDong = lines.Sum(l => l.Arrears.Sum(a => a.TotalDong)),
            LeftOut = entries.Count - lines.Count, Lines = LevelLine.Write(lines),
            Annex = System.Text.Json.JsonSerializer.Serialize(LevelPapers.Annex(context.UnitName(path), rows, context.Rules, Terms(context, path).WarnMonths)),
        };
    }

    private async Task<List<LevelPaperRow>> RowsAsync(List<LevelEntry> entries, PaperScene scene, CancellationToken cancel)
    {
        var rows = new List<(string Key, Guid Id, LevelPaperRow Row)>();
        foreach (var chunk in entries.Chunk(Chunk))
        {
            var (people, ids) = (chunk.Select(e => e.BeneficiaryId).Distinct().ToList(), chunk.Select(e => e.EntitlementId).ToList());
            // What a commune pays may be somebody's who lives elsewhere by now, or whose record became part of one there.
            var named = await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter, Registry.Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
            var taking = await db.Entitlements.AsNoTracking().Where(e => ids.Contains(e.Id) && e.ReceiverRelation != "").Select(e => new { e.Id, e.ReceiverName, e.ReceiverRelation }).ToDictionaryAsync(e => e.Id, cancel);
            foreach (var entry in chunk)
            {
                var person = named[entry.BeneficiaryId];
                var line = new LevelLine(entry.EntitlementId, entry.BeneficiaryId, entry.Case.MonthlyDong, entry.Answer.Versions, entry.Answer.Arrears, entry.Case.Choice);
                var receiver = taking.TryGetValue(entry.EntitlementId, out var r) ? $"{r.ReceiverName} ({r.ReceiverRelation})" : "";
                rows.Add((person.FoldedName, entry.EntitlementId, new LevelPaperRow(Printed(person, scene), line, receiver)));
            }
        }

        return [.. rows.OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Id).Select(r => r.Row)];
    }

    private static PaperPerson Printed(Registry.Beneficiary person, PaperScene scene) => new()
    {
        FullName = person.FullName, Birth = BirthDate.TryParse(person.BirthDate, out var birth) ? birth : null, Sex = person.Sex,
        Number = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber, Address = scene.AddressIn(person.Village), Village = person.Village,
    };
}
