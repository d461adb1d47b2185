using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>
/// Decisions and reports about people, by the product's own outcomes and verbs: what a signature does to the registry, without the dossier's way to it. Each is one transaction; the truth changes when the
/// database says that it was committed, whatever became of the process.
/// </summary>
internal sealed partial class WorldDecisions(PayWorld world, DueTruth truth)
{
    private const string Born = "1949-02-10";
    private static readonly Dong Level = new(360_000);

    private PayMonth Next => world.Time.Month.AddMonths(1);

    /// <param name="twin">Number under which a second record of the same person is made; null: his own record.</param>
    public async Task<string> GrantAsync(Worker w, TruePerson person, bool isNew, PayMonth start, long amount, string? twin = null)
    {
        var (decision, number) = (Guid.CreateVersion7(world.Clock.GetUtcNow()), person.Number);
        person.Number = twin ?? number;
        var award = Award(person, start, amount);
        try
        {
            return await TurnAsync(w, async db =>
            {
                var place = TenantPath.Parse(person.Place);
                var facts = new PersonFacts(person.Name, Born, 2, "01", person.Number, "", place.UnitCode, "Thôn 1", "", twin is null ? "Matched" : "Pending");
                var now = world.Time.UtcNow;
                var known = await Grant.HandleAsync(db, new GrantInput(place, facts, [award], decision) { BeneficiaryId = isNew ? null : person.Id }, now, default);
                Settle(db, person, known.Id, Settlements.Owed([award], Next), Grant.Of(db, decision), decision);
                return ActKinds.Sign;
            });
        }
        finally
        {
            if (world.Read("SELECT BeneficiaryId FROM Entitlements WHERE DecisionId = $id LIMIT 1", r => r.GetGuid(0), decision) is [var id])
            {
                person.Id = id;
                person.Ids.RemoveAll(i => i == id);
                person.Ids.Add(id);
                person.Numbers.Add(person.Number);
                person.Amount = amount;
                person.Set(start, DueTruth.Horizon, amount);
                person.Undoable.Clear();
                if (isNew && twin is null)
                {
                    truth.People.Add(person);
                }
            }
            else
            {
                person.Number = number;
            }
        }
    }

    /// <summary>Other amounts from a month on, with arrears or recovery of the months before the next list.</summary>
    public async Task<string> AdjustAsync(Worker w, TruePerson person, PayMonth from, long amount)
    {
        var cause = new ChangeCause(Guid.CreateVersion7(world.Clock.GetUtcNow()), "Điều chỉnh", world.Time.UtcNow);
        var dossier = Guid.CreateVersion7(world.Clock.GetUtcNow());
        try
        {
            return await TurnAsync(w, async db =>
            {
                var rows = await db.Entitlements.Where(e => e.BeneficiaryId == person.Id).ToListAsync();
                var award = Award(person, from, amount);
                // Care support stays as it is.
                var own = rows.FindAll(r => r.Kind == EntitlementKind.Assistance);
                var lines = Settlements.Between([Stretch.Of(award)], Settlements.Paid(own), from, Next);
                ChangeEntitlement.EndAll(own, from.AddMonths(-1), cause);
                rows.AddRange(ChangeEntitlement.BeginAll(db, person.Id, person.Place, [award], cause, rows.Where(r => r.EndDecisionId == cause.DecisionId)));
                Standing.Refresh(await db.Beneficiaries.SingleAsync(b => b.Id == person.Id), rows);
                Settle(db, person, person.Id, lines, rows, cause.DecisionId);
                File(db, Dossier(dossier, person, RequestKind.Adjust, null, person.Place), cause.DecisionId);
                return ActKinds.Sign;
            });
        }
        finally
        {
            if (world.Read("SELECT Id FROM Entitlements WHERE DecisionId = $id LIMIT 1", r => r.GetGuid(0), cause.DecisionId).Count > 0)
            {
                var before = person.State;
                person.Set(from, DueTruth.Horizon, amount);
                person.Amount = amount;
                person.Undoable.Clear();
                person.Undoable.Add((dossier, before));
            }
        }
    }

    /// <summary>A decision of some kind, as its signature carries it out.</summary>
    /// <param name="undone">The dossier that it undoes.</param>
    /// <param name="took">What it means for what the person is due.</param>
    public async Task<string> DecideAsync(Worker w, TruePerson person, RequestKind kind, Measure measure, Action<Guid> took, Guid? undone = null, string? commune = null, string procedure = Procedures.MonthlyAssistance)
    {
        var id = Guid.CreateVersion7(world.Clock.GetUtcNow());
        try
        {
            return await world.AsAsync<Dossier>(w, PayWorld.Chairman, s => s.GetRequiredService<NodeDb>().InTurnAsync(() => SignAsync(s, Dossier(id, person, kind, undone, commune ?? person.Place, procedure), measure), default));
        }
        finally
        {
            if (world.Read("SELECT Id FROM Dossiers WHERE Id = $id", r => r.GetGuid(0), id).Count > 0)
            {
                took(id);
            }
        }
    }

    public async Task<string> ReportDeathAsync(Worker w, TruePerson person, DateOnly on)
    {
        var reference = Guid.NewGuid();
        try
        {
            var input = new ReportEventInput(person.Id, LifeEventKind.Death, on, EventSource.Population, reference.ToString("D").ToUpperInvariant());
            return await world.InAsync(w, "38", null, async s => (await s.GetRequiredService<ReportEvent>().Handle(input, null, default)) is { Succeeded: true } told ? $"held {told.Value.Holds}" : "refused");
        }
        finally
        {
            if (world.Read("SELECT Id FROM LifeEvents WHERE Reference = $id", r => r.GetGuid(0), reference).Count > 0)
            {
                person.IsHeld = true;
            }
        }
    }

    public async Task<string> RefuteAsync(Worker w, TruePerson person)
    {
        const string open = "SELECT Id, Version FROM LifeEvents WHERE BeneficiaryId = $id AND State = 'Reported'";
        var told = person.Ids.SelectMany(id => world.Read(open, r => (Id: r.GetGuid(0), Version: r.GetInt64(1)), id)).ToList();
        if (told.Count == 0)
        {
            return "nothing to refute";
        }

        try
        {
            var officer = PayWorld.Official(Roles.SocialOfficer, person.Place);
            return await world.AsAsync(w, officer, s => s.GetRequiredService<RefuteEvent>().Handle(new(told[0].Id, told[0].Version, "Người này còn sống, đã gặp tại nhà"), officer, default));
        }
        finally
        {
            if (!person.Ids.Exists(id => world.Read(open, r => r.GetGuid(0), id).Count > 0))
            {
                person.IsHeld = false;
            }
        }
    }

    private static AwardRow Award(TruePerson person, PayMonth start, long amount) =>
        new(EntitlementKind.Assistance, "6.n.adult", (int)(amount * 100 / Level.Amount), 1, Level, new Dong(amount), start, person.Guardian is { } guardian ? new Receiver(guardian.Name, guardian.Number, guardian.Relation) : new Receiver(person.Name, person.Number, ""));

    private Task<string> TurnAsync(Worker w, Func<NodeDb, Task<string>> verb) => world.InAsync(w, ModelGround.District, PayWorld.Chairman, async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        return await db.InTurnAsync(async () => await db.SaveAsync(Act.By(PayWorld.Chairman, await verb(db), world.Time.UtcNow), default), default) ? "done" : "changed meanwhile";
    });

    // As OutcomeMoney enters it.
    private void Settle(NodeDb db, TruePerson person, Guid id, IReadOnlyList<Settlement> lines, IEnumerable<Entitlement> rows, Guid decision)
    {
        foreach (var line in lines.Where(l => l.TotalDong != 0))
        {
            var counted = line.Spans.Where(s => s.MonthlyDong != 0).ToList();
            db.OneOffPayments.Add(new OneOffPayment
            {
                Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), TenantPath = person.Place, BeneficiaryId = id, Kind = line.TotalDong > 0 ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = person.Name, PersonNumber = person.Number,
                EntitlementId = rows.Where(r => r.Strand == line.Strand && !r.IsVoid && r.StartMonth <= line.Spans[^1].ToMonth).MaxBy(r => r.StartMonth)?.Id, ReceiverName = line.Receiver.Name, ReceiverNumber = line.Receiver.Number,
                ReceiverRelation = line.Receiver.Relation, Amount = new Dong(Math.Abs(line.TotalDong)),
                FromMonth = counted[0].FromMonth, ToMonth = counted[^1].ToMonth, DueMonth = Next.Number, DecisionId = decision, Arithmetic = OutcomeMoney.Words(line.Spans), RecordedAt = world.Time.UtcNow,
            });
        }
    }

    // Signed, so that it can be undone.
    private void File(NodeDb db, Dossier dossier, Guid decision)
    {
        var facts = new Facts { Birth = BirthDate.Parse(Born) };
        var json = Appraisal.Of(facts, world.Time.Month, world.Flow.Rules, "38").ToJson();
        (dossier.Status, dossier.AppraisedEligible, dossier.AppraisalJson) = (DossierStatus.Signed, true, json);
        db.Add(dossier);
        db.Decisions.Add(new Decision
        {
            Id = decision, DossierId = dossier.Id, DossierCode = dossier.Code, TenantPath = dossier.TenantPath, Paper = "D15", SignedOn = world.Time.Today, SignerId = PayWorld.Chairman.Id, SignerName = PayWorld.Chairman.FullName,
            SignerTitle = PayWorld.Chairman.Title, IssuerPath = ModelGround.District, IssuerName = "UBND huyện", Explanation = json,
            Content = new PaperContent { Issuer = "UBND HUYỆN", PlaceAndDate = "", Title = "QUYẾT ĐỊNH", Summary = "Về việc điều chỉnh trợ cấp xã hội hàng tháng" }.ToJson(),
        });
    }

    private Dossier Dossier(Guid id, TruePerson person, RequestKind kind, Guid? undone, string commune, string procedure = Procedures.MonthlyAssistance)
    {
        var answers = new FormValues();
        if (undone is { } wrong)
        {
            answers[Undoing.Answer] = wrong.ToString("D");
        }

        return new Dossier
        {
            Id = id, Code = $"H56-{id:N}"[..36].ToUpperInvariant(), TenantPath = commune, ProcedureCode = procedure, Kind = kind, Channel = 1, BeneficiaryId = person.Id,
            Owner = new PersonData { FullName = person.Name, BirthDate = Born, Sex = 2, EthnicCode = "01", CitizenId = person.Number, CommuneCode = TenantPath.Parse(commune).UnitCode, CommuneName = "Xã Hoa Lộc", Village = "Thôn 1" },
            Applicant = new ApplicantData { IsOwner = false, FullName = "Cán bộ", Relation = "cán bộ lập đề nghị" }, Identity = new IdentityCheck { Status = IdentityStatus.Matched }, SubmissionKey = id.ToString("N"),
            SubmittedAt = world.Time.UtcNow, ReceivedAt = world.Time.UtcNow, Requests = [DossierRequest.Of(id, commune, kind, OwnDossier.Form, new DateOnly(2021, 7, 1), answers.ToJson())],
        };
    }

    private async Task<Outcome<Dossier>> SignAsync(IServiceProvider s, Dossier dossier, Measure measure)
    {
        var (db, desk, context) = (s.GetRequiredService<NodeDb>(), s.GetRequiredService<OutcomeDesk>(), world.Flow.For(dossier));
        var appraisal = Appraisal.Of(new Facts { Birth = BirthDate.Parse(Born) }, context.Month, context.Rules, "38") with { Measure = measure };
        var found = await desk.FindAsync(new OpenDossier(dossier, context, PayWorld.Chairman), appraisal, default);
        var outcome = desk.Of(dossier);
        if (outcome.Faults(found).Concat(await desk.PersonFaultsAsync(found, default)).FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var decisions = outcome.Papers(found).Select((paper, i) => Sign.Draft(found, paper, order: i)).ToList();
        (dossier.Status, dossier.AppraisedEligible, dossier.AppraisalJson) = (DossierStatus.Signed, true, found.Appraisal.ToJson());
        db.Add(dossier);
        db.Decisions.AddRange(decisions);
        await outcome.ApplyAsync(db, found, decisions.ConvertAll(d => d.Id), default);
        await PersonFile.FillAsync(db, found, decisions.ConvertAll(d => d.Id), default);
        DecisionTraces.Note(db, found, decisions[0].Id);
        await EventSettlement.DecidedAsync(db, found, default);
        return await db.SaveAsync(Act.By(PayWorld.Chairman, ActKinds.Sign, world.Time.UtcNow).On("dossier", dossier.Id), default) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }
}
