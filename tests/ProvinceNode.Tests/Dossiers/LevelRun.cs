using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A new level from its list to the registry, by the officials of the office that decides on the clock's day.</summary>
public sealed class LevelRun
{
    private readonly NodeHost _host;

    public LevelRun(NodeHost host)
    {
        (_host, Flow) = (host, new OutcomeRun(host));
        Officer = Flow.Dossiers.Official(Roles.SocialOfficer, Flow.Dossiers.DecidingOffice);
        Chairman = Flow.Dossiers.Official(Roles.Chairman, Flow.Dossiers.DecidingOffice);
        Clerk = Flow.Dossiers.Official(Roles.RecordsClerk, Flow.Dossiers.DecidingOffice);
    }

    /// <summary>The second commune of the district of the tests.</summary>
    public const string Neighbour = "38.400.16066";

    public OutcomeRun Flow { get; }

    public SignedInOfficial Officer { get; }

    public SignedInOfficial Chairman { get; }

    public SignedInOfficial Clerk { get; }

    public static Person Somebody(int number, string born = "1949-02-10") => new($"Lê Thị Số {number:000}", born, $"03814900{number:0000}");

    public Task<Outcome<LevelList>> MakeAsync(LevelChange change = LevelChange.Level, SignedInOfficial? by = null) =>
        DoAsync(by ?? Officer, s => s.GetRequiredService<MakeLevelList>().Handle(change, by ?? Officer, default));

    public async Task<Guid> MadeAsync(LevelChange change = LevelChange.Level) => Must(await MakeAsync(change)).Id;

    public async Task<Outcome<LevelList>> SignAsync(Guid list, SignedInOfficial? by = null, string? seen = null)
    {
        seen ??= await SeenAsync(list);
        return await DoAsync(by ?? Chairman, s => s.GetRequiredService<SignLevelList>().Handle(list, seen, by ?? Chairman, default));
    }

    public async Task<Outcome<LevelList>> NumberAsync(Guid list, SignedInOfficial? by = null)
    {
        var seen = await SeenAsync(list);
        return await DoAsync(by ?? Clerk, s => s.GetRequiredService<NumberLevelList>().Handle(list, seen, by ?? Clerk, default));
    }

    public Task<Outcome<LevelList>> WithdrawAsync(Guid list) => DoAsync(Officer, s => s.GetRequiredService<WithdrawLevelList>().Handle(list, "Lập lại", Officer, default));

    public Task<Outcome<LevelList>> AgainAsync(Guid list, SignedInOfficial by) => DoAsync(by, s => s.GetRequiredService<MakeLevelList>().AgainAsync(list, by, default));

    public Task<Outcome<int>> SettleAsync(SettleInput input, SignedInOfficial? by = null) => DoAsync(by ?? Officer, s => s.GetRequiredService<SettleLevel>().Handle(input, by ?? Officer, default));

    /// <summary>The job, over the whole province.</summary>
    public Task<ApplyReport> ApplyAsync() => _host.WithAsync(s => s.GetRequiredService<ApplyLevels>().HandleAsync(default));

    /// <summary>Made, signed and carried out.</summary>
    public async Task<Guid> DoneAsync(LevelChange change = LevelChange.Level)
    {
        var id = await MadeAsync(change);
        Must(await SignAsync(id));
        await ApplyAsync();
        return id;
    }

    public Task<List<LevelEntry>> DueAsync(LevelChange change = LevelChange.Level, string? office = null) => _host.WithAsync(async s =>
    {
        var path = Protos.Values.TenantPath.Parse(office ?? Flow.Dossiers.DecidingOffice);
        var context = await s.GetRequiredService<ProvinceNode.Dossiers.FlowRules>().ForAsync(path, default);
        var due = new List<LevelEntry>();
        await foreach (var entry in s.GetRequiredService<LevelReader>().DueAsync(change, LevelDesk.Terms(context, path), null, default))
        {
            due.Add(entry);
        }

        return due;
    }, office ?? Flow.Dossiers.DecidingOffice);

    public Task<List<LevelCommune>> CommunesAsync(Guid list) => _host.WithDbAsync(db => db.LevelCommunes.AsNoTracking().Where(c => c.ListId == list).OrderBy(c => c.TenantPath).ToListAsync());

    public Task<LevelList> LoadAsync(Guid list) => _host.WithDbAsync(db => db.LevelLists.AsNoTracking().SingleAsync(l => l.Id == list));

    public Task<Guid> IdOfAsync(string number) => _host.WithDbAsync(db => db.Beneficiaries.Where(b => b.CitizenId == number).Select(b => b.Id).SingleAsync());

    public static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => $"{p.Code} {p.Message}")));
        return outcome.Value;
    }

    /// <summary>Months and amounts of a person's versions, e.g. "202206-202406 540000; 202407-0 750000".</summary>
    public async Task<string> VersionsAsync(Guid person) => Words(await Flow.RowsAsync(person));

    public static string Words(IEnumerable<Entitlement> rows) => string.Join("; ", rows.Select(r => $"{r.CategoryCode} {r.StartMonth}-{r.EndMonth} {r.MonthlyAmount.Amount}"));

    private async Task<string> SeenAsync(Guid list) =>
        await DoAsync(Officer, async s => (await s.GetRequiredService<LevelDesk>().FindAsync(list, default))?.Seen ?? "");

    private Task<T> DoAsync<T>(SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => _host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);
}
