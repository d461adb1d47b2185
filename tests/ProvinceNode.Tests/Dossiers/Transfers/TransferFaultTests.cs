using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using TestSupport;
using HubDesk = NationalHub.Gateways.Transfers.TransferDesk;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>What may not leave, what got lost on the way and what the mailbox refuses: nobody is left without a payer, and nothing stays at the hub (policy 3.7).</summary>
public sealed class TransferFaultTests
{
    [Theory]
    [InlineData("paid")]
    [InlineData("file")]
    public async Task Move_OfAGroupThatIsNamedToNobody_GoesOnPaperAndNeverToTheHub(string tells)
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        if (tells == "paid")
        {
            await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteUpdateAsync(set => set.SetProperty(h => h.Packet, h => h.Packet.Replace("6.n.adult", "3.u4"))));
        }
        else
        {
            var grant = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.Grant));
            await world.Run.SaveAsync(db => db.Add(new Attachment
            {
                Id = Guid.CreateVersion7(), DossierId = grant.Id, TenantPath = grant.TenantPath, Paper = SubmitPapers.HivPaper.Code, FileName = "anh.jpg", Hash = new string('a', 64), Bytes = 1, MediaType = "image/jpeg",
                AddedAt = new VietnamTime(world.Node.Clock).UtcNow,
            }));
        }

        await world.RoundAsync();
        await world.RoundAsync();

        Assert.Equal((TransferStatus.Outside, TransferPassage.Refused, "Hãy gửi công văn kèm hồ sơ theo đường giấy."), await world.OutAsync() is var kept ? (kept.Status, kept.Passage, kept.PassageNote) : default);
        Assert.Equal((TransferStage.Recalled, 0, ""), await world.AtHubAsync() is var row ? (row.Stage, row.Sealed.Length, row.ToProvince) : default); // an id that nothing can be posted under
        Assert.Empty((await world.HuePullsAsync()).Arrivals);
        var official = world.Run.Dossiers.Official(Roles.SocialOfficer, TransferRun.Commune);
        var told = await world.Node.WithAsync(s => s.GetRequiredService<AnswerTransfer>().Handle(new AnswerTransferInput(half.Id, true, "Công văn số 12/UBND"), official, default), TransferRun.Commune);
        Assert.Equal(TransferStatus.Taken, told.Value.Status);
    }

    [Fact]
    public async Task Arrival_WithALostPaper_IsTakenInWithoutIt()
    {
        await using var world = await TransferRun.StartAsync();
        var sent = await world.HuePostsAsync(Person.Disabled);
        File.Delete(Path.Combine(world.Hub.Folder, "mailbox", HubDesk.FolderOf(sent.TransferId), sent.Papers[0].Hash));
        await world.RoundAsync();

        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().Include(d => d.Attachments).Include(d => d.Steps).SingleAsync());
        Assert.Empty(dossier.Attachments);
        Assert.Contains("Tệp chưa nhận được, đề nghị nơi cũ gửi bản giấy: “giay.jpg”", dossier.Steps.Single().Note, StringComparison.Ordinal);
        Assert.Equal(TransferStage.Received, (await world.AtHubAsync()).Stage);
    }

    [Fact]
    public async Task Move_WhoseFileChangedSinceItWasPosted_IsPostedWithAHigherVersion()
    {
        await using var world = await TransferRun.StartAsync();
        await world.LeavingAsync(Person.Disabled);
        await HalfPostedAsync(world, t => t.Papers.Add(new TransferPaper { Kind = "bo-sung", FileName = "cu.pdf", Hash = new string('b', 64), Bytes = 9 }));
        await world.RoundAsync();
        await world.RoundAsync();

        Assert.Equal((TransferStage.Waiting, 2L), await world.AtHubAsync() is var row ? (row.Stage, row.Version) : default);
        Assert.Equal((TransferPassage.AtHub, 2L), await world.OutAsync() is var half ? (half.Passage, half.PostVersion) : default);
        Assert.Single((await world.HuePullsAsync()).Arrivals);
    }

    [Fact]
    public async Task Move_RefusedAfterItsFirstPost_LeavesNothingAtTheHub()
    {
        await using var world = await TransferRun.StartAsync();
        await world.LeavingAsync(Person.Disabled);
        await HalfPostedAsync(world, _ => { });
        await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteUpdateAsync(set => set.SetProperty(h => h.OtherCommune, "x")));
        await world.RoundAsync();

        Assert.Equal((TransferStage.Recalled, 0), await world.AtHubAsync() is var row ? (row.Stage, row.Sealed.Length) : default);
        Assert.Equal(TransferPassage.Refused, await world.OutAsync() is var half ? half.Passage : default);
        Assert.Contains("mã xã 5 chữ số", half.PassageNote, StringComparison.Ordinal);
    }

    // The first post arrived; the papers were still to follow when the node stopped.
    private static async Task HalfPostedAsync(TransferRun world, Action<Transfer> change)
    {
        await world.RoundAsync();
        await using (var scope = world.Hub.App.Services.CreateAsyncScope())
        {
            var desk = scope.ServiceProvider.GetRequiredService<HubDesk>();
            var row = await desk.Db.Transfers.SingleAsync();
            var sent = desk.Open(row)!;
            change(sent);
            (row.Sealed, row.Stage) = (desk.Seal(sent, row.Id), TransferStage.Fetching);
            await desk.Db.SaveChangesAsync();
        }

        await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteUpdateAsync(set => set.SetProperty(h => h.Passage, TransferPassage.Sending)));
    }
}
