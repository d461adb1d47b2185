using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Files;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Receiving;

/// <summary>The account of social security on VNeID: known by its holder's number, no number of an account is asked; checked, listed, sent and heard of as any account.</summary>
public sealed class VneidAccountTests
{
    private const string Number = "038149000001";

    [Fact]
    public async Task AccountOnVneid_OfTheReceiver_IsAskedCheckedListedAndPaid()
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new JsonArray(new JsonObject { ["number"] = Number, ["bank"] = "VNeID", ["holder"] = "LE THI SO 001", ["closed"] = false }));

        var change = LevelRun.Must(await AskAsync(run, Input(person)));
        Assert.Equal((Number, "VNeID", "Lê Thị Số 001", null), (change.AccountNumber, change.Bank, change.AccountHolder, change.AuthorisationId));
        Assert.Equal(AccountState.Good, await run.Host.WithDbAsync(db => db.ReceivingAccounts.Select(a => a.State).SingleAsync()));
        LevelRun.Must(await run.AsAsync(run.Pay.Accountant, s => s.GetRequiredService<SettleMethodChange>().Handle(person, change.Id, true, "", run.Pay.Accountant, default)));
        Assert.True((await AskAsync(run, Input(person))).Has(ReceivingProblems.Method));

        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        Assert.Equal((PayMethod.Epay, Number, "VNeID"), (list.Method, line.AccountNumber, line.Bank));
        await run.IssueAsync();
        await run.TakeAsync();
        Assert.Equal((LineOutcome.Paid, Collector.Account), (Assert.Single(await run.LinesAsync(list.Id)).Outcome, Assert.Single(await run.ResultsAsync()).CollectedBy));
    }

    [Fact]
    public async Task AccountOnVneid_OfNobodysNumber_IsRefused()
    {
        await using var run = await SendRun.StartAsync();
        var person = await run.Pay.GrantedAsync(PayRun.Somebody(1), new AwardRow(EntitlementKind.Assistance, "6.n.adult", 150, 1, new(360_000), new(540_000), new(202206), new Receiver("Lê Văn Con", "123456789", "Con")));

        Assert.True((await AskAsync(run, Input(person) with { ReceiverNumber = "123456789" })).Has(ReceivingProblems.VneidNumber));
    }

    // The bank's file carries it where a province sends such lists to its bank, and the answer keeps its method.
    [Fact]
    public void Order_ToAnAccountOnVneid_StandsInTheBanksFileAndComesBackAsItsOwn()
    {
        var document = WireSamples.List(2, 1, WireCodes.Epay);
        document = document with { Rows = [.. document.Rows.Select(r => r with { AccountNumber = Number, Bank = "VNeID", AccountHolder = "Lê Thị Số" })] };
        using var content = new MemoryStream();
        BankTransfer.Write(content, WireForm.Csv, document, "");

        Assert.Contains($"1,{Number},LE THI SO,VNEID,{document.Rows[0].Total.Amount},", System.Text.Encoding.UTF8.GetString(content.ToArray()), StringComparison.Ordinal);
        var answer = BankTransfer.EntryOf(new(1, ["1", Number, $"{document.Rows[0].Total.Amount}", "Thành công", "2022-11-05T08:00:00", "GD1", ""], []), document, BankReasons.Usual);
        Assert.Equal((WireCodes.Paid, WireCodes.Epay), (answer.Row!.Status, answer.Row.Method));
    }

    private static MethodChangeInput Input(Guid person) => new(person, Number, PayMethod.Epay, "", "", "", "Bà Lê Thị Số, đơn ngày 03/10/2022", new DateOnly(2022, 10, 3), "");

    private static Task<Outcome<MethodChange>> AskAsync(SendRun run, MethodChangeInput input)
    {
        var officer = run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer);
        return run.AsAsync(officer, s => s.GetRequiredService<AskMethodChange>().Handle(input, officer, default));
    }
}
