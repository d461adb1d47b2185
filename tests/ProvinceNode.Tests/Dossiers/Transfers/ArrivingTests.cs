using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>Who comes from another province becomes one dossier of the new place, which pays from the month after the stop month by its own law, or returns it with reason (policy 3.7).</summary>
public sealed class ArrivingTests
{
    private const string Place = "38.16078";

    [Theory]
    [InlineData(true)] // facts came along: the rules answer
    [InlineData(false)] // none did: the category goes on at this province's level
    public async Task Arrival_TakenIn_IsPaidFromTheMonthAfterTheStopMonthByTheLawHere(bool facts)
    {
        await using var world = await TransferRun.StartAsync();
        // The old province paid more than the law; what it paid does not even travel.
        var sent = await world.HuePostsAsync(Person.Disabled, t => t.Facts = facts ? Appraisal.FactsToJson(Person.Disabled.With(DisabilityDegree.Severe, new(2022, 1, 5))) : "");
        await world.RoundAsync();
        await world.RoundAsync();

        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().Include(d => d.Attachments).Include(d => d.Steps).SingleAsync());
        Assert.Equal((Place, RequestKind.MoveIn, DossierStatus.Received, "Thôn Mới"), (dossier.TenantPath, dossier.Kind, dossier.Status, dossier.Owner.Village));
        Assert.Contains("Phường Phú Xuân, Thành phố Huế", dossier.Steps.Single().Note, StringComparison.Ordinal);
        var paper = dossier.Attachments.Single();
        Assert.Equal("giay-xac-nhan-khuyet-tat", paper.Paper);
        Assert.NotNull(await world.Node.WithAsync(s => s.GetRequiredService<AttachmentStore>().OpenAsync(paper.Hash, default)));
        Assert.Equal((TransferStatus.Open, TransferPassage.There, Guid.Empty), await world.InAsync() is var half ? (half.Status, half.Passage, half.BeneficiaryId) : default);
        Assert.Equal(TransferStage.Received, (await world.AtHubAsync()).Stage);
        Assert.False(await world.Node.WithDbAsync(db => db.Beneficiaries.AnyAsync())); // he enters the registry with the decision
        Assert.Empty((await world.HuePullsAsync()).Answers);

        await world.Run.Dossiers.MatchIdentityAsync(dossier.Id);
        var decided = await world.Run.DecidedAsync(dossier.Id, Person.Disabled.Plain);
        await world.RoundAsync();

        var person = await world.Node.WithDbAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync());
        var rows = await world.Run.RowsAsync(person.Id);
        Assert.Equal((Place, 202608, 0, 750_000L), (rows[0].TenantPath, rows[0].StartMonth, rows[^1].EndMonth, rows[0].MonthlyAmount.Amount));
        Assert.Equal((TransferStatus.Taken, TransferPassage.Answered, person.Id), await world.InAsync() is var taken ? (taken.Status, taken.Passage, taken.BeneficiaryId) : default);
        Assert.Contains("quyết định thôi chi trả số 11/QĐ-UBND ngày 20/07/2026 của UBND phường Phú Xuân", string.Join(' ', PaperContent.Parse((await world.Run.DecisionsAsync(dossier.Id))[0].Content).Paragraphs), StringComparison.Ordinal);
        var answer = Assert.Single((await world.HuePullsAsync()).Answers);
        Assert.Equal((TransferOutcome.Taken, 202608, (await world.Run.DecisionsAsync(decided.Id))[0].Number), (answer.Outcome, answer.FirstMonth, answer.Decision.Number));
        await world.Hue.SettleAsync(new TransferRequest { TransferId = sent.TransferId });
        await world.RoundAsync();
        Assert.Equal(TransferPassage.Settled, (await world.InAsync()).Passage);
        Assert.Equal(1, await world.Node.WithDbAsync(db => db.Dossiers.CountAsync()));
    }

    [Fact]
    public async Task Arrival_OfSomebodyInTheRegistry_IsLinkedByHisNumberAndNotDoubled()
    {
        await using var world = await TransferRun.StartAsync();
        var known = await world.Run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202601, TransferRun.Commune);
        await world.Run.SaveAsync(db =>
        {
            ChangeEntitlement.End(db.Entitlements.Single(), new Protos.Values.PayMonth(202603), new ChangeCause(Guid.NewGuid(), "Chuyển nơi cư trú", new Protos.Values.VietnamTime(world.Node.Clock).UtcNow));
            Standing.Refresh(db.Beneficiaries.Single(), db.Entitlements.ToList());
        });
        await world.HuePostsAsync(Person.Disabled);
        await world.RoundAsync();
        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync());
        await world.Run.Dossiers.MatchIdentityAsync(dossier.Id);
        await world.Run.DecidedAsync(dossier.Id, Person.Disabled.Plain);

        var person = await world.Node.WithDbAsync(db => db.Beneficiaries.AsNoTracking().SingleAsync());
        Assert.Equal((known, Place, EntitlementStatus.Active), (person.Id, person.TenantPath, person.Status));
        Assert.Equal([(202601, 202603), (202608, 0)], (await world.Run.RowsAsync(known)).Select(r => (r.StartMonth, r.EndMonth)));
    }

    [Fact]
    public async Task Arrival_OfSomebodyWhoReceivesHere_IsNotReturnedSoThatNoMonthHasTwoPayers()
    {
        await using var world = await TransferRun.StartAsync();
        await world.Run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202601, TransferRun.Commune);
        await world.HuePostsAsync(Person.Disabled);
        await world.RoundAsync();
        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync());

        var refused = await world.Run.TryAsync(dossier.Id, ActKinds.ReturnTransfer, (s, v, o) => s.GetRequiredService<ReturnTransfer>().Handle(new(dossier.Id, v, "Đang hưởng ở đây"), o, default));
        Assert.True(refused.Has(ReturnTransfer.ReceivesHere));
        await world.Run.Dossiers.MatchIdentityAsync(dossier.Id);
        await world.Run.DecidedAsync(dossier.Id, Person.Disabled.Plain, eligible: false);
        await world.RoundAsync();

        Assert.Equal((TransferOutcome.Ended, 0), Assert.Single((await world.HuePullsAsync()).Answers) is var answer ? (answer.Outcome, answer.FirstMonth) : default);
        Assert.Equal(TransferStatus.Taken, (await world.InAsync()).Status);
    }

    [Fact]
    public async Task Arrival_ReturnedOrWithdrawn_GoesBackWithTheReason()
    {
        await using var world = await TransferRun.StartAsync();
        var sent = await world.HuePostsAsync(Person.Disabled);
        await world.RoundAsync();
        await world.Hue.PostAsync(new PostRequest { Transfer = sent }); // the same again
        await world.RoundAsync();
        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync());

        await world.Run.MustAsync(dossier.Id, ActKinds.ReturnTransfer, (s, v, o) => s.GetRequiredService<ReturnTransfer>().Handle(new(dossier.Id, v, "Không cư trú tại xã"), o, default));
        await world.RoundAsync();

        Assert.Equal((TransferOutcome.Returned, "Không cư trú tại xã"), Assert.Single((await world.HuePullsAsync()).Answers) is var answer ? (answer.Outcome, answer.Reason) : default);
        Assert.False(await world.Node.WithDbAsync(db => db.Beneficiaries.AnyAsync()));
    }

    // A backup of before the return was restored: what the hub was told stands, and nobody decides before it was asked.
    [Fact]
    public async Task Arrival_AfterARestore_IsDecidedWhenTheHubHasConfirmedItAndAsItWasAnswered()
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled);
        await world.RoundAsync();
        var dossier = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync());
        await world.Node.WithDbAsync(db => db.States.ExecuteUpdateAsync(set => set.SetProperty(n => n.Epoch, n => n.Epoch + 1)));
        Assert.True((await TryReturnAsync()).Has(ProvinceNode.Dossiers.Transfers.Passages.NotConfirmed));
        await world.RoundAsync();
        Assert.Equal((2L, ""), await world.InAsync() is var asked ? (asked.HubEpoch, asked.HubWord) : default);
        Assert.Equal(1, await world.Node.WithDbAsync(db => db.Dossiers.CountAsync()));

        // Taken before the next backup was restored.
        await world.Hub.WithDbAsync(db => db.Transfers.ExecuteUpdateAsync(set => set.SetProperty(t => t.Stage, TransferStage.Answered).SetProperty(t => t.Outcome, TransferOutcome.Taken)));
        await world.Node.WithDbAsync(db => db.States.ExecuteUpdateAsync(set => set.SetProperty(n => n.Epoch, n => n.Epoch + 1)));
        await world.RoundAsync();
        Assert.True((await TryReturnAsync()).Has(ProvinceNode.Dossiers.Transfers.Passages.AnsweredBefore));
        Assert.Contains("nơi mới chi trả", (await world.InAsync()).PassageNote, StringComparison.Ordinal);

        Task<Outcome<Dossier>> TryReturnAsync() => world.Run.TryAsync(dossier.Id, ActKinds.ReturnTransfer, (s, v, o) => s.GetRequiredService<ReturnTransfer>().Handle(new(dossier.Id, v, "Không cư trú"), o, default));
    }

    [Theory]
    [InlineData("99999", "2026-07-20", null)] // no such unit
    [InlineData("16063", "2025-06-20", "38.16072")] // merged since it was named
    [InlineData("16078", "2026-07-20", "38.16078")]
    public async Task Arrival_AtAnOldOrUnknownCommune_ComesToItsSuccessorOrGoesBack(string commune, string signed, string? path)
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled, t => (t.To.CommuneCode, t.Decision.SignedOn) = (commune, signed));
        await world.RoundAsync();

        Assert.Equal(path, await world.Node.WithDbAsync(db => db.Dossiers.Select(d => d.TenantPath).SingleOrDefaultAsync()));
        Assert.Equal(path is null, (await world.HuePullsAsync()).Answers is [{ Outcome: TransferOutcome.Returned } answer] && answer.Reason.Contains("không có xã, phường", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arrival_ThatCannotBeRight_GoesBackWithEverythingThatIsWrong()
    {
        await using var world = await TransferRun.StartAsync();
        await world.HuePostsAsync(Person.Disabled, t => (t.Person.BirthDate, t.Person.CitizenId, t.Payments[0].Kind) = ("hôm qua", "123", "Lottery"));
        await world.RoundAsync();

        var answer = Assert.Single((await world.HuePullsAsync()).Answers);
        Assert.All(new[] { "ngày sinh", "Số định danh", "không đọc được" }, part => Assert.Contains(part, answer.Reason, StringComparison.Ordinal));
        Assert.False(await world.Node.WithDbAsync(db => db.Dossiers.AnyAsync()));
    }
}
