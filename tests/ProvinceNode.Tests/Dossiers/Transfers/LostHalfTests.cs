using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Registry;
using Protos.Transfer;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>The old place was restored to before the decision: an answer to a move that it does not know reaches its officer all the same.</summary>
public sealed class LostHalfTests
{
    [Theory]
    [InlineData(TransferOutcome.Returned, 1)]
    [InlineData(TransferOutcome.Taken, 0)]
    public async Task Answer_ToAMoveThatIsNotHereAnyMore_BecomesATaskOnce(TransferOutcome outcome, int tasks)
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.RoundAsync();
        Assert.Single((await world.HuePullsAsync()).Arrivals);
        await world.HueAnswersAsync(half, outcome, "Không cư trú tại phường");
        await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteDeleteAsync());

        await world.RoundAsync();
        await world.RoundAsync();

        var told = await world.Node.WithDbAsync(db => db.LifeEvents.AsNoTracking().ToListAsync());
        Assert.Equal(tasks, told.Count);
        Assert.All(told, e => Assert.Equal((LifeEventKind.ReasonGone, EventState.Reported, half.BeneficiaryId), (e.Kind, e.State, e.BeneficiaryId)));
        Assert.All(told, e => Assert.Contains("Lý do trả lại: Không cư trú tại phường", e.Note, StringComparison.Ordinal));
        Assert.Equal(TransferStage.Settled, (await world.AtHubAsync()).Stage);
    }

    // Nobody here bears the number: it is not certain who it is. It waits, and holds up no other answer.
    [Fact]
    public async Task Answer_OfWhomNobodyKnows_StaysAtTheHubBehindTheOthers()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.RoundAsync();
        Assert.Single((await world.HuePullsAsync()).Arrivals);
        await world.HueAnswersAsync(half, TransferOutcome.Returned, "Không cư trú tại phường");
        await world.Node.WithDbAsync(db => db.TransferHalves.ExecuteDeleteAsync());
        await world.Node.WithDbAsync(db => db.Beneficiaries.ExecuteUpdateAsync(set => set.SetProperty(b => b.CitizenId, "").SetProperty(b => b.OldIdentityNumber, "")));

        await world.RoundAsync();

        var row = await world.AtHubAsync();
        Assert.Equal(TransferStage.Answered, row.Stage);
        Assert.NotNull(row.AnswerShownAt);
        Assert.Empty(await world.Node.WithDbAsync(db => db.LifeEvents.ToListAsync()));
    }

    [Theory]
    [InlineData(TransferPassage.AtHub, TransferStage.Fetching, TransferPassage.Sending)]
    [InlineData(TransferPassage.There, TransferStage.Fetching, TransferPassage.Sending)]
    [InlineData(TransferPassage.AtHub, TransferStage.Waiting, TransferPassage.AtHub)]
    [InlineData(TransferPassage.Sending, TransferStage.Fetching, TransferPassage.Sending)]
    public void Half_WhoseHubWentBackToItsPapers_IsPostedAgain(TransferPassage passage, TransferStage stage, TransferPassage next)
    {
        var half = new TransferHalf
        {
            Id = Guid.NewGuid(), TransferId = Guid.NewGuid(), Side = TransferSide.Out, TenantPath = "38.16078", BeneficiaryId = Guid.NewGuid(), OtherProvince = "46", OtherCommune = "19753", OtherName = "", StopMonth = 202608, Packet = "{}",
            RecordedAt = DateTime.UnixEpoch, Status = TransferStatus.Outside, Passage = passage, PostVersion = 1, PostedTo = "46.19753",
        };

        Passages.Heard(half, new TransferState { Stage = stage }, DateTime.UnixEpoch);

        Assert.Equal((next, next == TransferPassage.Sending), (half.Passage, Passages.IsToPost(half, numbered: true)));
    }
}
