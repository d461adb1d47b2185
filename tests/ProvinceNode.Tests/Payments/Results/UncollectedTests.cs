using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Three months in a row are of one entitlement (policy 6.7), wherever its lists lay and whichever way its results came.</summary>
public sealed class UncollectedTests
{
    private const string Elsewhere = "38.399.15991";
    private static readonly int[] Months = [202211, 202212, 202301];

    // November and December of his own, January of the support that his carer takes: three months, and no three of anything.
    [Fact]
    public async Task Months_OfTwoEntitlements_MakeNoRunTogether()
    {
        await using var run = await SendRun.StartAsync();
        await CaredForAsync(run);
        foreach (var month in Months)
        {
            await TellAsync(run, month, care => care == (month == 202301));
        }

        Assert.DoesNotContain(await run.NoticesAsync(), n => n.Kind == PayerNoticeKind.NotCollected);
    }

    [Fact]
    public async Task Months_OfTheCarerAlone_AreToldAsHis()
    {
        await using var run = await SendRun.StartAsync();
        await CaredForAsync(run);
        var lists = new List<PaymentList>();
        foreach (var month in Months)
        {
            lists.Add(await TellAsync(run, month, care => care));
        }

        await run.NoticedAsync();
        Assert.Equal((202301, EntitlementStrand.Care, PayerNoticeState.Told), Assert.Single(await run.NoticesAsync()) is var notice ? (notice.Month, notice.Strand, notice.State) : default);
        Assert.Contains("hỗ trợ kinh phí do người chăm sóc nhận", Assert.Single(await new EventRun(run.Host).EventsAsync()).Note, StringComparison.Ordinal);

        // His own December is corrected: that breaks no run of the carer's.
        var own = (await run.LinesAsync(lists[1].Id)).Single(l => l.Care.Amount == 0);
        await run.TellAsync(lists[1], [ToldFile.Not(own, version: 2)], 2);
        await run.NoticedAsync();
        Assert.Equal(PayerNoticeState.Told, Assert.Single(await run.NoticesAsync()).State);

        var his = (await run.LinesAsync(lists[1].Id)).Single(l => l.Care.Amount > 0);
        await run.TellAsync(lists[1], [ToldFile.Paid(his, 2)], 3);
        await run.NoticedAsync();
        Assert.Equal(PayerNoticeState.Withdrawn, Assert.Single(await run.NoticesAsync()).State);
        Assert.Equal(EventState.Refuted, Assert.Single(await new EventRun(run.Host).EventsAsync()).State);
    }

    // He moved from another district: whoever confirms the file of the new one sees its months only, and counts all.
    [Fact]
    public async Task Months_OfAFormerPlace_AreCountedByAConfirmedFileToo()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(1);
        foreach (var month in Months[..2])
        {
            var list = await run.SentAsync(month);
            await run.BringAsync(list.Id, ToldFile.Name(list, WireForm.Xlsx), ToldFile.Of(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l))));
        }

        var last = await run.SentAsync(202301);
        var line = Assert.Single(await run.LinesAsync(last.Id));
        await run.Host.WithDbAsync(async db => await db.PaymentClaims.Where(c => c.ListMonth < 202301).ExecuteUpdateAsync(s => s.SetProperty(c => c.TenantPath, Elsewhere))
            + await db.PaymentLines.Where(l => l.ListId != last.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.TenantPath, Elsewhere))
            + await db.PaymentResults.Where(r => r.ListId != last.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.TenantPath, Elsewhere)));

        await run.BringAsync(last.Id, ToldFile.Name(last, WireForm.Xlsx), ToldFile.Of(last, [ToldFile.Not(line)]));
        Assert.Equal((202301, PayerNoticeState.Waiting), Assert.Single(await run.NoticesAsync()) is var notice ? (notice.Month, notice.State) : default);
        await run.NoticedAsync();

        // What lies with the former place is taken back from here all the same.
        await run.Host.WithDbAsync(db => db.PayerNotices.ExecuteUpdateAsync(s => s.SetProperty(n => n.TenantPath, Elsewhere)));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.BringAsync(last.Id, ToldFile.Name(last, WireForm.Xlsx, 2), ToldFile.Of(last, [ToldFile.Paid(line, 2)], number: 2));
        await run.NoticedAsync();
        Assert.Equal(PayerNoticeState.Withdrawn, Assert.Single(await run.NoticesAsync()).State);
        Assert.Equal(EventState.Refuted, Assert.Single(await new EventRun(run.Host).EventsAsync()).State);
    }

    // Somebody with his own assistance, and another who is paid for caring for him.
    private static async Task CaredForAsync(SendRun run)
    {
        var who = PayRun.Somebody(1);
        var own = new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202206), new Receiver(who.Name, who.Number, ""));
        await run.Pay.GrantedAsync(who, own);
        await run.Pay.GrantedAsync(who, own with { Kind = EntitlementKind.Care, CategoryCode = "CS.6", CoefficientHundredths = 100, Monthly = new Dong(360_000), Receiver = new Receiver("Trần Thị Chăm", "038170000777", "vợ") });
    }

    private static async Task<PaymentList> TellAsync(SendRun run, int month, Func<bool, bool> missed)
    {
        var list = await run.SentAsync(month);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => missed(l.Care.Amount > 0) ? ToldFile.Not(l) : ToldFile.Paid(l)));
        return list;
    }
}
