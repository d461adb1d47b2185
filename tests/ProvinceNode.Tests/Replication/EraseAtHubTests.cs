using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using ProvinceNode.Replication.Equality;
using ProvinceNode.Replication.Repair;
using Protos.Equality;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Replication;

/// <summary>What an official has erased at the hub after a restore: what only the hub has, never what the node has and tells of again.</summary>
public sealed class EraseAtHubTests
{
    private const string Commune = "38.380.14758";

    // Backup after the list was built and before its results; the results were told; the backup was put back.
    [Theory]
    [InlineData(RecordKind.PaymentLine, ListStatus.Sent, EqualityWords.Untold, "nhận lại kết quả chi trả")]
    [InlineData(RecordKind.PaymentList, ListStatus.Sent, EqualityWords.Untold, "nhận lại kết quả chi trả")]
    [InlineData(RecordKind.PaymentLine, ListStatus.Draft, EqualityWords.UntoldDraft, "duyệt và gửi lại")]
    [InlineData(RecordKind.PaymentList, ListStatus.Draft, EqualityWords.UntoldDraft, "duyệt và gửi lại")]
    public async Task Payment_OfTheBackupWhoseResultsWereTold_IsNotErasedAtTheHub(RecordKind kind, ListStatus status, string mark, string toDo)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var (period, run, list) = Sample.Payment(Commune, "Xã");
        var line = Sample.PaymentLine(list, "Nguyễn Lan");
        await node.WithAsync(async db =>
        {
            db.AddRange(period, run, list, line);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            await db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, status));
        });
        var id = kind == RecordKind.PaymentLine ? line.Id : list.Id;
        Tell(node, kind, id);
        await using var scope = Scope(node);

        var finding = (await scope.ServiceProvider.GetRequiredService<RowReader>().DecideAsync(scope.ServiceProvider.GetRequiredService<HubClient>().Equality(), kind, [id], CancellationToken.None))[0];
        Assert.Equal((DifferenceKind.HubExtra, true, false, mark), (finding.What, finding.IsHeld, finding.IsForReplay, Assert.Single(finding.Fields)));
        var row = new EqualityRow(kind.ToString(), Commune, id.ToString("D"), finding.What!.Value, 0, 0, "", 1, 3, "", finding.Fields);
        Assert.Equal((false, "Tỉnh có bản ghi này nhưng chưa báo lên trục quốc gia"), (EqualityBook.IsHeld(row, isFound: true), EqualityWords.What(row)));
        Assert.Contains(toDo, EqualityWords.ToDo(row), StringComparison.Ordinal);
        Assert.Empty(EqualityWords.Fields(row));

        var refused = await EraseAsync(scope, kind, id);
        Assert.True(refused.Has(EqualityProblems.HeldHere));
        Assert.Contains("Tỉnh đang có bản ghi này và sẽ báo lại", refused.Problems[0].Message, StringComparison.Ordinal);
        // Nor by who read a finding of before.
        var before = finding with { Facts = finding.Facts with { IsUntold = false } };
        Assert.False(await scope.ServiceProvider.GetRequiredService<RepairRecords>().EraseAsync(kind, before, node.AnAct(), CancellationToken.None));
        Assert.Empty(await node.OutboxAsync());

        await node.Services.GetRequiredService<RepairNode>().HandleAsync(CancellationToken.None);
        Assert.Equal(RepairMatter.LaterAtTheHub, await node.AskAsync(db => db.RepairFindings.Where(f => f.RecordId == id).Select(f => f.Matter).SingleAsync()));
    }

    // A list was approved and told after the backup; after the restore the accountant gave it up and built another: the hub must not count both for ever.
    [Theory]
    [InlineData(RecordKind.PaymentLine)]
    [InlineData(RecordKind.PaymentList)]
    public async Task Payment_GivenUpAfterTheRestore_IsErasedAtTheHub(RecordKind kind)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var (period, run, list) = Sample.Payment(Commune, "Xã");
        var line = Sample.PaymentLine(list, "Nguyễn Lan");
        await node.WithAsync(async db =>
        {
            db.AddRange(period, run, list, line);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            await db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Discarded));
        });
        var id = kind == RecordKind.PaymentLine ? line.Id : list.Id;
        Tell(node, kind, id);
        await using var scope = Scope(node);

        var finding = (await scope.ServiceProvider.GetRequiredService<RowReader>().DecideAsync(scope.ServiceProvider.GetRequiredService<HubClient>().Equality(), kind, [id], CancellationToken.None))[0];
        Assert.Equal((DifferenceKind.HubExtra, true, false), (finding.What, finding.IsHeld, finding.IsForReplay));
        Assert.Empty(finding.Fields);
        Assert.True((await EraseAsync(scope, kind, id)).Succeeded);

        Assert.Contains(await node.OutboxAsync(), o => o.RecordId == id && Record.Parser.ParseFrom(o.Message).Deleted);
        Assert.Single(await node.ActsAsync(), a => a.Kind == ActKinds.EqualityErase);
    }

    [Fact]
    public async Task Erasing_WhatOnlyTheHubHas_IsAnActOfItsOwnWithTheVersionThatGoes()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = Guid.CreateVersion7();
        Tell(node, RecordKind.PaymentLine, id);
        await using var scope = Scope(node);

        Assert.True((await EraseAsync(scope, RecordKind.PaymentLine, id)).Succeeded);

        var act = Assert.Single(await node.ActsAsync(), a => a.Kind == ActKinds.EqualityErase);
        Assert.StartsWith("1/3 ", act.Evidence, StringComparison.Ordinal);
        Assert.Equal(("1/3 ".Length + 64, "Đã nhập lại", $"{RecordMessages.KindName((int)RecordKind.PaymentLine)}/{id:D}"), (act.Evidence.Length, act.Reason, act.Subject));
        Assert.Equal(id, Assert.Single(await node.OutboxAsync()).RecordId);
    }

    private static void Tell(RelayNode node, RecordKind kind, Guid id) => node.Hub.Records.Add((kind, id.ToString("D")), new Record
    {
        Id = id.ToString("D"), Epoch = 1, Version = 3, Kind = kind, TenantPath = Commune, RecordedAtUnixMs = 1_790_000_000_000,
    });

    private static Task<Outcome<bool>> EraseAsync(AsyncServiceScope scope, RecordKind kind, Guid id) => scope.ServiceProvider.GetRequiredService<EraseAtHub>().HandleAsync(
        new(Guid.NewGuid(), "quantri", "Trần Văn Quản", "Quản trị", RelayNode.Province, UnitLevel.Province, new HashSet<string>(), new HashSet<string> { Actions.ReplicationResend }), kind, id, "Đã nhập lại", CancellationToken.None);

    private static AsyncServiceScope Scope(RelayNode node)
    {
        var scope = node.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(RelayNode.Province);
        return scope;
    }
}
