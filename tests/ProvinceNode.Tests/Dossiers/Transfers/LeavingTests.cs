using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers.Transfers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Transfers;

/// <summary>Who moves to another province leaves through the hub's mailbox; the old place closes or goes on by what the new one answers, once (policy 3.7).</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData(TransferOutcome.Taken)]
    [InlineData(TransferOutcome.Returned)]
    [InlineData(TransferOutcome.Ended)]
    public async Task Move_ToAnotherProvince_IsPostedSeenAndClosedByTheAnswer(TransferOutcome outcome)
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        var officer = await world.Node.SignInAsync(Roles.SocialOfficer, TransferRun.Commune);
        Assert.Contains("chờ gửi vào hộp thư liên tỉnh", await PageAsync(officer), StringComparison.Ordinal);

        await world.RoundAsync();
        await world.RoundAsync(); // again
        var arrival = Assert.Single((await world.HuePullsAsync()).Arrivals);
        Assert.Equal((half.TransferId.ToString("D"), "38", "16072", "46", half.StopMonth), (arrival.TransferId, arrival.From.ProvinceCode, arrival.From.CommuneCode, arrival.To.ProvinceCode, arrival.StopMonth));
        Assert.Equal((Person.Disabled.Name, Person.Disabled.Number, "6.n.adult", "6.n.adult"), (arrival.Person.FullName, arrival.Person.CitizenId, arrival.Category, arrival.Payments.Single().CategoryCode));
        Assert.Equal(ProvinceNode.Eligibility.DisabilityDegree.Severe, Appraisal.ParseFacts(arrival.Facts)!.Disability!.Degree); // the facts of the last decision
        Assert.StartsWith("số ", TransferAnswers.DecisionWords(arrival.Decision), StringComparison.Ordinal);
        Assert.Contains("Đã đến hộp thư của trục quốc gia", await PageAsync(officer), StringComparison.Ordinal);

        await world.Hue.ReceiveAsync(new ReceiveRequest { TransferId = arrival.TransferId, Epoch = 1 });
        await world.RoundAsync();
        Assert.Contains("Thành phố Huế đã nhận ngày", await PageAsync(officer), StringComparison.Ordinal);
        Assert.True((await OnPaperAsync(world, half, true)).Has(AnswerTransfer.There));

        await world.HueAnswersAsync(half, outcome, "Không cư trú tại phường");
        await world.RoundAsync();
        await world.RoundAsync();

        half = await world.OutAsync();
        Assert.Equal((outcome == TransferOutcome.Returned ? TransferStatus.Returned : TransferStatus.Taken, TransferPassage.Settled), (half.Status, half.Passage));
        Assert.Contains(outcome switch { TransferOutcome.Returned => "Không cư trú", TransferOutcome.Taken => "Quyết định số 05/QĐ-UBND ngày 03/09/2026 của UBND phường Phú Xuân, chi trả từ tháng 09/2026", _ => "không đủ điều kiện" }, half.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome == TransferOutcome.Returned ? 1 : 0, await world.Node.WithDbAsync(db => db.Dossiers.CountAsync(d => d.Kind == RequestKind.Resume)));
        Assert.Equal((TransferStage.Settled, 0), await world.AtHubAsync() is var row ? (row.Stage, row.Sealed.Length) : default);
        Assert.DoesNotContain(Person.Disabled.Name, await PageAsync(officer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_ReturnedByAnotherProvince_ResumesWithoutAGapAndMayGoElsewhere()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.HuePullsAsync();
        await world.HueAnswersAsync(half, TransferOutcome.Returned, "Không cư trú tại phường");
        await world.RoundAsync();
        world.Node.Clock.SetDay(new DateOnly(2026, 10, 5));
        var resume = await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.Resume));
        await world.Run.DecidedAsync(resume.Id, Person.Disabled.Plain);
        var rows = (await world.Run.RowsAsync(half.BeneficiaryId)).Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).ToList();
        for (var month = new PayMonth(rows[0].StartMonth); month.Number <= 202612; month = month.AddMonths(1))
        {
            Assert.Single(rows, r => r.Covers(month));
        }

        await world.Run.DecidedAsync(await world.Run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, TransferRun.Commune), Person.Disabled.Plain, new Measure { ToProvince = "46", ToCommune = "19774" });
        world.Node.Clock.SetDay(new DateOnly(2026, 11, 20));
        await world.RoundAsync();
        var again = Assert.Single((await world.HuePullsAsync()).Arrivals);
        Assert.NotEqual(half.TransferId.ToString("D"), again.TransferId);
        Assert.Equal("19774", again.To.CommuneCode);
    }

    [Fact]
    public async Task Move_WhileTheHubIsAway_WaitsAndMayBeAnsweredOnPaperByOneWayAlone()
    {
        await using var world = await TransferRun.StartAsync();
        await world.StopHubAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        Assert.Equal(TransferPassage.None, (await world.OutAsync()).Passage);
        var acts = await world.Node.WithDbAsync(db => db.Acts.CountAsync());
        await world.RoundAsync();
        Assert.Equal(acts, await world.Node.WithDbAsync(db => db.Acts.CountAsync())); // an hour without a hub writes nothing

        // The officer is not kept waiting; his word counts when the hub can give nothing of it to anybody any more.
        Assert.True((await OnPaperAsync(world, half, false)).Succeeded);
        Assert.Equal((TransferStatus.Outside, TransferPassage.Recalling), await world.OutAsync() is var waits ? (waits.Status, waits.Passage) : default);
        await world.StartHubAsync();
        await world.RoundAsync();
        Assert.Equal((TransferStatus.Returned, TransferPassage.Recalled, "Công văn số 12/UBND"), await world.OutAsync() is var closed ? (closed.Status, closed.Passage, closed.Reason) : default);
        Assert.Equal(1, await world.Node.WithDbAsync(db => db.Dossiers.CountAsync(d => d.Kind == RequestKind.Resume)));
        Assert.Equal(TransferStage.Recalled, (await world.AtHubAsync()).Stage);
    }

    [Fact]
    public async Task Paper_AnsweredWhenTheNewPlaceIsShownTheObject_DoesNotCount()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.HuePullsAsync();
        Assert.True((await OnPaperAsync(world, half, true)).Succeeded);
        await world.RoundAsync();

        half = await world.OutAsync();
        Assert.Equal((TransferStatus.Outside, TransferPassage.AtHub), (half.Status, half.Passage));
        Assert.Contains("chưa được tính: Công văn số 12/UBND", half.PassageNote, StringComparison.Ordinal);
        Assert.True((await OnPaperAsync(world, half, true)).Has(AnswerTransfer.There));
        await world.HueAnswersAsync(half, TransferOutcome.Returned, "Không cư trú");
        await world.RoundAsync();
        Assert.Equal(TransferStatus.Returned, (await world.OutAsync()).Status);
    }

    // The new place's node was shown it, never took it in, and is barred now: the paper that came a moment early counts.
    [Fact]
    public async Task Paper_AnsweredAMomentEarly_CountsWhenTheHubGivesTheObjectBack()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.HuePullsAsync();
        Assert.True((await OnPaperAsync(world, half, true)).Succeeded);
        await world.RoundAsync();
        await world.RoundAsync();
        Assert.Equal((TransferStatus.Outside, TransferPassage.AtHub), await world.OutAsync() is var waits ? (waits.Status, waits.Passage) : default);

        await world.Hub.WithDbAsync(db => db.NodeCertificates.Where(c => c.ProvinceCode == "46").ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, DateTime.UnixEpoch)));
        await world.RoundAsync();

        Assert.Equal((TransferStatus.Taken, "Công văn số 12/UBND"), await world.OutAsync() is var closed ? (closed.Status, closed.Reason) : default);
    }

    [Fact]
    public async Task Move_ToAProvinceWithoutANode_GoesOnPaperAsBefore()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled, "01", "00004");
        await world.RoundAsync();

        Assert.Equal((TransferStatus.Outside, TransferPassage.Paper), await world.OutAsync() is var waits ? (waits.Status, waits.Passage) : default);
        Assert.Contains("Thành phố Hà Nội chưa nhận hồ sơ qua hệ thống", await PageAsync(await world.Node.SignInAsync(Roles.SocialOfficer, TransferRun.Commune)), StringComparison.Ordinal);
        Assert.Equal(TransferStatus.Taken, (await OnPaperAsync(world, half, true)).Value.Status);
        Assert.Equal(0, await world.Hub.WithDbAsync(db => db.Transfers.CountAsync()));
    }

    // The new place found that he had died: it returns the record, and the old place pays the months until then and the funeral.
    [Fact]
    public async Task Death_OnTheWay_IsSettledByTheOldPlaceWhenTheRecordCameBack()
    {
        await using var world = await TransferRun.StartAsync();
        var half = await world.LeavingAsync(Person.Disabled);
        await world.RoundAsync();
        await world.HuePullsAsync();
        await world.HueAnswersAsync(half, TransferOutcome.Returned, "Đã chết ngày 06/09/2026");
        world.Node.Clock.SetDay(new DateOnly(2026, 9, 10));
        await world.RoundAsync();

        var funeral = await world.Run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled, TransferRun.Commune);
        await world.Run.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = new DateOnly(2026, 9, 6), Receiver = new Receiver("Trần Thị Chăm", "038181000777", "con"), Heir = new Receiver("Trần Thị Chăm", "038181000777", "con") });

        var months = (await world.Run.PaymentsAsync()).Where(p => p.Kind == OneOffKind.Arrears && p.FromMonth > half.StopMonth).ToList();
        Assert.Equal((202609, 202609), (months.Min(p => p.FromMonth), months.Max(p => p.ToMonth)));
        Assert.Equal(TransferStatus.Taken, (await world.OutAsync()).Status);
        Assert.Equal(DossierStatus.Stopped, (await world.Node.WithDbAsync(db => db.Dossiers.AsNoTracking().SingleAsync(d => d.Kind == RequestKind.Resume))).Status);
    }

    private static async Task<string> PageAsync(HttpClient client) => (await PageReader.OpenAsync(client, "/doi-tuong/chuyen-noi-o")).Document.Body!.TextContent;

    private static Task<Outcome<TransferHalf>> OnPaperAsync(TransferRun world, TransferHalf half, bool taken)
    {
        var official = world.Run.Dossiers.Official(Roles.SocialOfficer, TransferRun.Commune);
        return world.Node.WithAsync(s => s.GetRequiredService<AnswerTransfer>().Handle(new AnswerTransferInput(half.Id, taken, "Công văn số 12/UBND"), official, default), TransferRun.Commune);
    }
}
