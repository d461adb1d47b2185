using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Receiving;

/// <summary>A request for another way and the declaration of a later decision: what was settled last is paid.</summary>
public sealed class LatestWayTests
{
    private static readonly PayWay A = new(PayWay.ToAccount, "0123456789", "Lê Thị Số 001", "Agribank");

    [Theory]
    [InlineData(202212, false, "0123456789", "Bank")] // granted anew after the request: the declaration that the decision prints
    [InlineData(202210, false, "", "CashHome")] // the request came after the decision
    [InlineData(202212, true, "", "CashHome")] // a new level copies the way: its day is that of the first
    public async Task Request_AndDeclaration_TheLaterIsPaid(int granted, bool copied, string account, string method)
    {
        await using var run = await SendRun.StartAsync();
        var first = new DateOnly(2022, 10, 5);
        var person = await run.Pay.GrantedAsync(PayRun.Somebody(1), Award(202206, copied || granted == 202210 ? A : PayWay.Cash));
        run.Host.Clock.SetDay(first.AddDays(3));
        await RequestedAsync(run, person);
        if (granted > 202210)
        {
            run.Host.Clock.SetDay(new PayMonth(granted).FirstDay);
            await GrantedAgainAsync(run, person, copied);
        }

        var period = await run.Pay.ListedAsync(202301);

        var lines = await run.Pay.LinesAsync(period);
        Assert.Equal([(account, method)], lines.Select(l => (l.AccountNumber, l.Method.ToString())).Distinct());
        var page = (await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder), $"/doi-tuong/{person}/nhan-tien")).Main;
        Assert.Contains(method == "Bank" ? "theo tờ khai, ghi nhận ngày 01/12/2022" : "theo yêu cầu ngày 08/10/2022", page, StringComparison.Ordinal);
        Assert.Equal(method == "Bank", page.Contains("đã được tờ khai hoặc yêu cầu sau thay thế", StringComparison.Ordinal));
    }

    // The account of a proxy whose paper ended is nobody's matter once a later decision pays another way.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Account_OfAnEndedPaper_IsNoMatterOnceALaterDeclarationHolds(bool again)
    {
        await using var run = await SendRun.StartAsync();
        var person = await run.Pay.GrantedAsync(PayRun.Somebody(1), Award(202206, PayWay.Cash));
        run.Host.Clock.SetDay(new DateOnly(2022, 10, 8));
        await RequestedAsync(run, person, Guid.NewGuid());
        if (again)
        {
            run.Host.Clock.SetDay(new DateOnly(2022, 12, 1));
            await GrantedAgainAsync(run, person, false);
        }

        var period = await run.Pay.ListedAsync(202301);

        Assert.Equal(again ? "0123456789" : "", (await run.Pay.LinesAsync(period)).Select(l => l.AccountNumber).Distinct().Single());
        Assert.Equal(!again, (await run.Pay.MattersAsync(period)).Any(m => m.Kind == MatterKind.ProxyEnded));
    }

    [Fact]
    public void Way_OfAnEntryFromAList_GivesWayToEveryRequestSinceItsMonth()
    {
        var receiver = new Receiver("Lê Thị Số 001", "038149000001", "") { Way = A };
        var row = Version(receiver, EntitlementSource.Import, new DateTime(2023, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        var change = Change(new DateTime(2023, 1, 5, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(PayMethod.CashHome, LineWay.Of(receiver, [change], new DeclaredWays([row]).At(receiver, row)).Method);
        Assert.Equal(PayMethod.Bank, LineWay.Of(receiver, [change], new DeclaredWays([Version(receiver, EntitlementSource.Decision, row.RecordedAt)]).At(receiver)).Method);
    }

    private static AwardRow Award(int month, PayWay way) => new(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(month), new Receiver("Lê Thị Số 001", "038149000001", "") { Way = way });

    private static async Task RequestedAsync(SendRun run, Guid person, Guid? paper = null)
    {
        var time = new VietnamTime(run.Host.Clock);
        await run.Pay.SaveAsync(db =>
        {
            var change = Change(time.UtcNow);
            db.MethodChanges.Add(new MethodChange
            {
                Id = Guid.NewGuid(), TenantPath = run.Pay.Flow.Dossiers.Commune, BeneficiaryId = person, From = change.From, To = change.To, FromMonth = 202211, State = MethodChangeState.InForce, RequestedBy = "A", RequestedOn = time.Today,
                RecordedById = Guid.NewGuid(), RecordedByName = "B", RecordedAt = time.UtcNow, SettledAt = time.UtcNow, AuthorisationId = paper, Version = 1,
            });
        });
    }

    // A stop and another grant, or a level that goes on.
    private static Task<int> GrantedAgainAsync(SendRun run, Guid person, bool copied) => run.Host.WithAsync(async s =>
    {
        var db = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<NodeDb>(s);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(default);
        var (row, now) = (await db.Entitlements.SingleAsync(e => e.BeneficiaryId == person), new VietnamTime(run.Host.Clock).UtcNow);
        var cause = new ChangeCause(Guid.NewGuid(), "T4", now);
        if (copied)
        {
            ChangeEntitlement.GoOn(db, row, new(202301), EntitlementStatus.Active, cause);
        }
        else
        {
            ChangeEntitlement.End(row, new(202212), cause);
            ChangeEntitlement.BeginAll(db, person, row.TenantPath, [Award(202301, A)], cause with { DecisionId = Guid.NewGuid() });
        }

        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, now), default));
        await transaction.CommitAsync();
        return 0;
    });

    private static MethodChange Change(DateTime at) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = Guid.NewGuid(), From = PayMethod.CashPoint, To = PayMethod.CashHome, FromMonth = 202301, RequestedBy = "A", RequestedOn = new(2023, 1, 1), RecordedById = Guid.NewGuid(),
        RecordedByName = "B", RecordedAt = at, SettledAt = at,
    };

    private static Entitlement Version(Receiver receiver, EntitlementSource source, DateTime at) => new()
    {
        Id = Guid.NewGuid(), BeneficiaryId = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, CategoryCode = "5.a", CoefficientHundredths = 150, Level = new(360_000), MonthlyAmount = new(540_000), StartMonth = 202206, DecisionId = Guid.NewGuid(),
        Source = source, ReceiverName = receiver.Name, ReceiverNumber = receiver.Number, MethodCode = receiver.Way.MethodCode, AccountNumber = receiver.Way.AccountNumber, AccountHolder = receiver.Way.Holder, Bank = receiver.Way.Bank, RecordedAt = at,
    };
}
