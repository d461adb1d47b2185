using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>An absence that was decided before somebody was named as receiver is no news of him; one that was decided after is, whatever levels began since.</summary>
public sealed class ReceiverBeganTests
{
    private static readonly Receiver Daughter = new("Lê Thị Con", "038181000778", "con gái");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Absence_OfACarer_IsNewsUnlessHeWasNamedSince(bool since)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_080_000, 202607);
        await run.ReceivingAsync(Person.Old, "6.n.elder", 1_080_000, 202607);
        var before = since ? (Guid?)null : await CaredByAsync(run, host, cared, 202607, null);
        host.Clock.SetDay(new DateOnly(2026, 11, 3));
        await MissingAsync(run);
        host.Clock.SetDay(new DateOnly(2027, 1, 11));
        // He is back and cares for him; or a new level followed while he is away.
        await CaredByAsync(run, host, cared, 202701, before);

        Assert.Equal(since ? 0 : 1, (await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default))).Count);
        Assert.Equal((since ? 0 : 1, 0), (await AfterAsync(host), await AfterAsync(host)));

        if (since)
        {
            host.Clock.SetDay(new DateOnly(2027, 2, 9));
            var funeral = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
            await run.DecidedAsync(funeral, Person.Old.Plain, new Measure { On = new(2027, 2, 8), Receiver = Daughter, Heir = Daughter, Deceased = DeceasedCase.Institution });
            Assert.Equal(1, await AfterAsync(host)); // his death is news
            Assert.Single(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default)));
        }
    }

    // Typed in from a decision on paper after the absence was signed: whom it names he cared for before, and nobody has said that he is back.
    [Theory]
    [InlineData(202607, 1)]
    [InlineData(202702, 0)]
    public async Task Absence_OfACarerTypedInLater_IsNewsByTheMonthOfThePaper(int start, int proposed)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_080_000, 202607);
        await run.ReceivingAsync(Person.Old, "6.n.elder", 1_080_000, 202607);
        host.Clock.SetDay(new DateOnly(2026, 11, 3));
        await MissingAsync(run);
        host.Clock.SetDay(new DateOnly(2027, 1, 11));
        await CaredByAsync(run, host, cared, start, null, EntitlementSource.DirectEntry);

        Assert.Equal((proposed, proposed), ((await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default))).Count, await AfterAsync(host)));
    }

    // The new place does not see the version of the old one: its list says what the province's job proposes.
    [Fact]
    public async Task Absence_OfACarerBeforeAMove_IsSeenByTheNewPlace()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_080_000, 202607);
        await run.ReceivingAsync(Person.Old, "6.n.elder", 1_080_000, 202607);
        var before = await CaredByAsync(run, host, cared, 202607, null, office: "38.14845");
        host.Clock.SetDay(new DateOnly(2026, 11, 3));
        await MissingAsync(run);
        host.Clock.SetDay(new DateOnly(2027, 1, 11));
        await CaredByAsync(run, host, cared, 202701, before);

        Assert.Single(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default), run.Dossiers.Commune));
    }

    private static async Task MissingAsync(OutcomeRun run)
    {
        var absent = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Old);
        await run.DecidedAsync(absent, Person.Old.Plain, new Measure { Reason = "T1", Missing = true, On = new DateOnly(2026, 10, 20), Heir = Daughter });
    }

    private static async Task<Guid> CaredByAsync(OutcomeRun run, NodeHost host, Guid cared, int start, Guid? previous, EntitlementSource source = EntitlementSource.Decision, string? office = null)
    {
        var id = Guid.CreateVersion7();
        await run.SaveAsync(db =>
        {
            var now = new VietnamTime(host.Clock).UtcNow;
            if (previous is { } before)
            {
                ChangeEntitlement.End(db.Entitlements.Single(e => e.Id == before), new PayMonth(start).AddMonths(-1), new ChangeCause(Guid.NewGuid(), ChangeEntitlement.Followed, now));
            }

            db.Entitlements.Add(new Entitlement
            {
                Id = id, BeneficiaryId = cared, TenantPath = office ?? run.Dossiers.Commune, Kind = EntitlementKind.Care, Source = source, CategoryCode = "CS.6", CoefficientHundredths = 100, Level = new(540_000), MonthlyAmount = new(540_000),
                StartMonth = start, DecisionId = Guid.NewGuid(), ReceiverName = Person.Old.Name, ReceiverNumber = Person.Old.Number, ReceiverRelation = "mẹ", RecordedAt = now, PreviousId = previous,
            });
        });
        return id;
    }

    private static Task<int> AfterAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<AfterDeath>().HandleAsync(default));
}
