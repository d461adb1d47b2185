using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>What payment leaves to be done stands on one page, counted the same everywhere, until it is done.</summary>
public sealed class PaymentTasksTests
{
    private const string Here = "/chi-tra/viec-can-lam";

    [Fact]
    public async Task Tasks_OfAMonth_AreShownWhereTheyAreDoneUntilTheyAre()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(4);
        var list = await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Not(lines[0], "R02"), ToldFile.Not(lines[1], "R06", WireCodes.BankFailed), ToldFile.Not(lines[2], "R01"), ToldFile.Paid(lines[3])]);
        await run.NoticedAsync();
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 10));
        var told = await run.Host.WithDbAsync(db => db.LifeEvents.Select(e => e.Id).SingleAsync());

        var found = await FoundAsync(run, run.Pay.Accountant);
        Assert.Equal([(PaymentTaskKind.Death, $"/bien-dong/{told:D}"), (PaymentTaskKind.NewAccount, $"/doi-tuong/{people[1]:D}/nhan-tien")], found.Select(t => (t.Kind, t.Address)));
        Assert.Equal(list.Id, found[1].List);
        var accountant = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);
        var page = await PageReader.OpenAsync(accountant, Here);
        Assert.Contains("Lê Thị Số 001", page.Main, StringComparison.Ordinal);
        Assert.Contains("07/11/2022 (3 ngày)", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Thị Số 001", (await PageReader.OpenAsync(accountant, $"{Here}?loai=newaccount")).Main, StringComparison.Ordinal);
        Assert.Contains("Không có việc nào theo cách lọc này", (await PageReader.OpenAsync(accountant, $"{Here}?xa={LifeOfPayments.There}")).Main, StringComparison.Ordinal);
        Assert.Contains("Lê Thị Số 001", (await PageReader.OpenAsync(accountant, $"{Here}?xa={run.Pay.Holder}")).Main, StringComparison.Ordinal);
        // The same number on the pages that lead to it; the commune's officer has them too, another district nobody's.
        foreach (var address in new[] { "/chi-tra", $"/chi-tra/{list.PeriodId:D}", "/viec-hang-thang" })
        {
            Assert.Equal("2", CountAt(await PageReader.OpenAsync(accountant, address)));
        }

        Assert.Equal("2", CountAt(await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.SocialOfficer, LifeOfPayments.Here), "/ho-so")));
        Assert.Null(CountAt(await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Accountant, "38.380"), "/chi-tra")));

        var next = await run.ClosedAsync(202212);
        Assert.Equal([PaymentTaskKind.Death, PaymentTaskKind.NewAccount, PaymentTaskKind.NotSent], (await FoundAsync(run, run.Pay.Accountant)).Select(t => t.Kind));
        LevelRun.Must(await run.SendAsync(next.Id));
        await run.TellAsync(next, (await run.LinesAsync(next.Id)).Select(l => ToldFile.Paid(l)));
        Assert.Equal([PaymentTaskKind.Death], (await FoundAsync(run, run.Pay.Accountant)).Select(t => t.Kind));
    }

    [Fact]
    public async Task Tasks_OfListsAndTheirResults_StandWithTheListOfTheFundHolder()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        var now = new VietnamTime(run.Host.Clock).UtcNow;
        var delivery = new ResultDelivery { Id = Guid.NewGuid(), TenantPath = list.TenantPath, Provider = "vnpost-file", Channel = ResultChannel.Upload, Source = "ket-qua.xlsx", ListId = list.Id, State = DeliveryState.Checking, ReceivedAt = now, ReceivedByName = "Thủ quỹ" };
        await run.Pay.SaveAsync(db => db.AddRange(delivery, new ResultFault { Id = Guid.NewGuid(), TenantPath = list.TenantPath, DeliveryId = delivery.Id, ListId = list.Id, LineId = line.Id, Line = 1, Column = "", Code = "x", Message = "Một danh sách sau đã giữ khoản này", State = FaultState.Waiting, RecordedAt = now }));
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Unknown)));

        var found = await FoundAsync(run, run.Pay.Accountant);

        Assert.Equal([PaymentTaskKind.Disputed, PaymentTaskKind.FileToConfirm, PaymentTaskKind.Unknown], found.Select(t => t.Kind));
        Assert.All(found, t => Assert.Equal($"/chi-tra/danh-sach/{list.Id:D}/ket-qua", t.Address));
        Assert.Contains("dòng 1, Lê Thị Số 001", found[0].Who, StringComparison.Ordinal);
        // The commune of three tiers sends nothing: the fund is the district's. The province sees all of it.
        Assert.Empty(await FoundAsync(run, run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer)));
        Assert.Equal(3, (await FoundAsync(run, run.Pay.Flow.Dossiers.Official(Roles.ProvinceOfficer, "38"))).Count);
    }

    // A notice stays at the former commune with its list; the person is another's now.
    [Fact]
    public async Task Notice_OfAFormerCommune_IsToldToThePersonsCommune()
    {
        await using var run = await SendRun.StartAsync();
        run.Host.Clock.SetDay(new DateOnly(2025, 5, 21));
        var people = await run.PeopleAsync(1);
        var list = await run.SentAsync(202506);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l, "R03")));
        await GoOverAsync(run);

        var officer = run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer, "38.16072");
        Assert.Equal(("38.16072", $"/doi-tuong/{people[0]:D}"), (await FoundAsync(run, officer)).Select(t => (t.Path, t.Address)).Single());
        Assert.Empty(await FoundAsync(run, run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer, "38.16078")));
        Assert.Contains("chuyển nơi cư trú", (await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.SocialOfficer, "38.16072"), $"/doi-tuong/{people[0]:D}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfADividedCommuneGivenToTheProvince_IsSeenCountedAndSentThere()
    {
        await using var run = await SendRun.StartAsync(("Payments:DividedLists", "Province"));
        run.Host.Clock.SetDay(new DateOnly(2025, 6, 21));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202501, commune: "38.380.14758");
        var (accountant, head) = (run.Pay.Flow.Dossiers.Official(Roles.Accountant, "38.380"), run.Pay.Flow.Dossiers.Official(Roles.DivisionHead, "38.380"));
        var period = LevelRun.Must(await run.Pay.OpenAsync(202507, accountant)).Id;
        LevelRun.Must(await run.Pay.AskAsync(period, by: accountant));
        await run.Pay.WorkAsync();
        var list = Assert.Single(await run.Pay.ListsAsync(period));
        LevelRun.Must(await run.Pay.ApproveAsync(list.Id, head));
        await GoOverAsync(run);

        var cashier = await run.Host.SignInAsync(Roles.Cashier, "38");
        var months = await PageReader.OpenAsync(cashier, "/chi-tra");
        Assert.Contains($"/chi-tra/danh-sach/{list.Id:D}", months.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
        Assert.Equal("1", CountAt(months));
        Assert.Contains("nhận bàn giao từ cấp huyện", (await PageReader.OpenAsync(cashier, Here)).Main, StringComparison.Ordinal);
        Assert.Null(CountAt(await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, "38.14758"), "/chi-tra")));

        var sent = await (await PageReader.OpenAsync(cashier, $"/chi-tra/danh-sach/{list.Id:D}/ket-qua")).SubmitAsync(form: "form[action*='handler=Send']");
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);
        Assert.Empty(sent.Problems);
        Assert.Null(CountAt(await PageReader.OpenAsync(cashier, "/chi-tra")));
    }

    private static Task<IReadOnlyList<PaymentTask>> FoundAsync(SendRun run, SignedInOfficial official) => run.AsAsync(official, async s =>
    {
        var tasks = s.GetRequiredService<PaymentTasks>();
        var found = await tasks.FindAsync(official, default);
        Assert.Equal(found.Count, await tasks.CountAsync(official, default));
        return found;
    });

    private static string? CountAt(PageReader page) => page.Document.QuerySelector($"a[href='{Here}'] .count")?.TextContent;

    private static async Task GoOverAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 2));
        await run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
    }
}
