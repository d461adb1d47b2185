using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Dossiers of several people that wait for one decision, and the officials who make, sign and number their list.</summary>
public sealed class ListRun
{
    private readonly NodeHost _host;

    public ListRun(NodeHost host)
    {
        _host = host;
        Flow = new OutcomeRun(host);
        Appraiser = Flow.Dossiers.Official(Roles.Appraiser, Flow.Dossiers.DecidingOffice);
        Chairman = Flow.Dossiers.Official(Roles.Chairman, Flow.Dossiers.DecidingOffice);
        Clerk = Flow.Dossiers.Official(Roles.RecordsClerk, Flow.Dossiers.DecidingOffice);
    }

    public static IReadOnlyList<Person> People { get; } =
    [
        new("Nguyễn Văn Thủy", "1982-03-15", "038082000102"), new("Lê Thị Hạnh", "1983-06-20", "038183000211"), new("Phạm Văn Đức", "1984-09-01", "038084000317"),
    ];

    public OutcomeRun Flow { get; }

    public SignedInOfficial Appraiser { get; }

    public SignedInOfficial Chairman { get; }

    public SignedInOfficial Clerk { get; }

    /// <summary>A dossier appraised eligible and waiting for the signature.</summary>
    public async Task<Guid> WaitingAsync(Person person, Func<Facts, Facts>? change = null)
    {
        var id = await Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, person);
        var today = Flow.Dossiers.Today;
        var facts = person.With(DisabilityDegree.Severe, new DateOnly(today.AddMonths(-1).Year, today.AddMonths(-1).Month, 5));
        await Flow.ToSignatureAsync(id, change?.Invoke(facts) ?? facts);
        return id;
    }

    public async Task<List<Guid>> WaitingAsync(int count)
    {
        var ids = new List<Guid>();
        foreach (var person in People.Take(count))
        {
            ids.Add(await WaitingAsync(person));
        }

        return ids;
    }

    public async Task<Outcome<DecisionList>> MakeAsync(IEnumerable<Guid> ids, SignedInOfficial? by = null)
    {
        var items = new List<BulkItem>();
        foreach (var id in ids)
        {
            items.Add(new BulkItem(id, (await Flow.Dossiers.LoadAsync(id)).Version));
        }

        return await DoAsync(by ?? Appraiser, s => s.GetRequiredService<MakeList>().Handle(items, by ?? Appraiser, default));
    }

    public async Task<Guid> MadeAsync(IEnumerable<Guid> ids)
    {
        var made = await MakeAsync(ids);
        Assert.True(made.Succeeded, string.Join("; ", made.Problems.Select(p => p.Message)));
        return made.Value.Id;
    }

    public Task<Outcome<DecisionList>> TakeOffAsync(Guid list, params Guid[] dossiers) =>
        DoAsync(Appraiser, s => s.GetRequiredService<TakeOffList>().Handle(new TakeOffInput(list, dossiers, false, "Cần xác minh thêm nơi cư trú"), Appraiser, default));

    public async Task<Outcome<DecisionList>> SignAsync(Guid list, SignedInOfficial? by = null, string? seen = null)
    {
        var official = by ?? Chairman;
        seen ??= await SeenToSignAsync(list, official);
        return await DoAsync(official, s => s.GetRequiredService<SignList>().Handle(list, seen, official, default));
    }

    /// <summary>What the page of signing carries for an official.</summary>
    public Task<string> SeenToSignAsync(Guid list, SignedInOfficial official) =>
        DoAsync(official, async s => await s.GetRequiredService<ListDesk>().FindAsync(list, official, default) is { } open
            ? open.SeenWith((await s.GetRequiredService<SignList>().DraftAsync(open, official, default)).Content) : "");

    public async Task<Outcome<DecisionList>> NumberAsync(Guid list, SignedInOfficial? by = null)
    {
        var official = by ?? Clerk;
        var seen = await SeenAsync(list, official);
        return await DoAsync(official, s => s.GetRequiredService<NumberList>().Handle(list, seen, official, default));
    }

    public Task<string> SeenAsync(Guid list, SignedInOfficial official) =>
        DoAsync(official, async s => (await s.GetRequiredService<ListDesk>().FindAsync(list, official, default))?.Seen ?? "");

    public Task<DecisionList> LoadAsync(Guid list) => _host.WithDbAsync(db => db.DecisionLists.AsNoTracking().SingleAsync(l => l.Id == list));

    private Task<T> DoAsync<T>(SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => _host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);
}
