using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Files at the page of a list: the same one three times, then a corrected one; damaged, foreign and early ones.</summary>
public sealed class UploadResultsTests
{
    // Acceptance scene F (product 5): totals right at each step.
    [Theory]
    [InlineData(WireForm.Xlsx)]
    [InlineData(WireForm.Csv)]
    [InlineData(WireForm.Json)]
    public async Task File_ThreeTimesThenCorrected_HasRightTotalsAtEachStep(WireForm form)
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(6);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        using var first = ToldFile.Of(list, lines.Select(l => l.Order <= 4 ? ToldFile.Paid(l) : ToldFile.Not(l)), form);
        for (var time = 0; time < 3; time++)
        {
            var acts = await run.ActsAsync();
            first.Position = 0;
            var brought = await run.BringAsync(list.Id, ToldFile.Name(list, form), first);

            Assert.Equal(time == 0, brought.IsNew);
            Assert.Equal(time == 0, await run.ActsAsync() > acts);
            Assert.Equal((4 * 540_000L, 2 * 540_000L, 0L), await run.BalancedAsync(list.Id) is var s ? (s.Paid.Amount, s.Unpaid.Amount, s.Open.Amount) : default);
            Assert.Equal(6, (await run.ResultsAsync()).Count);
        }

        // One line was paid after all, and the file tells all six again.
        using var corrected = ToldFile.Of(list, lines.Select(l => l.Order <= 4 ? ToldFile.Paid(l) : l.Order == 5 ? ToldFile.Paid(l, 2) : ToldFile.Not(l)), form, number: 2);
        var again = await run.BringAsync(list.Id, ToldFile.Name(list, form, 2), corrected);

        Assert.Equal((0, 1, 5, 0), (again.Delivery.New, again.Delivery.Corrected, again.Delivery.Same, again.Delivery.Faults));
        Assert.Equal((5 * 540_000L, 540_000L, 0L), await run.BalancedAsync(list.Id) is var sum ? (sum.Paid.Amount, sum.Unpaid.Amount, sum.Open.Amount) : default);
        Assert.Equal([1, 2], (await run.ResultsAsync()).Where(r => r.LineId == lines[4].Id).Select(r => r.Version));
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }

    [Fact]
    public async Task File_WithGoodAndBadLines_SettlesTheGoodAndNumbersTheBad()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(6);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        var rows = new[]
        {
            ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R99"), ToldFile.Paid(lines[2]) with { Amount = new(540_001) }, ToldFile.Paid(lines[3]) with { RowId = Guid.NewGuid().ToString("D") },
            ToldFile.Paid(lines[4]) with { ListId = Guid.NewGuid().ToString("D") }, ToldFile.Paid(lines[5]) with { Status = "DONE" },
        };
        using var content = ToldFile.Of(list, rows);

        var brought = await run.BringAsync(list.Id, "ket qua (1).xlsx", content);

        Assert.Equal(1, brought.Delivery.New);
        var faults = await run.FaultsAsync();
        Assert.Equal(["pay-file-unknown-reason", "pay-result-amount-changed", "pay-result-unknown-row", "pay-result-other-list", "pay-result-unknown-list", "pay-file-unknown-status"], faults.OrderBy(f => f.Line).ThenBy(f => f.Code, StringComparer.Ordinal).Select(f => f.Code));
        Assert.Equal(5, faults.Select(f => f.Line).Distinct().Count());
        Assert.All(faults, f => Assert.True(f.Line > 0 && f.Message.Length > 20));
        Assert.Equal(5, (await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
    }

    [Fact]
    public async Task File_DamagedOfAnotherMonthOrEarly_ChangesNothing()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        using var early = ToldFile.Of(list, lines.Select(l => ToldFile.Paid(l)));
        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", early)).Has(ResultProblems.NotSent));
        LevelRun.Must(await run.SendAsync(list.Id));

        using var empty = new MemoryStream();
        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", empty)).Has(ResultProblems.NoFile));
        using var cut = new MemoryStream(early.ToArray()[..^200]);
        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", cut)).Has(ResultProblems.Refused));
        cut.Position = 0;
        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", cut)).Has(ResultProblems.Refused)); // looked at anew
        using var other = ToldFile.Of(list, lines.Select(l => ToldFile.Paid(l)), month: 202212);
        Assert.Equal(2, (await run.BringAsync(list.Id, "b.xlsx", other)).Delivery.Faults);
        early.Position = 0;
        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", early, run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer))).Has(CommonProblems.NotAllowed));

        Assert.Empty(await run.ResultsAsync());
        Assert.Equal(2, (await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
    }

    // Nobody types a payment status (policy 6.6): what one official brings says nothing until another has held it against the payer's papers.
    [Fact]
    public async Task File_ThatNobodyConfirmed_SaysNothing()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        using var content = ToldFile.Of(list, lines.Select(l => l.Order == 1 ? ToldFile.Not(l) : ToldFile.Paid(l)));
        var brought = LevelRun.Must(await run.UploadAsync(list.Id, "a.xlsx", content)).Delivery;

        Assert.Equal((DeliveryState.Checking, "Tệp ghi: đã chi trả 2 dòng, 1.080.000 đồng; chưa nhận 1 dòng, 540.000 đồng."), (brought.State, brought.Words));
        Assert.Empty(await run.Host.WithAsync(s => s.GetRequiredService<ReadUploads>().WaitingAsync(default)));
        Assert.Empty(await run.ResultsAsync());

        // With every right of approving: who sent the list and brought the file, who built it, and who gives no paper, do not confirm it.
        var (cashier, accountant) = (With(run.Cashier), With(run.Pay.Accountant));
        Assert.True((await run.ConfirmAsync(list.Id, brought.Id, run.Cashier)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.ConfirmAsync(list.Id, brought.Id, cashier)).Has(PaymentProblems.SamePerson));
        Assert.True((await run.ConfirmAsync(list.Id, brought.Id, accountant)).Has(PaymentProblems.SamePerson));
        Assert.True((await run.ConfirmAsync(list.Id, brought.Id, why: "ok")).Has(ResultProblems.Why));
        Assert.Empty(await run.ResultsAsync());

        var declined = await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<DeclineUpload>().Handle(list.Id, brought.Id, "Tệp không khớp biên bản giao nhận", run.Pay.Head, default));
        Assert.Equal(DeliveryState.Refused, LevelRun.Must(declined).State);
        Assert.True((await run.ConfirmAsync(list.Id, brought.Id)).Has(ResultProblems.NotWaiting));
        content.Position = 0;
        await run.BringAsync(list.Id, "a.xlsx", content);
        Assert.Equal(3, (await run.ResultsAsync()).Count);

        static SignedInOfficial With(SignedInOfficial official) => official with { Actions = new HashSet<string>(official.Actions) { Actions.PaymentApprove } };
    }

    [Fact]
    public async Task File_OfAListThatWentOutSigned_IsNotTaken()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        using var content = ToldFile.Of(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l)));

        Assert.True((await run.UploadAsync(list.Id, "a.xlsx", content)).Has(ResultProblems.Signed));
        Assert.Empty(await run.DeliveriesAsync());
    }

    // Who counts alike by both ways is believed by his signature, before and after; a file does not replace it whatever it counts.
    [Fact]
    public async Task File_AgainstWhatThePayerSigned_IsAFaultOfItsLine()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        using var forged = ToldFile.Of(list, [ToldFile.Paid(line)]);
        await run.BringAsync(list.Id, "a.xlsx", forged);
        Assert.Equal(LineOutcome.Paid, (await run.LinesAsync(list.Id)).Single().Outcome);

        Assert.Equal(1, (await run.TellAsync(list, [ToldFile.Not(line)])).Corrected);
        using var again = ToldFile.Of(list, [ToldFile.Paid(line, 10)], number: 2);
        Assert.Equal(1, (await run.BringAsync(list.Id, "b.xlsx", again)).Delivery.Faults);

        Assert.Equal(LineOutcome.Unpaid, (await run.LinesAsync(list.Id)).Single().Outcome);
        Assert.Equal("payment-result-outranked", Assert.Single(await run.FaultsAsync()).Code);
        await run.BalancedAsync(list.Id);
    }

    // A stop in the middle: the job goes on behind what is stored.
    [Fact]
    public async Task File_LeftInTheMiddle_IsReadOnByTheJob()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(4);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        using var content = ToldFile.Of(list, lines.Select(l => ToldFile.Paid(l)));
        await run.BringAsync(list.Id, "a.xlsx", content);
        var id = Assert.Single(await run.DeliveriesAsync()).Id;
        // As it was found after the stop: three lines were stored and counted.
        await run.Pay.SaveAsync(db =>
        {
            var delivery = db.ResultDeliveries.Single();
            (delivery.State, delivery.Lines, delivery.New, delivery.DoneAt, delivery.Version) = (DeliveryState.Taking, 3, 3, null, delivery.Version + 1);
        });

        Assert.Equal([id], await run.Host.WithAsync(s => s.GetRequiredService<ReadUploads>().WaitingAsync(default)));
        var done = await run.Host.WithAsync(s => s.GetRequiredService<ReadUploads>().ReadOnAsync(id, int.MaxValue, default));

        Assert.Equal((DeliveryState.Taken, 4, 3, 1), (done.State, done.Lines, done.New, done.Same));
        Assert.Equal(4, (await run.ResultsAsync()).Count);
        Assert.Empty(await run.Host.WithAsync(s => s.GetRequiredService<ReadUploads>().WaitingAsync(default)));
    }
}
