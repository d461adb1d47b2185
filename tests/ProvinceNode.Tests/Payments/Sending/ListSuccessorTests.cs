using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>Lists that a district approved or sent before 2025-07-01 go on with the commune that took theirs over: read, sent, their results heard, unchanged.</summary>
public sealed class ListSuccessorTests
{
    [Theory]
    [InlineData("38.400.16063", UnitLevel.Commune, DividedLists.Main, "38.16072")]
    [InlineData("38.400.16063", UnitLevel.Commune, DividedLists.Province, "38.16072")] // whole
    [InlineData("38.400.16063", UnitLevel.District, DividedLists.Main, null)]
    [InlineData("38.380.14758", UnitLevel.Commune, DividedLists.Main, "38.14758")] // divided among 14758 and 14797
    [InlineData("38.380.14758", UnitLevel.Commune, DividedLists.Province, "38")]
    [InlineData("38.16072", UnitLevel.Commune, DividedLists.Main, null)] // of two tiers: its own holder
    [InlineData("38.380.99999", UnitLevel.Commune, DividedLists.Main, null)]
    public void Successor_OfAList_IsOneOffice(string commune, UnitLevel today, DividedLists divided, string? expected) =>
        Assert.Equal(expected, ListSuccessor.Of(commune, today, divided)?.Value);

    [Fact]
    public async Task List_ApprovedByADistrictThatIsNoMore_IsSentAndSettledByTheCommune()
    {
        await using var run = await SendRun.StartAsync();
        var list = await ApprovedAsync(run);
        await GoOverAsync(run);
        var (cashier, neighbour) = (run.Pay.Flow.Dossiers.Official(Roles.Cashier, "38.16072"), run.Pay.Flow.Dossiers.Official(Roles.Cashier, "38.16078"));

        Assert.False((await SendAsync(run, list.Id, neighbour)).Succeeded);
        Assert.True((await run.SendAsync(list.Id)).Has(PaymentProblems.NotHolder)); // the district's own cashier
        var sent = LevelRun.Must(await SendAsync(run, list.Id, cashier));
        Assert.Equal((ListStatus.Sent, "38.400.16063", list.Hash), (sent.Status, sent.TenantPath, sent.Hash));

        var august = new PayRun(run.Host);
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 21));
        var period = LevelRun.Must(await august.OpenAsync(202508)).Id;
        Assert.Contains(await august.MattersAsync(period), m => m.Kind == MatterKind.NoResults && m.SubjectId == list.Id);
        await run.IssueAsync();
        await run.TakeAsync();
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        await run.BalancedAsync(list.Id);
        Assert.Equal(list.Hash, ListHash.Of(await run.ListAsync(list.Id), await run.LinesAsync(list.Id)));
        Assert.DoesNotContain(await august.MattersAsync(period), m => m.Kind == MatterKind.NoResults);
        Assert.Empty(await august.BuildAsync(period) is { State: RunState.Built } ? (await august.LinesAsync(period)).Where(l => l.Carried.Amount + l.Arrears.Amount > 0) : []);
    }

    [Fact]
    public async Task List_WithdrawnByTheSuccessor_FreesWhatItHeld()
    {
        await using var run = await SendRun.StartAsync();
        var list = await ApprovedAsync(run);
        await GoOverAsync(run);
        var leader = run.Pay.Flow.Dossiers.Official(Roles.Chairman, "38.16072");

        LevelRun.Must(await AsAsync(run, list.Id, leader, s => s.GetRequiredService<ProvinceNode.Payments.Sending.WithdrawList>().Handle(list.Id, "Xã mới lập lại danh sách", leader, default)));
        Assert.Empty(await run.ClaimsAsync());
        var pay = new PayRun(run.Host);
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 21));
        var period = LevelRun.Must(await pay.OpenAsync(202508)).Id;
        await pay.BuildAsync(period);

        Assert.Equal(1_600_000, (await pay.LinesAsync(period)).Single().Total.Amount); // July and August, and what is paid once
    }

    [Fact]
    public async Task Pages_OfAListThatCameOver_OpenForItsSuccessorAlone()
    {
        await using var run = await SendRun.StartAsync();
        var list = await ApprovedAsync(run);
        await GoOverAsync(run);
        var cashier = await run.Host.SignInAsync(Roles.Cashier, "38.16072");

        var months = await PageReader.OpenAsync(cashier, "/chi-tra");
        Assert.Contains("Danh sách nhận bàn giao từ cấp huyện, chưa xong", months.Main, StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id}");
        Assert.Contains("Lê Thị Số 001", page.Main, StringComparison.Ordinal);
        Assert.Contains($"/chi-tra/danh-sach/{list.Id}/ket-qua", page.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Gửi", (await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id}/ket-qua")).Main, StringComparison.Ordinal);
        var other = await run.Host.SignInAsync(Roles.Cashier, "38.16078");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await PageReader.OpenAsync(other, $"/chi-tra/danh-sach/{list.Id}/ket-qua")).Status);
        Assert.DoesNotContain("nhận bàn giao", (await PageReader.OpenAsync(other, "/chi-tra")).Main, StringComparison.Ordinal);
    }

    // July's list of the old commune, approved by the district in June and not closed.
    private static async Task<PaymentList> ApprovedAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 6, 5));
        var person = await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501);
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new ProvinceNode.Registry.OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = ProvinceNode.Registry.OneOffKind.Arrears, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001",
            Amount = new Dong(100_000), DueMonth = 202507, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow,
        }));
        return Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202507)));
    }

    private static async Task GoOverAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 2));
        await run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
    }

    private static Task<Outcome<PaymentList>> SendAsync(SendRun run, Guid list, SignedInOfficial by) =>
        AsAsync(run, list, by, s => s.GetRequiredService<ProvinceNode.Payments.Sending.SendList>().Handle(list, 0, "", by, default));

    // As the pages do: the list is opened before the verb runs.
    private static Task<T> AsAsync<T>(SendRun run, Guid list, SignedInOfficial by, Func<IServiceProvider, Task<T>> verb) => run.AsAsync(by, async s =>
    {
        await s.GetRequiredService<PaymentDesk>().TakeOverAsync(list, by, default);
        return await verb(s);
    });
}
