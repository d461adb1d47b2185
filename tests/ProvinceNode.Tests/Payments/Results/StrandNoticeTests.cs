using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Three uncollected months of several entitlements of one person are one report, however often one of them is taken back and told again; after the report ended it is another.</summary>
public sealed class StrandNoticeTests
{
    [Fact]
    public async Task Notice_ToldAgainBesideAnotherThatStands_OpensNoSecondReport()
    {
        await using var run = await SendRun.StartAsync();
        var person = Assert.Single(await run.PeopleAsync(1));
        await TellAsync(run, person, EntitlementStrand.Own);
        await TellAsync(run, person, EntitlementStrand.Care);
        var one = Assert.Single(await EventsAsync(run));

        await TakeBackAsync(run, EntitlementStrand.Own);
        await TellAsync(run, person, EntitlementStrand.Own);

        Assert.Equal((one.Id, true), (Assert.Single(await EventsAsync(run)) is var e ? (e.Id, e.IsOpen) : default));
        Assert.Equal([one.Id, one.Id], (await run.NoticesAsync()).Where(n => n.State == PayerNoticeState.Told).Select(n => n.EventId!.Value));

        await TakeBackAsync(run, EntitlementStrand.Own);
        await TakeBackAsync(run, EntitlementStrand.Care);
        Assert.Equal(EventState.Refuted, Assert.Single(await EventsAsync(run)).State);
        await TellAsync(run, person, EntitlementStrand.Own);
        Assert.Equal([EventState.Refuted, EventState.Reported], (await EventsAsync(run)).Select(e => e.State));
    }

    private static async Task TellAsync(SendRun run, Guid person, EntitlementStrand strand)
    {
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Pay.SaveAsync(db => db.PayerNotices.Add(new PayerNotice
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = PayerNoticeKind.NotCollected, ListId = Guid.NewGuid(), LineId = Guid.NewGuid(), ResultVersion = 1, Month = 202301, Strand = strand, Words = "",
            RecordedAt = new VietnamTime(run.Host.Clock).UtcNow, State = PayerNoticeState.Waiting,
        }));
        Assert.Equal(1, await run.NoticedAsync());
    }

    private static async Task TakeBackAsync(SendRun run, EntitlementStrand strand)
    {
        await run.Host.WithDbAsync(db => db.PayerNotices.Where(n => n.Strand == strand && n.State == PayerNoticeState.Told).ExecuteUpdateAsync(s => s.SetProperty(n => n.State, PayerNoticeState.TakenBack).SetProperty(n => n.SettledWhy, "Tổ chức chi trả đã sửa kết quả chi trả")));
        await run.NoticedAsync();
    }

    private static Task<List<LifeEvent>> EventsAsync(SendRun run) => run.Host.WithDbAsync(db => db.LifeEvents.AsNoTracking().Where(e => e.Kind == LifeEventKind.NotCollected).OrderBy(e => e.RecordedAt).ToListAsync());
}
