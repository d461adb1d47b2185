using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>Months that were paid to everybody before the one that is built: periods, settled lists, their lines and claims. What the payer told of them is left out: a building does not read it.</summary>
internal static class PaymentHistory
{
    /// <param name="months">The first and the last.</param>
    public static async Task FillAsync(NodeHost host, string commune, IReadOnlyList<Entitlement> versions, (PayMonth First, PayMonth Last) months, CancellationToken ct)
    {
        for (var month = months.First; month <= months.Last; month = month.AddMonths(1))
        {
            var (at, day) = (new DateTimeOffset(month.AddMonths(-1).FirstDay.AddDays(20).ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero), month.AddMonths(-1).FirstDay.AddDays(19));
            var period = new PaymentPeriod
            {
                Id = Guid.CreateVersion7(at), TenantPath = commune, HolderName = commune, Month = month.Number, FirstMonth = months.First.Number, State = PeriodState.Closed, ResultsBy = day, ClosingFrom = day, ClosingBy = day, MoneyBy = day,
                OpenedAt = at.UtcDateTime, OpenedByName = "Kế toán", Version = 1,
            };
            var run = new PaymentRun
            {
                Id = Guid.CreateVersion7(at), TenantPath = commune, PeriodId = period.Id, Month = month.Number, Supplementary = false, State = RunState.Built, StartedById = Guid.NewGuid(), StartedByName = "Kế toán", StartedAt = at.UtcDateTime, Communes = 1, Done = 1,
                Cursor = commune, Version = 1,
            };
            var (lists, lines, claims) = (new List<PaymentList>(), new List<PaymentLine>(), new List<PaymentClaim>());
            foreach (var of in versions.GroupBy(v => v.Receiver.Way.MethodCode == PayWay.ToAccount ? PayMethod.Bank : PayMethod.CashPoint))
            {
                var own = of.ToList();
                var list = List(run, of.Key, own, at);
                lists.Add(list);
                for (var order = 0; order < own.Count; order++)
                {
                    var line = Line(list, order + 1, own[order], at);
                    lines.Add(line);
                    claims.Add(Claim(line, own[order], month, at));
                }
            }

            await host.WithDbAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                db.PaymentPeriods.Add(period);
                db.PaymentRuns.Add(run);
                db.PaymentLists.AddRange(lists);
                await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, at.UtcDateTime), ct);
                await BulkInsert.AddAsync(db, lines, ct);
                await BulkInsert.AddAsync(db, claims, ct);
                await transaction.CommitAsync(ct);
                return true;
            });
        }
    }

    /// <summary>What lists hold is paid, as the payer's results leave it.</summary>
    public static Task<bool> PaidAsync(NodeHost host, CancellationToken ct) => host.WithDbAsync(async db =>
    {
        await db.PaymentClaims.Where(c => c.State == ClaimState.Listed).ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ClaimState.Paid), ct);
        await db.PaymentLines.Where(l => l.Outcome == LineOutcome.Open).ExecuteUpdateAsync(s => s.SetProperty(l => l.Outcome, LineOutcome.Paid).SetProperty(l => l.ResultVersion, 1), ct);
        await db.PaymentLists.Where(l => l.Status == ListStatus.Approved).ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Settled).SetProperty(l => l.Version, l => l.Version + 1), ct);
        return true;
    });

    private static PaymentList List(PaymentRun run, PayMethod method, List<Entitlement> own, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), TenantPath = run.TenantPath, HolderPath = run.TenantPath, PeriodId = run.PeriodId, RunId = run.Id, Month = run.Month, Type = ListType.Regular, Method = method, Sequence = 1, UnitName = "Xã", Status = ListStatus.Settled,
        BuiltById = run.StartedById, BuiltByName = run.StartedByName, BuiltAt = at.UtcDateTime, Lines = own.Count, People = own.Count, MonthlyDong = Sum(own), CareDong = Dong.Zero, ArrearsDong = Dong.Zero, RecoveryDong = Dong.Zero, CarriedDong = Dong.Zero,
        OneOffDong = Dong.Zero, TotalDong = Sum(own), Version = 4,
    };

    private static Dong Sum(List<Entitlement> own) => new(own.Sum(o => o.MonthlyAmount.Amount));

    private static PaymentLine Line(PaymentList list, int order, Entitlement of, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), ListId = list.Id, TenantPath = list.TenantPath, Order = order, PersonId = of.BeneficiaryId, BeneficiaryCode = "38-0000000", PersonName = of.ReceiverName, BirthDate = "1949-02-10", Sex = 2, PersonNumber = of.ReceiverNumber,
        Village = "Thôn 1", Category = "K6", Coefficient = "2", Level = of.Level, Monthly = of.MonthlyAmount, Care = Dong.Zero, Arrears = Dong.Zero, ArrearsFrom = 0, ArrearsTo = 0, Recovery = Dong.Zero, Carried = Dong.Zero, CarriedMonths = 0,
        OneOff = Dong.Zero, Total = of.MonthlyAmount, Method = list.Method, AccountNumber = of.AccountNumber, Bank = of.Bank, AccountHolder = of.AccountHolder, ReceiverName = of.ReceiverName, ReceiverNumber = of.ReceiverNumber,
        ReceiverRelation = of.ReceiverRelation, ProxyName = "", ProxyNumber = "", ProxyRelation = "", ProxyId = null, People = 1, Others = "", Note = "", Outcome = LineOutcome.Paid, ResultVersion = 1, PaidOn = new PayMonth(list.Month).FirstDay.AddDays(5), Version = 2,
    };

    private static PaymentClaim Claim(PaymentLine line, Entitlement of, PayMonth month, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), LineId = line.Id, ListId = line.ListId, TenantPath = line.TenantPath, BeneficiaryId = of.BeneficiaryId, Kind = of.Kind == EntitlementKind.Care ? ClaimKind.Care : ClaimKind.Regular, Why = ClaimWhy.Current, Strand = of.Strand,
        Month = month.Number, SourceId = Guid.Empty, ListMonth = month.Number, Amount = of.MonthlyAmount, EntitlementId = of.Id, EntitlementVersion = 1, State = ClaimState.Paid,
    };
}
