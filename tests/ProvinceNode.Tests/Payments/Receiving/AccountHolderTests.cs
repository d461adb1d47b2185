using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
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

/// <summary>What the bank said of an account counts for the name it was said of (policy 6.3, column 17).</summary>
public sealed class AccountHolderTests
{
    private const string Own = "Lê Thị Số 001";
    private const string Proxy = "Lê Văn Nhận Thay";

    // The proxy's account, confirmed in his name, is asked for in the beneficiary's: nothing would bind it to the paper that was taken back.
    [Fact]
    public async Task Account_OfAProxyDeclaredAsOnesOwn_IsAskedAboutAnewAndRefused()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        await BankAsync(run, "LE VAN NHAN THAY");
        var paper = await ConfirmedAsync(run, person);
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, person, Proxy))));
        Assert.Equal((Proxy, AccountState.Good), await AccountAsync(run));
        LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<RevokeProxy>().Handle(person, paper.Id, "Không còn tin người nhận thay", Officer(run), default)));

        var asked = LevelRun.Must(await AskAsync(run, person, Own));

        Assert.Null(asked.AuthorisationId);
        Assert.Equal((Own, AccountState.NameDiffers), await AccountAsync(run));
        Assert.True((await SettleAsync(run, asked, "Đã xem sổ tại ngân hàng")).Has(ReceivingProblems.BadAccount));
        // Nor while the bank does not answer: who holds it is known.
        await run.Pay.SaveAsync(db => db.ReceivingAccounts.Single().State = AccountState.Unchecked);
        Assert.True((await SettleAsync(run, asked, "Đã xem sổ tại ngân hàng")).Has(ReceivingProblems.BadAccount));
        // Nor by an answer that was given about the other name.
        await run.Pay.SaveAsync(db => (db.ReceivingAccounts.Single().State, db.ReceivingAccounts.Single().Holder) = (AccountState.Good, Proxy));
        Assert.Contains("không khớp", (await SettleAsync(run, asked)).Problems[0].Message, StringComparison.Ordinal);
    }

    // A mother types her child's name first, as forms name it; her own is the right one.
    [Fact]
    public async Task Account_FirstDeclaredInTheWrongName_IsTakenInTheRightOne()
    {
        await using var run = await SendRun.StartAsync();
        const string mother = "Lê Thị Mẹ";
        var person = await run.Pay.GrantedAsync(new("Lê Văn Con", "2015-02-10", "038215000001"), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202206), new Receiver(mother, "038180000001", "Mẹ")));
        await BankAsync(run, "LE THI ME");
        var wrong = LevelRun.Must(await AskAsync(run, person, "Lê Văn Con", "038180000001"));
        Assert.Equal(("Lê Văn Con", AccountState.NameDiffers), await AccountAsync(run));
        LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<WithdrawMethodChange>().Handle(person, wrong.Id, "Ghi nhầm chủ tài khoản", Officer(run), default)));

        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, person, mother, "038180000001"))));

        Assert.Equal((mother, AccountState.Good), await AccountAsync(run));
        // The recheck asks about who is declared now.
        await run.Pay.SaveAsync(db => db.ReceivingAccounts.Single().CheckedAt = db.ReceivingAccounts.Single().CheckedAt!.Value.AddDays(-91));
        Assert.Equal(1, await run.Host.WithAsync(s => s.GetRequiredService<CheckAccounts>().HandleAsync(null, default)));
        Assert.Equal((mother, AccountState.Good), await AccountAsync(run));
        Assert.DoesNotContain(await run.Pay.MattersAsync(await run.Pay.ListedAsync(202211)), m => m.Kind == MatterKind.UnverifiedAccount);
    }

    // What the bank did not know yesterday it may know today; and the same account may be declared under its holder's right name while it is in force.
    [Fact]
    public async Task Account_DeclaredAgain_IsAskedAboutAnewUnlessItWasGood()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        var early = LevelRun.Must(await AskAsync(run, person, Own));
        Assert.True((await SettleAsync(run, early, "Đã xem sổ tại ngân hàng")).Has(ReceivingProblems.BadAccount));
        LevelRun.Must(await run.AsAsync(Officer(run), s => s.GetRequiredService<WithdrawMethodChange>().Handle(person, early.Id, "Chờ ngân hàng mở tài khoản", Officer(run), default)));
        await BankAsync(run, "LE THI SO 001");
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, person, Own))));

        Assert.True((await AskAsync(run, person, Own)).Has(ReceivingProblems.Method));
        Assert.True((await AskAsync(run, person, "LE THI SO 001")).Succeeded);
        Assert.Equal(("LE THI SO 001", AccountState.Good), await AccountAsync(run));
    }

    // As earlier versions left it: good in the proxy's name, paid in the beneficiary's.
    [Fact]
    public async Task Line_WhoseHolderIsNotTheBanks_IsAMatterOfClosing()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        await BankAsync(run, "LE THI SO 001");
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await AskAsync(run, person, Own))));
        var period = await run.Pay.ListedAsync(202211);
        Assert.DoesNotContain(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.UnverifiedAccount);

        await run.Pay.SaveAsync(db => (db.ReceivingAccounts.Single().Holder, db.ReceivingAccounts.Single().HolderAtBank) = (Proxy, "LE VAN NHAN THAY"));

        Assert.Contains("Tên chủ tài khoản không khớp", Assert.Single(await run.Pay.MattersAsync(period), m => m.Kind == MatterKind.UnverifiedAccount).What, StringComparison.Ordinal);
        Assert.Contains("tên chủ tài khoản không khớp", string.Join(' ', await WaitingAsync(run, person)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountState.Good, Own, "LE THI SO 001", "lê thị số 001", AccountState.Good)]
    [InlineData(AccountState.Good, Proxy, "LE VAN NHAN THAY", Own, AccountState.NameDiffers)]
    [InlineData(AccountState.NameDiffers, Proxy, "LE THI SO 001", Own, AccountState.Good)]
    [InlineData(AccountState.Unchecked, Own, "LE VAN NHAN THAY", Own, AccountState.NameDiffers)]
    [InlineData(AccountState.Unchecked, Own, "LE THI SO 001", Own, AccountState.Unchecked)]
    [InlineData(AccountState.Good, Proxy, "", Own, AccountState.Unchecked)]
    [InlineData(AccountState.Closed, Own, "LE THI SO 001", Own, AccountState.Closed)]
    public void Answer_OfTheBank_CountsForTheNameItHas(AccountState state, string declared, string atBank, string holder, AccountState told) => Assert.Equal(told, new ReceivingAccount
    {
        TenantPath = "38.400.16063", BeneficiaryId = Guid.Empty, AccountNumber = "0123456789", Bank = "Agribank", Holder = declared, RecordedAt = default, State = state, HolderAtBank = atBank,
    }.StateFor(holder));

    // SQL Server refuses to compare columns of different collations, and lines are held against accounts and requests.
    [Fact]
    public void Accounts_OfLinesRequestsAndChecks_AreComparedInOneCollation()
    {
        using var server = new SqlServerNodeDbDesign().CreateDbContext([]);
        var model = server.GetService<IDesignTimeModel>().Model;
        string?[] Collations(string property) => [.. new[] { typeof(PaymentLine), typeof(MethodChange), typeof(ReceivingAccount) }.Select(t => model.FindEntityType(t)!.FindProperty(property)!.GetCollation()).Distinct()];

        Assert.Single(Collations(nameof(PaymentLine.AccountNumber)));
        Assert.Single(Collations(nameof(PaymentLine.Bank)));
    }

    private static SignedInOfficial Officer(SendRun run) => run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer);

    private static Task<JsonNode> BankAsync(SendRun run, string holder) =>
        run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = holder, ["closed"] = false }));

    private static Task<Outcome<MethodChange>> AskAsync(SendRun run, Guid person, string holder, string taker = "038149000001") => run.AsAsync(Officer(run), s => s.GetRequiredService<AskMethodChange>().Handle(
        new(person, taker, PayMethod.Bank, "0123456789", "Agribank", holder, "Người nhận, đơn ngày 03/10/2022", new DateOnly(2022, 10, 3), ""), Officer(run), default));

    private static Task<Outcome<MethodChange>> SettleAsync(SendRun run, MethodChange change, string why = "") =>
        run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<SettleMethodChange>().Handle(change.BeneficiaryId, change.Id, true, why, run.Pay.Accountant, default));

    private static Task<(string, AccountState)> AccountAsync(SendRun run) => run.Host.WithDbAsync(async db => await db.ReceivingAccounts.AsNoTracking().SingleAsync() is var a ? (a.Holder, a.State) : default);

    private static async Task<ProxyAuthorisation> ConfirmedAsync(SendRun run, Guid person)
    {
        var (day, officer, accountant) = (new DateOnly(2022, 10, 1), Officer(run), run.Pay.Accountant);
        var input = new ProxyInput(person, Proxy, "038080009999", "Cháu", true, "15/CT", day, "UBND xã Hoa Lộc", day, new DateOnly(2023, 9, 30), "");
        var paper = LevelRun.Must(await run.AsAsync(officer, s => s.GetRequiredService<AuthoriseProxy>().Handle(input, officer, default)));
        return LevelRun.Must(await run.AsAsync(accountant, s => s.GetRequiredService<ConfirmProxy>().Handle(person, paper.Id, true, "", accountant, default)));
    }

    private static Task<IReadOnlyList<string>> WaitingAsync(SendRun run, Guid person) => run.Host.WithAsync(async s =>
    {
        var view = (Microsoft.AspNetCore.Mvc.ViewComponents.ViewViewComponentResult)await ActivatorUtilities.CreateInstance<WaysOfOneselfViewComponent>(s).InvokeAsync(person, default);
        return ((OwnWays)view.ViewData!.Model!).Waiting;
    });
}
