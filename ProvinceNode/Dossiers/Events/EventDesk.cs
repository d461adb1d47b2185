using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Events;

/// <summary>An event with its person, what he received and receives, the dossier that carries it and the rules of today.</summary>
public sealed record OpenEvent(LifeEvent Told, Beneficiary Person, IReadOnlyList<Entitlement> Rows, Dossier? Dossier, FlowContext Context)
{
    /// <summary>What later results of the payer, or a list on paper, remarked of a report that they did not end: in sentences without the last stop.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether the dossier that carries it goes on, so that no other is opened for it.</summary>
    public bool IsCarried => Told.State == EventState.InDossier && Dossier is { Status: not (DossierStatus.Stopped or DossierStatus.Refused) };

    /// <summary>Whether somebody must still see to it.</summary>
    public bool Waits => Told.State == EventState.Reported || (Told.State == EventState.InDossier && !IsCarried);
}

/// <summary>Loads an event for a page or a verb, and lifts what it holds: the ends that the verbs of events share.</summary>
public sealed class EventDesk(NodeDb db, FlowRules rules)
{
    public static readonly ProblemKind Settled = new("event-settled", "Tin báo này đã được giải quyết ({0}). Hãy xem lại hồ sơ của đối tượng.");

    public NodeDb Db => db;

    /// <summary>The event within the official's scope, tracked; null when there is none.</summary>
    public async Task<OpenEvent?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.LifeEvents.Include(e => e.Holds).SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } told
            || await db.Beneficiaries.SingleOrDefaultAsync(b => b.Id == told.BeneficiaryId, cancel) is not { } person)
        {
            return null;
        }

        var rows = await db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => e.BeneficiaryId == person.Id).ToListAsync(cancel);
        var dossier = told.DossierId is { } carrier ? await db.Dossiers.Include(d => d.Requests).Include(d => d.Steps).Include(d => d.Attachments).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == carrier, cancel) : null;
        return new OpenEvent(told, person, rows, dossier, await rules.ForAsync(TenantPath.Parse(person.TenantPath), cancel)) { Remarks = await RemarksAsync(told, cancel) };
    }

    // A notice lies with the list that told it, which may be a former commune's.
    private async Task<IReadOnlyList<string>> RemarksAsync(LifeEvent told, CancellationToken cancel)
    {
        var (id, person) = (told.Id, told.BeneficiaryId);
        return told.Source != EventSource.Post ? [] : await db.PayerNotices.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(n => n.BeneficiaryId == person && n.EventId == id && n.State == PayerNoticeState.Told && n.SettledWhy != TellPayerNotices.Passed).Select(n => n.SettledWhy).Distinct().ToListAsync(cancel);
    }

    /// <summary>Opens it for the commune's officer: it is here and he looks after its person.</summary>
    public async Task<Outcome<OpenEvent>> OpenAsync(Guid id, SignedInOfficial official, CancellationToken cancel) =>
        await FindAsync(id, cancel) is not { } open ? CommonProblems.NotFound.Now()
            : CommuneOfficers.Fault(open.Context, official, TenantPath.Parse(open.Person.TenantPath)) is { } guard ? guard : open;
}
