using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Receiving;

/// <summary>How somebody is to be paid: requests, accounts at the bank, who collects for him (policy 6.3, 6.5).</summary>
public sealed class ReceivingTests
{
    private static readonly DateOnly Asked = new(2022, 10, 3);

    [Fact]
    public async Task Request_ForHome_ChangesTheNextListAndNothingElse()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        Assert.True((await AskAsync(run, Home(people[0]) with { Reason = "" })).Has(ReceivingProblems.Home));
        Assert.True((await AskAsync(run, Home(people[0]) with { To = PayMethod.CashPoint })).Has(ReceivingProblems.Method));
        var change = LevelRun.Must(await AskAsync(run, Home(people[0])));
        Assert.True((await AskAsync(run, Home(people[0]))).Has(ReceivingProblems.Waits));

        // Nobody has settled it: the list follows the declaration.
        var before = await run.Pay.ListedAsync(202211);
        Assert.Equal([PayMethod.CashPoint], (await run.Pay.ListsAsync(before)).Select(l => l.Method));
        Assert.True((await SettleAsync(run, change, true, by: Officer(run))).Has(CommonProblems.NotAllowed));
        Assert.Equal((MethodChangeState.InForce, 202211), LevelRun.Must(await SettleAsync(run, change, true)) is var done ? (done.State, done.FromMonth) : default);
        Assert.True((await SettleAsync(run, change, false, "Không có căn cứ")).Has(ReceivingProblems.NotOpen));

        LevelRun.Must(await run.WithdrawAsync((await run.Pay.ListsAsync(before)).Single().Id));
        await run.Pay.BuildAsync(before);
        Assert.Equal([(PayMethod.CashPoint, 1), (PayMethod.CashHome, 1)], (await run.Pay.ListsAsync(before)).OrderBy(l => l.Method).Select(l => (l.Method, l.Lines)));
        Assert.All(await run.Host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync()), e => Assert.Equal(ProvinceNode.Registry.PayWay.AtPoint, e.MethodCode));
    }

    // The bank is asked while the receiver is still there, and a wrong account never comes into force.
    [Theory]
    [InlineData("NGUYEN VAN KHAC", false, AccountState.NameDiffers)]
    [InlineData("LE THI SO 001", true, AccountState.Closed)]
    [InlineData("", false, AccountState.Missing)]
    [InlineData("LE THI SO 001", false, AccountState.Good)]
    public async Task Request_ForAnAccount_IsHeldAgainstTheBank(string holder, bool closed, AccountState state)
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        if (holder.Length > 0)
        {
            await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = holder, ["closed"] = closed }));
        }

        Assert.True((await AskAsync(run, Account(person) with { AccountHolder = "Trần Văn Lạ" })).Has(ReceivingProblems.Holder));
        Assert.True((await AskAsync(run, Account(person) with { AccountNumber = "12 34" })).Has(ReceivingProblems.AccountNumber));
        var change = LevelRun.Must(await AskAsync(run, Account(person)));

        Assert.Equal(state, (await run.Host.WithDbAsync(db => db.ReceivingAccounts.AsNoTracking().SingleAsync())).State);
        var settled = await SettleAsync(run, change, true, "Đã xem sổ tại ngân hàng");
        Assert.Equal(state == AccountState.Good, settled.Succeeded);
        Assert.Equal(state != AccountState.Good, settled.Has(ReceivingProblems.BadAccount));
    }

    // Accounts of lists are asked about before the month closes; what fails is a matter of closing.
    [Fact]
    public async Task Accounts_OfAnOpenMonth_AreCheckedBeforeItCloses()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, Account(person) with { To = PayMethod.Epay, AccountNumber = "", Bank = "", AccountHolder = "" })), true, "Đã xem thẻ tại xã", unchecked_: true));
        var period = await run.Pay.ListedAsync(202211);
        Assert.Equal(PayMethod.Epay, (await run.Pay.ListsAsync(period)).Single().Method);
        Assert.Contains(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.UnverifiedAccount);

        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "038149000001", ["bank"] = "VNeID", ["holder"] = "LE THI SO 001", ["closed"] = false }));
        await run.Pay.SaveAsync(db => db.ReceivingAccounts.RemoveRange(db.ReceivingAccounts));
        Assert.True(await run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().EnlistAsync(default)));
        Assert.False(await run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().EnlistAsync(default)));
        Assert.Equal(1, await run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().HandleAsync(null, default)));
        Assert.Equal(0, await run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().HandleAsync(null, default)));

        Assert.DoesNotContain(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.UnverifiedAccount);
    }

    [Fact]
    public async Task Proxy_Certified_StandsOnTheListUntilHeEndsOrIsRevoked()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        Assert.True((await ProxyAsync(run, Paper(people[0]) with { To = new DateOnly(2023, 10, 1) })).Has(ReceivingProblems.ProxyDays));
        Assert.True((await ProxyAsync(run, Paper(people[0]) with { From = new DateOnly(9999, 6, 1), To = new DateOnly(9999, 6, 30) })).Has(ReceivingProblems.ProxyDays));
        Assert.True((await ProxyAsync(run, Paper(people[0]) with { Number = "038149000001" })).Has(ReceivingProblems.ProxyNumber));
        Assert.True((await ProxyAsync(run, Paper(people[0]), run.Cashier)).Has(CommonProblems.NotAllowed));
        var proxy = await ConfirmedAsync(run, Paper(people[0]));
        Assert.True((await ProxyAsync(run, Paper(people[0]))).Has(ReceivingProblems.ProxyStands));

        var period = await run.Pay.ListedAsync(202211);
        Assert.Equal(["Lê Văn Nhận Thay", ""], (await run.Pay.LinesAsync(period)).Select(l => l.ProxyName).OrderByDescending(n => n.Length));
        var revoked = await run.AsAsync(Officer(run), s => s.GetRequiredService<RevokeProxy>().Handle(people[0], proxy.Id, "Người nhận thay đã đi xa", Officer(run), default));
        Assert.False(LevelRun.Must(revoked).HoldsOn(new DateOnly(2022, 11, 1)));
        var next = await run.Pay.ListedAsync(202212);
        Assert.All(await run.Pay.LinesAsync(next), l => Assert.Equal("", l.ProxyName));
    }

    // The request stays; without the paper its account is nobody's who may take the money.
    [Fact]
    public async Task Account_OfAProxyWhosePaperEnded_IsPaidNoMore()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var proxy = await ConfirmedAsync(run, Paper(person));
        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = "LE VAN NHAN THAY", ["closed"] = false }));
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, Account(person) with { To = PayMethod.Epay, AccountHolder = "Lê Văn Nhận Thay" })), true));
        var first = await run.Pay.ListedAsync(202211);
        var list = Assert.Single(await run.Pay.ListsAsync(first));
        Assert.Equal((PayMethod.Epay, "Lê Văn Nhận Thay"), (list.Method, (await run.Pay.LinesAsync(first)).Single().AccountHolder));
        Assert.DoesNotContain(await run.Pay.MattersAsync(first), m => m.Kind == MatterKind.ProxyEnded);

        LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<RevokeProxy>().Handle(person, proxy.Id, "Người nhận thay đã đi xa", Officer(run), default)));

        // Who sends the list that is approved sees it; the next one pays in cash, and says so.
        Assert.Contains(await run.Host.WithDbAsync(db => ProvinceNode.Payments.Sending.HeldSince.OfListAsync(db, list.Id, default)), h => h.BeneficiaryId == person);
        Assert.NotNull(await run.Host.WithDbAsync(db => db.MethodChanges.Select(c => c.AuthorisationId).SingleAsync()));
        var next = await run.Pay.ListedAsync(202212);
        Assert.Equal((PayMethod.CashPoint, ""), (await run.Pay.LinesAsync(next)).Select(l => (l.Method, l.AccountHolder)).Distinct().Single());
        Assert.Contains(await run.Pay.MattersAsync(next), m => m.Kind == MatterKind.ProxyEnded && m.What.Contains("Lê Văn Nhận Thay", StringComparison.Ordinal));
    }

    // A bank tells no tones: Hoa collects for Hòa, and the account in capitals may be either's.
    [Theory]
    [InlineData("Nguyễn Thị Hoa", true)]
    [InlineData("NGUYEN THI HOA", true)]
    [InlineData("Nguyễn Thị Hòa", false)]
    public async Task Account_OfAProxyNamedLikeTheBeneficiary_RestsOnHisPaper(string holder, bool bound)
    {
        await using var run = await SendRun.StartAsync();
        var person = await run.Pay.GrantedAsync(new("Nguyễn Thị Hòa", "1949-02-10", "038149000055"), new(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Nguyễn Thị Hòa", "038149000055", "")));
        var proxy = await ConfirmedAsync(run, Paper(person) with { Name = "Nguyễn Thị Hoa" });

        var asked = LevelRun.Must(await AskAsync(run, Account(person) with { ReceiverNumber = "038149000055", AccountHolder = holder }));

        Assert.Equal(bound ? proxy.Id : null, asked.AuthorisationId);
    }

    // Nobody alone says who collects somebody else's money; taking it back is at once and by one.
    [Fact]
    public async Task Proxy_OfOneOfficial_IsOnNoListUntilASecondConfirms()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var officer = Officer(run);
        var proxy = LevelRun.Must(await ProxyAsync(run, Paper(person), officer));
        var both = run.Pay.Accountant with { Id = officer.Id };

        Assert.True((await ConfirmAsync(run, proxy, true, by: both)).Has(PaymentProblems.SamePerson));
        Assert.True((await ConfirmAsync(run, proxy, true, by: Officer(run))).Has(CommonProblems.NotAllowed));
        Assert.True((await AskAsync(run, Account(person) with { AccountHolder = "Lê Văn Nhận Thay" })).Has(ReceivingProblems.Holder));
        var period = await run.Pay.ListedAsync(202211);
        Assert.Equal("", Assert.Single(await run.Pay.LinesAsync(period)).ProxyName);
        Assert.Contains(await run.Pay.MattersAsync(period), m => m is { Kind: MatterKind.ProxyWaiting, Justifiable: true } && m.What.Contains("Lê Văn Nhận Thay", StringComparison.Ordinal));

        Assert.True((await ConfirmAsync(run, proxy, false)).Has(ReceivingProblems.Why));
        LevelRun.Must(await ConfirmAsync(run, proxy, true));
        Assert.True((await ConfirmAsync(run, proxy, false, "Đã xác nhận rồi mà")).Has(ReceivingProblems.ProxySettled));
        Assert.DoesNotContain(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.ProxyWaiting);
        Assert.Equal("Lê Văn Nhận Thay", Assert.Single(await run.Pay.LinesAsync(await run.Pay.ListedAsync(202212))).ProxyName);
    }

    [Fact]
    public async Task Proxy_TurnedDown_NeverCounts()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var proxy = LevelRun.Must(await ProxyAsync(run, Paper(person)));

        LevelRun.Must(await ConfirmAsync(run, proxy, false, "Số chứng thực không có trong sổ"));

        Assert.Equal("", Assert.Single(await run.Pay.LinesAsync(await run.Pay.ListedAsync(202211))).ProxyName);
        Assert.True((await ProxyAsync(run, Paper(person))).Succeeded); // another paper may follow
    }

    // The account is the proxy's own: his next paper carries it on, a paper that was taken back does not.
    [Theory]
    [InlineData(false, PayMethod.Epay)]
    [InlineData(true, PayMethod.CashPoint)]
    public async Task Account_OfAProxyWithANewPaper_IsPaidOnUnlessTheOldWasTakenBack(bool revoked, PayMethod method)
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var proxy = await ConfirmedAsync(run, Paper(person) with { To = new DateOnly(2022, 11, 15) });
        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = "LE VAN NHAN THAY", ["closed"] = false }));
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, Account(person) with { To = PayMethod.Epay, AccountHolder = "Lê Văn Nhận Thay" })), true));
        if (revoked)
        {
            LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<RevokeProxy>().Handle(person, proxy.Id, "Không còn tin người nhận thay", Officer(run), default)));
        }

        await ConfirmedAsync(run, Paper(person) with { From = new DateOnly(2022, 11, 16), To = new DateOnly(2023, 10, 31) });

        Assert.Equal(method, Assert.Single(await run.Pay.LinesAsync(await run.Pay.ListedAsync(202212))).Method);
    }

    [Fact]
    public async Task Proxy_OfFiveUnrelated_TakesASixthOnlyWithANote()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(6);
        foreach (var person in people.Take(5))
        {
            LevelRun.Must(await ProxyAsync(run, Paper(person) with { Related = false }));
        }

        Assert.True((await ProxyAsync(run, Paper(people[5]) with { Related = false })).Has(ReceivingProblems.ProxyMany));
        Assert.True((await ProxyAsync(run, Paper(people[5]))).Succeeded);
    }

    [Fact]
    public async Task Page_OfAPerson_RecordsAndSettles()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var (officer, here) = (await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune), $"/doi-tuong/{person}/nhan-tien");
        Assert.Contains(here, (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}")).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));

        var page = await PostAsync(officer, here + "?handler=Ask", ("Asked.ReceiverNumber", "038149000001"), ("Asked.To", "CashHome"), ("Asked.RequestedBy", "Bà Số, đơn ngày 03/10/2022"), ("Asked.RequestedOn", "2022-10-03"), ("Asked.Reason", ""));
        Assert.Contains("Chi trả tại nhà dành cho người có hoàn cảnh đặc biệt", page, StringComparison.Ordinal);
        page = await PostAsync(officer, here + "?handler=Ask", ("Asked.ReceiverNumber", "038149000001"), ("Asked.To", "CashHome"), ("Asked.RequestedBy", "Bà Số, đơn ngày 03/10/2022"), ("Asked.RequestedOn", "2022-10-03"), ("Asked.Reason", "Không đi lại được"));
        Assert.Contains("Chờ kế toán giải quyết", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chấp nhận</button>", page, StringComparison.Ordinal);

        var accountant = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);
        LevelRun.Must(await ProxyAsync(run, Paper(person) with { To = new DateOnly(2022, 10, 31) }));
        Assert.Contains("Giấy ủy quyền nhận thay chờ kế toán xác nhận: 1", (await PageReader.OpenAsync(accountant, "/chi-tra/cach-nhan-tien")).Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Xác nhận giấy ủy quyền", (await PageReader.OpenAsync(officer, here)).Main, StringComparison.Ordinal);
        var authorisation = await run.Host.WithDbAsync(db => db.ProxyAuthorisations.Select(p => p.Id).SingleAsync());
        page = await PostAsync(accountant, here + "?handler=ConfirmProxy", ("Authorisation", $"{authorisation}"), ("ProxyWhy", ""));
        Assert.Contains("Còn hiệu lực, sắp hết hạn", page, StringComparison.Ordinal);
        var tasks = (await PageReader.OpenAsync(accountant, "/chi-tra/cach-nhan-tien")).Main;
        Assert.Contains("xin đổi thành tiền mặt tại nhà, ngày 03/10/2022", tasks, StringComparison.Ordinal);
        Assert.Contains("ủy quyền cho Lê Văn Nhận Thay hết hạn ngày 31/10/2022", tasks, StringComparison.Ordinal);
        var change = await run.Host.WithDbAsync(db => db.MethodChanges.Select(c => c.Id).SingleAsync());
        var unproved = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder, confirmed: false);
        Assert.Contains("mã xác thực trên điện thoại", await PostAsync(unproved, here + "?handler=Accept", ("Subject", $"{change}"), ("SettleWhy", "")), StringComparison.Ordinal);
        page = await PostAsync(accountant, here + "?handler=Accept", ("Subject", $"{change}"), ("SettleWhy", ""));
        Assert.Contains("Đã áp dụng từ danh sách tháng 11/2022", page, StringComparison.Ordinal);
        Assert.Contains("Tiền mặt tại nhà", page, StringComparison.Ordinal);
    }

    // Somebody of no number would be taken for the beneficiary himself.
    [Fact]
    public async Task Request_OfACarerWithoutANumber_IsNotTaken()
    {
        await using var run = await SendRun.StartAsync();
        var person = await run.Pay.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Lê Văn Con", "", "Con")));

        Assert.True((await AskAsync(run, Home(person) with { ReceiverNumber = "" })).Has(ReceivingProblems.NoNumber));
    }

    private static SignedInOfficial Officer(SendRun run) => run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer);

    private static MethodChangeInput Home(Guid person) => new(person, "038149000001", PayMethod.CashHome, "", "", "", "Bà Lê Thị Số, đơn ngày 03/10/2022", Asked, "Không đi lại được, ở một mình");

    private static MethodChangeInput Account(Guid person) => new(person, "038149000001", PayMethod.Bank, "0123456789", "Agribank", "Lê Thị Số 001", "Bà Lê Thị Số, đơn ngày 03/10/2022", Asked, "");

    private static ProxyInput Paper(Guid person) => new(person, "Lê Văn Nhận Thay", "038080009999", "Cháu", true, "15/CT", new DateOnly(2022, 10, 1), "UBND xã Hoa Lộc", new DateOnly(2022, 10, 1), new DateOnly(2023, 9, 30), "");

    private static Task<Outcome<MethodChange>> AskAsync(SendRun run, MethodChangeInput input) => run.AsAsync(Officer(run), s => s.GetRequiredService<AskMethodChange>().Handle(input, Officer(run), default));

    private static async Task<Outcome<MethodChange>> SettleAsync(SendRun run, MethodChange change, bool accept, string why = "", SignedInOfficial? by = null, bool unchecked_ = false)
    {
        if (unchecked_)
        {
            await run.Pay.SaveAsync(db => db.ReceivingAccounts.Single().State = AccountState.Unchecked);
        }

        return await run.AsAsync(by ?? run.Pay.Accountant, s => s.GetRequiredService<SettleMethodChange>().Handle(change.BeneficiaryId, change.Id, accept, why, by ?? run.Pay.Accountant, default));
    }

    private static Task<Outcome<ProxyAuthorisation>> ProxyAsync(SendRun run, ProxyInput input, SignedInOfficial? by = null) =>
        run.AsAsync(by ?? Officer(run), s => s.GetRequiredService<AuthoriseProxy>().Handle(input, by ?? Officer(run), default));

    private static Task<Outcome<ProxyAuthorisation>> ConfirmAsync(SendRun run, ProxyAuthorisation proxy, bool accept, string why = "", SignedInOfficial? by = null) =>
        run.AsAsync(by ?? run.Pay.Accountant, s => s.GetRequiredService<ConfirmProxy>().Handle(proxy.BeneficiaryId, proxy.Id, accept, why, by ?? run.Pay.Accountant, default));

    private static async Task<ProxyAuthorisation> ConfirmedAsync(SendRun run, ProxyInput input) => LevelRun.Must(await ConfirmAsync(run, LevelRun.Must(await ProxyAsync(run, input)), true));

    private static async Task<string> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", await ProvinceNode.Tests.Platform.TenancyWorld.TokenAsync(client))]);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
