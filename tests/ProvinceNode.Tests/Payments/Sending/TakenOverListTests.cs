using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Results;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>Lists of a district that is no more, settled by the commune through the payer's paper and through files.</summary>
public sealed class TakenOverListTests
{
    [Fact]
    public async Task Unknown_OfAListThatCameOver_IsSettledByThePaperAndTwoOfficialsOfTheCommune()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        var list = await ApprovedAsync(run);
        await GoOverAsync(run);
        var (cashier, leader, district) = (run.Pay.Flow.Dossiers.Official(Roles.Cashier, "38.16072"), run.Pay.Flow.Dossiers.Official(Roles.Chairman, "38.16072"), run.Cashier);
        await run.World.FaultAsync("vnpost", "fail");
        await OpenedAsync(run, list.Id, cashier, s => s.GetRequiredService<SendList>().Handle(list.Id, 0, "", cashier, default));
        await run.HandOverAsync();
        Assert.Equal(ListStatus.Unknown, (await run.ListAsync(list.Id)).Status);

        Assert.False((await RecordAsync(run, list, district)).Succeeded);
        var paper = LevelRun.Must(await RecordAsync(run, list, cashier));
        Assert.False((await SettleAsync(run, list.Id, paper.Id, run.Pay.Head)).Succeeded);
        LevelRun.Must(await SettleAsync(run, list.Id, paper.Id, leader));

        Assert.Equal((ListStatus.Sent, LifeOfPayments.Here), await run.ListAsync(list.Id) is var l ? (l.Status, l.TenantPath) : default);
    }

    [Fact]
    public async Task File_OfAListThatCameOver_IsBroughtAndConfirmedByTheCommune()
    {
        await using var run = await SendRun.StartByFileAsync();
        var list = await ApprovedAsync(run);
        await GoOverAsync(run);
        var (cashier, leader) = (run.Pay.Flow.Dossiers.Official(Roles.Cashier, "38.16072"), run.Pay.Flow.Dossiers.Official(Roles.Chairman, "38.16072"));
        LevelRun.Must(await OpenedAsync(run, list.Id, cashier, s => s.GetRequiredService<SendList>().Handle(list.Id, 0, "", cashier, default)));
        using var file = ToldFile.Of(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l)));
        var name = ToldFile.Name(list, WireForm.Xlsx);

        var neighbour = run.Pay.Flow.Dossiers.Official(Roles.Cashier, "38.16078");
        Assert.False((await OpenedAsync(run, list.Id, neighbour, s => s.GetRequiredService<UploadResults>().Handle(list.Id, name, file, neighbour, default))).Succeeded);
        file.Position = 0;
        var brought = LevelRun.Must(await OpenedAsync(run, list.Id, cashier, s => s.GetRequiredService<UploadResults>().Handle(list.Id, name, file, cashier, default)));
        Assert.Equal(DeliveryState.Checking, brought.Delivery.State);
        LevelRun.Must(await OpenedAsync(run, list.Id, leader, s => s.GetRequiredService<ConfirmUpload>().Handle(list.Id, brought.Delivery.Id, "Biên bản giao nhận chứng từ số 12", leader, default)));

        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        await run.BalancedAsync(list.Id);
    }

    // July's list of the old commune, approved by the district in June and not closed.
    private static async Task<PaymentList> ApprovedAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 6, 5));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        return Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202507)));
    }

    private static async Task GoOverAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 2));
        await run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
    }

    private static async Task<Outcome<PaperAnswer>> RecordAsync(SendRun run, PaymentList list, SignedInOfficial by)
    {
        var lines = await run.LinesAsync(list.Id);
        var input = new PaperAnswerInput(true, "125/BĐTH", new DateOnly(2025, 7, 2), "Nguyễn Văn Bưu, Giám đốc", lines.Count, lines.Sum(l => l.Total.Amount), "tra-loi.pdf");
        return await OpenedAsync(run, list.Id, by, async s =>
        {
            using var scan = new MemoryStream("%PDF-1.7 van ban tra loi cua buu dien"u8.ToArray());
            return await s.GetRequiredService<RecordPaper>().Handle(list.Id, input, scan, by, default);
        });
    }

    private static Task<Outcome<PaperAnswer>> SettleAsync(SendRun run, Guid list, Guid paper, SignedInOfficial by) =>
        OpenedAsync(run, list, by, s => s.GetRequiredService<SettlePaper>().Handle(list, paper, true, "Đã gọi điện đối chiếu với người ký", by, default));

    // As the pages do: the list is opened before the verb runs.
    private static Task<T> OpenedAsync<T>(SendRun run, Guid list, SignedInOfficial by, Func<IServiceProvider, Task<T>> verb) => run.AsAsync(by, async s =>
    {
        await s.GetRequiredService<PaymentDesk>().TakeOverAsync(list, by, default);
        return await verb(s);
    });
}
