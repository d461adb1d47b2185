using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Publishing;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using ProvinceNode.Tests.Registry;
using Protos.Replication;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Payments.Publishing;

/// <summary>A merge is a legal change: lines that the hub has are told anew with whose their claims are now, and the certificate of equality finds nothing done past the protocol.</summary>
public sealed class GivenClaimsTests
{
    [Fact]
    public async Task Lines_OfAMergedRecord_AreToldAnewWithTheirClaimsAndAgainWhenItIsUndone()
    {
        await using var run = await SendRun.StartAsync();
        var people = new PeopleRun(run.Host, 100);
        var parent = await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), "4", 360_000);
        var disabled = await run.Pay.Flow.ReceivingAsync(new Person("Lê Thị Số 001", "1949-02-10", "038149000099"), monthly: 540_000);
        await run.Pay.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == disabled).IdentityStatus = "Pending");
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l)));
        await PublishAsync(run);
        var (own, his) = ((await run.LinesAsync(list.Id)).Single(l => l.PersonId == parent), (await run.LinesAsync(list.Id)).Single(l => l.PersonId == disabled));
        Assert.Equal(disabled, await OfHubAsync(run, his.Id));

        var merge = LevelRun.Must(await people.MergeAsync(parent, disabled, "38.400"));

        // Until it is told it is on its way, and nothing else is.
        Assert.Equal([his.Id], await UntoldAsync(run));
        Assert.Equal(1, await PublishAsync(run));
        Assert.Equal((parent, true), (await OfHubAsync(run, his.Id), await AgreesAsync(run, his.Id)));
        Assert.Equal((parent, own.Version), (await OfHubAsync(run, own.Id), (await run.LinesAsync(list.Id)).Single(l => l.Id == own.Id).Version));

        LevelRun.Must(await people.UnmergeAsync(merge.Id, "38.400"));
        Assert.Equal(1, await PublishAsync(run));
        Assert.Equal((disabled, true), (await OfHubAsync(run, his.Id), await AgreesAsync(run, his.Id)));
    }

    private static Task<int> PublishAsync(SendRun run) => run.Host.WithAsync(s => s.GetRequiredService<PublishPayments>().HandleAsync(default));

    private static Task<List<Guid>> UntoldAsync(SendRun run) => run.Host.WithDbAsync(db => db.PaymentLines.AsNoTracking().Where(l => l.UntoldVersion != null).Select(l => l.Id).ToListAsync());

    private static async Task<Guid> OfHubAsync(SendRun run, Guid line)
    {
        var message = await run.Host.WithDbAsync(db => db.Outbox.AsNoTracking().Where(r => r.Kind == (int)RecordKind.PaymentLine && r.RecordId == line).Select(r => r.Message).SingleAsync());
        return Guid.Parse(Assert.Single(Record.Parser.ParseFrom(message).PaymentLine.Claims).BeneficiaryId);
    }

    // What was recorded as told is what the line is.
    private static Task<bool> AgreesAsync(SendRun run, Guid line) => run.Host.WithAsync(async s =>
    {
        var latest = (await s.GetRequiredService<LatestVersions>().PageAsync(RecordKind.PaymentLine, null, null, default)).ToDictionary(v => v.RecordId);
        var live = await s.GetRequiredService<LiveRecords>().FindAsync(RecordKind.PaymentLine, [line], latest, default);
        return live[line] is { IsUntold: false } found && found.Digest.AsSpan().SequenceEqual(LatestVersions.Digest(latest[line]));
    });
}
