using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>Reports through the real door, by the system and by officials.</summary>
public sealed class EventRun(NodeHost host)
{
    public OutcomeRun Outcomes { get; } = new(host);

    /// <summary>As the check against the population database tells it, in the scope of the province.</summary>
    public async Task<ReportedEvent> ToldAsync(Guid person, LifeEventKind kind = LifeEventKind.Death, DateOnly? on = null, EventSource source = EventSource.Population, string reference = "CSDLQG-1")
    {
        var outcome = await TryAsync(new ReportEventInput(person, kind, on, source, reference), null);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
        return outcome.Value;
    }

    public Task<Outcome<ReportedEvent>> TryAsync(ReportEventInput input, SignedInOfficial? official) =>
        host.WithAsync(s => s.GetRequiredService<ReportEvent>().Handle(input, official, default), official?.Office.Value);

    /// <summary>The commune's officer says that it is not so.</summary>
    public async Task<Outcome<LifeEvent>> RefuteAsync(Guid told, string reason = "Đã gặp trực tiếp tại nhà", SignedInOfficial? official = null)
    {
        var by = official ?? Outcomes.Dossiers.Official(Roles.SocialOfficer);
        var version = (await EventAsync(told)).Version;
        return await host.WithAsync(s => s.GetRequiredService<RefuteEvent>().Handle(new RefuteEventInput(told, version, reason), by, default), by.Office.Value);
    }

    /// <summary>Opens the dossier that the event leads to.</summary>
    public async Task<Dossier> OpenAsync(Guid told)
    {
        var outcome = await TryOpenAsync(told, null);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => $"{p.Code} {p.Message}")));
        return outcome.Value;
    }

    public async Task<Outcome<Dossier>> TryOpenAsync(Guid told, DateOnly? on)
    {
        var by = Outcomes.Dossiers.Official(Roles.SocialOfficer);
        var version = (await EventAsync(told)).Version;
        return await host.WithAsync(s => s.GetRequiredService<OpenFromEvent>().Handle(new OpenFromEventInput(told, version, on, []), by, default), by.Office.Value);
    }

    /// <summary>What the event's page proposes.</summary>
    public Task<Preview> PreviewAsync(Guid told)
    {
        var by = Outcomes.Dossiers.Official(Roles.SocialOfficer);
        return host.WithAsync(async s => await s.GetRequiredService<EventPreview>().OfAsync((await s.GetRequiredService<EventDesk>().FindAsync(told, default))!, by, default), by.Office.Value);
    }

    /// <summary>Opened, walked along its route, signed and numbered.</summary>
    public async Task<Dossier> DecideAsync(Guid told, Facts facts, Measure measure, bool eligible = true) => await Outcomes.DecidedAsync((await OpenAsync(told)).Id, facts, measure, eligible);

    /// <summary>The officer reports that a dossier was signed on a wrong report, and the correcting one is signed and numbered.</summary>
    public async Task<(Dossier Dossier, Decision Decision)> UndoneAsync(Guid person, Guid wrong)
    {
        var officer = Outcomes.Dossiers.Official(Roles.SocialOfficer);
        var outcome = await TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.ToString("D") }, officer);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
        var dossier = await DecideAsync(outcome.Value.Event!.Id, new Facts { Birth = Protos.Values.BirthDate.Parse((await Outcomes.PersonAsync(person)).BirthDate) }, new Measure());
        return (dossier, Assert.Single(await Outcomes.DecisionsAsync(dossier.Id)));
    }

    public Task<LifeEvent> EventAsync(Guid id) => host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Include(e => e.Holds).SingleAsync(e => e.Id == id));

    public Task<List<LifeEvent>> EventsAsync() => host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Include(e => e.Holds).OrderBy(e => e.Id).ToListAsync());

    public Task<List<PaymentHold>> HoldsAsync() => host.WithDbAsync(db => db.PaymentHolds.AsNoTracking().ToListAsync());

    public Task<int> ActsAsync() => host.WithDbAsync(db => db.Acts.CountAsync());
}
