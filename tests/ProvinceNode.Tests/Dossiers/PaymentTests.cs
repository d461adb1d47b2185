using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What a declaration says of the money reaches the entitlement and the decision (policy 3.3 block E, 4.3).</summary>
public sealed class PaymentTests
{
    // Form 01 asks for no certified paper: whom it names collects nothing by it, and his account is paid nothing (policy 6.5, 6.3 column 17).
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pension_WithANamedReceiver_StaysThePensionersUntilHeIsAuthorised(bool ownAccount)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("huu-tri-xa-hoi", v =>
        {
            (v["HasReceiver"], v["ReceiverName"], v["ReceiverCitizenId"], v["ReceiverRelation"]) = ("yes", "Hoàng Thị Nhung", "038180000999", "con gái");
            Account(v, ownAccount ? v["FullName"] : "Hoàng Thị Nhung");
        });
        await run.Dossiers.MatchIdentityAsync(id);
        var owner = (await run.Dossiers.LoadAsync(id)).Owner;

        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        var row = Assert.Single(await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync()));
        Assert.Equal(new Receiver(owner.FullName, owner.CitizenId, "") { Way = ownAccount ? new(PayWay.ToAccount, "0123456789", owner.FullName, "Agribank") : PayWay.Cash }, row.Receiver);
        var text = string.Join(' ', PaperContent.Parse(Assert.Single(await run.DecisionsAsync(id)).Content).Paragraphs);
        Assert.Contains($"{(ownAccount ? $" vào tài khoản số 0123456789, chủ tài khoản {owner.FullName}, mở tại Agribank" : "chi trả")}; người nhận thay (nếu có ủy quyền hợp lệ): Hoàng Thị Nhung (con gái).", text, StringComparison.Ordinal);
        Assert.Equal(ownAccount, text.Contains("0123456789", StringComparison.Ordinal));
        Assert.DoesNotContain("Lê Thị Mai", text, StringComparison.Ordinal); // who declared
        var named = Assert.Single(await host.WithDbAsync(db => db.ProxyAuthorisations.AsNoTracking().ToListAsync()));
        Assert.Equal((row.BeneficiaryId, "Hoàng Thị Nhung", "038180000999", "con gái", true, false), (named.BeneficiaryId, named.ProxyName, named.ProxyNumber, named.Relation, named.IsNamed, named.IsWaiting));
        Assert.False(named.HoldsOn(run.Dossiers.Today.AddDays(1)));
    }

    [Fact]
    public async Task Pension_WithoutANamedReceiver_AwaitsNoPaper()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("huu-tri-xa-hoi");
        await run.Dossiers.MatchIdentityAsync(id);

        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));

        Assert.Equal(0, await host.WithDbAsync(db => db.ProxyAuthorisations.CountAsync()));
    }

    [Fact]
    public async Task Assistance_ToAnAccount_KeepsTheAccountWhenItGoesOn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync(Situations.Disabled, v => Account(v, "Nguyễn Văn Thủy"));
        await run.Dossiers.MatchIdentityAsync(id);
        await run.DecidedAsync(id, FormFacts.Of(await run.Dossiers.LoadAsync(id)));
        Assert.Contains("vào tài khoản số 0123456789", Assert.Single(await run.DecisionsAsync(id)).Content, StringComparison.Ordinal);
        var owner = (await run.Dossiers.LoadAsync(id)).Owner;
        var person = new Person(owner.FullName, owner.BirthDate, owner.CitizenId);
        host.Clock.SetDay(run.Dossiers.Today.AddMonths(3));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, person);

        await run.DecidedAsync(stop, person.Plain, new Measure { Reason = "S1", On = run.Dossiers.Today.AddMonths(-1) });

        var rows = await host.WithDbAsync(db => db.Entitlements.AsNoTracking().ToListAsync());
        Assert.Contains(rows, r => r.Status == EntitlementStatus.Suspended);
        Assert.All(rows, r => Assert.Equal((PayWay.ToAccount, "0123456789", "Agribank"), (r.MethodCode, r.AccountNumber, r.Bank)));
    }

    // Policy 3.6, S3: held in custody for a month or longer.
    [Theory]
    [InlineData("2022-09-06", false)]
    [InlineData("2022-09-05", true)]
    public async Task Suspension_ForDetention_WaitsForAMonth(string since, bool accepted)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Suspend, Person.Disabled);
        while ((await run.Dossiers.LoadAsync(id)).Status is var status and not DossierStatus.UnderAppraisal)
        {
            await run.StepAsync(id, status, Person.Disabled.Plain);
        }

        var measure = new Measure { Reason = MeasureReasons.Detained, On = DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture) };
        var outcome = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ", Person.Disabled.Plain, measure), o, default));

        Assert.Equal((accepted, !accepted), (outcome.Succeeded, outcome.Has(OutcomeProblems.DetainedTooShort)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reception_WithTheOriginals_SaysSoOnTheReceiptAndTheSheet(bool seen)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync();

        var taken = await run.MustAsync(id, ActKinds.Receive, (s, v, o) => s.GetRequiredService<Receive>().Handle(new(id, v, "", seen), o, default));

        var receipt = PaperContent.Parse(await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id && p.Paper == "D01").Select(p => p.Content).SingleAsync()));
        Assert.Equal(!seen, receipt.Closing.Any(c => c.StartsWith("Giấy tờ chưa đối chiếu", StringComparison.Ordinal)));
        Assert.Equal(seen, taken.Steps[^1].Note.Contains("Đã đối chiếu", StringComparison.Ordinal));
        Assert.Equal(seen, Receive.OriginalsSeen(await run.Dossiers.LoadAsync(id)));
    }

    [Theory]
    [InlineData("2022-01-15", "09/11/2022")] // 25 working days after 05/10/2022
    [InlineData("1982-01-15", null)]
    public void Notice_OfAnAbandonedChild_HasTwentyFiveWorkingDays(string born, string? until)
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot, procedure: Procedures.UrgentAdmission, kind: RequestKind.Admit);
        (dossier.Owner.BirthDate, dossier.ReceivedAt) = (born, dossier.SubmittedAt);

        dossier.SearchNoticeDueOn = AbandonedChild.DueOn(ShippedFlow.On(ShippedFlow.Pilot), dossier);

        Assert.Equal(until is not null, AbandonedChild.Words(dossier)?.Contains($"trước hết ngày {until}.", StringComparison.Ordinal) ?? false);
    }

    private static void Account(FormValues v, string holder) =>
        (v["PaymentBy"], v["AccountNumber"], v["AccountName"], v["Bank"]) = ("account", "0123456789", holder, "Agribank");
}
