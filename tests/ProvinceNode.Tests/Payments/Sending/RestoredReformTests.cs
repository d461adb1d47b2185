using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>A node that was restored over 2025-07-01: what the district sent after the backup lies with the payer under the code of a commune that is no more, and is not paid again.</summary>
public sealed class RestoredReformTests
{
    // 38.400.16063 went over to 38.16072: another code.
    private const string Commune = "38.16072";

    [Theory]
    [InlineData(true, ListStatus.Approved, 1_500_000)]
    [InlineData(false, ListStatus.Sent, 750_000)]
    public async Task List_OfTheNewCommune_GoesOutUnlessItsPayerHoldsAListOfTheOldOneThatNobodyKnows(bool lost, ListStatus expected, long total)
    {
        await using var run = await SendRun.StartAsync();
        var july = await HeldAsync(run);
        await (lost ? ForgottenAsync(run) : run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Sent))));
        await GoOverAsync(run);
        var pay = new PayRun(run.Host);
        var august = await pay.ListedAsync(202508);
        foreach (var kind in (await pay.MattersAsync(august)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await pay.JustifyAsync(august, kind));
        }

        LevelRun.Must(await pay.CloseAsync(august));
        var list = Assert.Single(await pay.ListsAsync(august));
        Assert.Equal(total, list.TotalDong.Amount);

        Assert.Equal(expected, LevelRun.Must(await run.SendAsync(list.Id, pay.Flow.Dossiers.Official(Roles.Cashier, Commune))).Status);

        Assert.Equal(lost ? 1 : 2, (await run.HandedAsync()).Sum());
        var answers = (await run.SendingsAsync()).Single(s => s.ListId == list.Id).Answers;
        Assert.Equal(lost, answers.Contains($"{july.UnitName} tháng 07/2025 mà nút tỉnh không còn biết", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draft_ThatItsPayerHolds_StandsAmongTheMattersAsNotApproved()
    {
        await using var run = await SendRun.StartAsync();
        var july = await HeldAsync(run);
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Draft).SetProperty(l => l.ApprovedById, (Guid?)null).SetProperty(l => l.ApprovedAt, (DateTime?)null)));
        await GoOverAsync(run);
        var pay = new PayRun(run.Host);
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 21));
        var august = LevelRun.Must(await pay.OpenAsync(202508)).Id;

        Assert.EndsWith("nhận bàn giao từ cấp huyện chưa duyệt và gửi", Assert.Single(await pay.MattersAsync(august), m => m.SubjectId == july.Id).What, StringComparison.Ordinal);
    }

    // July's list of the old commune, with the payer since June.
    private static async Task<PaymentList> HeldAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 6, 5));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202507);
        var list = Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202507)));
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default));
        return list;
    }

    // The backup is older than the list.
    private static async Task<int> ForgottenAsync(SendRun run) => await run.Host.WithDbAsync(async db =>
        await db.ListsRunItems.ExecuteDeleteAsync() + await db.PaymentClaims.ExecuteDeleteAsync() + await db.PaymentLines.ExecuteDeleteAsync() + await db.PaymentLists.ExecuteDeleteAsync());

    private static async Task GoOverAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 2));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        await run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
    }
}
