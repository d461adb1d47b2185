using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>
/// One person's years as the registry and the lists live them, by chance: decisions before and after the lists of a month are closed, as the outcomes write them
/// (what a decision settles, it settles up to its own month and takes for paid what stood before), results that come back unpaid, months without any list.
/// </summary>
internal sealed class LifeOfPayments(int seed)
{
    public const string Here = "38.400.16063";
    public const string There = "38.400.16066";

    private static readonly long[] Amounts = [360_000, 540_000, 720_000];
    private readonly Random _chance = new(seed);
    private readonly Guid _person = Guid.NewGuid();
    private readonly List<Entitlement> _versions = [];
    private readonly List<OneOffPayment> _once = [];
    private readonly List<PaymentHold> _holds = [];
    private readonly List<(int List, ClaimFact Claim, string Place)> _claims = [];
    private readonly SettledLife _settled = new(seed % 4);
    private readonly List<RecoveredMonth> _recovered = [];
    private readonly Dictionary<Guid, long> _repaid = [];
    private string _place = Here;

    public static PayMonth First { get; } = new(202301);
    public PayMonth Running { get; private set; } = First.AddMonths(-1);
    public int Lists { get; private set; }

    public int Unlooked => _settled.Unlooked;

    public IReadOnlyList<ClaimFact> Claims => _claims.ConvertAll(c => c.Claim);

    /// <summary>Lives some months by chance, then some quiet ones in which every list is built and paid.</summary>
    public LifeOfPayments Live(int months, int quiet)
    {
        for (var i = 0; i < months + quiet; i++)
        {
            var calm = i >= months;
            if (i == months)
            {
                Settled();
            }

            Results(calm);
            Decide(calm ? 0 : 40);
            if (calm || _chance.Next(10) > 0)
            {
                Build();
            }

            Decide(calm ? 0 : 25);
            Running = Running.AddMonths(1);
        }

        Results(true);
        return this;
    }

    /// <summary>What the registry says now that he was due in the months that lists have held.</summary>
    public long Due => Months().Sum(m => KnownMonths.Now(_versions, m) is { Withheld: false, Status: not EntitlementStatus.Suspended } v ? v.MonthlyAmount.Amount : 0);

    /// <summary>What lists paid, less what they took and what was paid back by receipts.</summary>
    public long Paid => _claims.Where(c => c.Claim.State == ClaimState.Paid).Sum(c => c.Claim.Kind == ClaimKind.Recovery ? -c.Claim.Amount : c.Claim.Amount) - _repaid.Values.Sum();

    /// <summary>Months that decisions took back because lists had overpaid them.</summary>
    public int TakenBack => _recovered.Count;

    /// <summary>What the rules say is still to be taken back: of recoveries of decisions, and what lists paid before a decision lowered it.</summary>
    public long Owed => new[] { Here, There }.Select(p => DueRules.Of(Facts(p), Terms(p))).Sum(d => d.Recoveries.Sum(r => r.Left) + Over(d));

    /// <summary>Of it what lists overpaid, as the rules tell it.</summary>
    public long Overpaid => new[] { Here, There }.Sum(p => Over(DueRules.Of(Facts(p), Terms(p))));

    /// <summary>What was given back because a month that was taken back came back unpaid.</summary>
    public int Refunds => _claims.Count(c => c.Claim.Kind == ClaimKind.Arrears && _once.Exists(o => o.Id == c.Claim.SourceId && o.Kind == OneOffKind.Recovery));

    public string Story => $"seed {seed}: {string.Join("; ", _versions.Select(v => $"{v.StartMonth}-{v.EndMonth} {v.MonthlyAmount.Amount} {v.Status}{(v.Withheld ? " withheld" : "")} {v.TenantPath} rec {VietnamTime.Day(v.RecordedAt)} end {v.EndReason}"))} | once {string.Join("; ", _once.Select(o => $"{o.Kind} {o.FromMonth}-{o.ToMonth} {o.Amount.Amount} due {o.DueMonth}"))} | holds {string.Join("; ", _holds.Select(h => $"{h.FromMonth}-{h.LastMonth}"))} | claims {string.Join("; ", _claims.Select(c => $"[{c.List}] {c.Claim.Kind} {c.Claim.Month} {c.Claim.Amount} {c.Claim.State}"))}";

    private static long Over(PersonDue due) => due.Omissions.Where(o => o.Reason == OmissionReason.Overpaid).Sum(o => o.Amount);

    private IEnumerable<PayMonth> Months()
    {
        for (var m = First; m <= Running; m = m.AddMonths(1))
        {
            yield return m;
        }
    }

    private MonthTerms Terms(string place) => new(Running.AddMonths(1), First, Running, place);

    private PersonOfMonth Facts(string place) => new(_person, [.. _versions], Claims, [.. _once.Where(o => o.DueMonth <= Running.AddMonths(1).Number)], [.. _holds]) { Recovered = _recovered, Repaid = _repaid };

    private void Build()
    {
        Lists++;
        foreach (var place in new[] { Here, There })
        {
            var card = new PersonCard(_person, "38-1", "Nguyễn Văn A", "A", "1950", 1, "038050000001", "Thôn 1");
            var draft = LineRules.Of([new PersonOfList(card, _settled.Told(Facts(place), Terms(place), _claims, Story), [], [])], false, seed % 3 == 0 ? 40 : RecoveryCap.All);
            var parts = draft.Lists.SelectMany(l => l.Lines).SelectMany(l => l.Parts).Select(p => p.Claim).ToList();
            foreach (var c in parts)
            {
                var month = c is { Kind: ClaimKind.Recovery, Month: 0 } ? Running.AddMonths(1).Number : c.Month;
                var claim = new ClaimFact(c.Strand, month, c.Kind, c.SourceId, c.Amount, ClaimState.Listed);
                Assert.DoesNotContain(Claims, o => o.IsActive && (o.Strand, o.Month, o.Kind, o.SourceId) == (claim.Strand, claim.Month, claim.Kind, claim.SourceId)); // the database's unique key
                Assert.True(c.Amount > 0);
                _claims.Add((Running.AddMonths(1).Number, claim, place));
            }

            Assert.All(draft.Lists.SelectMany(l => l.Lines), l => Assert.True(l.Total >= 0));
        }
    }

    // A line is paid or comes back whole.
    private void Results(bool all)
    {
        foreach (var list in _claims.Where(c => c.Claim.State == ClaimState.Listed && c.List <= Running.Number).Select(c => c.List).Distinct().ToList())
        {
            var state = all || _chance.Next(100) < 80 ? ClaimState.Paid : ClaimState.Unpaid;
            for (var i = 0; i < _claims.Count; i++)
            {
                _claims[i] = _claims[i].List == list && _claims[i].Claim.State == ClaimState.Listed ? _claims[i] with { Claim = _claims[i].Claim with { State = state } } : _claims[i];
            }
        }

        if (!all && _chance.Next(100) < 8)
        {
            Correct();
        }
    }

    // The payer says of a list that he told paid that it was not: one of the last months.
    private void Correct()
    {
        var list = Running.AddMonths(-_chance.Next(4)).Number;
        for (var i = 0; i < _claims.Count; i++)
        {
            _claims[i] = _claims[i].List == list && _claims[i].Claim.State == ClaimState.Paid ? _claims[i] with { Claim = _claims[i].Claim with { State = ClaimState.Unpaid } } : _claims[i];
        }
    }

    // What is interrupted is no claim of anybody: it is lifted and resumed before the quiet months.
    private void Settled()
    {
        _holds.FindAll(h => h.LiftedAt is null).ForEach(Lift);
        if (_versions.Where(KnownMonths.IsReal).MaxBy(v => v.StartMonth) is { Status: EntitlementStatus.Suspended } suspended)
        {
            Resume(suspended, _chance.Next(2) == 0);
        }
    }

    // A decision takes back what the lists told of it; of some the receiver pays a part back by himself.
    private void TakeBack()
    {
        foreach (var place in new[] { Here, There })
        {
            foreach (var months in DueRules.Of(Facts(place), Terms(place)).Overpaid.Where(o => o.Month <= Running.Number).GroupBy(o => o.Strand))
            {
                var once = new OneOffPayment
                {
                    Id = Guid.NewGuid(), TenantPath = _place, BeneficiaryId = _person, EntitlementId = _versions.FindLast(v => v.Strand == months.Key)?.Id, Kind = OneOffKind.Recovery, PersonName = "Nguyễn Văn A", ReceiverName = "Nguyễn Văn A",
                    ReceiverNumber = "038050000001", Amount = new Dong(months.Sum(m => m.Amount)), FromMonth = months.Min(m => m.Month), ToMonth = months.Max(m => m.Month), DueMonth = Next.Number, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = Now,
                };
                _once.Add(once);
                _recovered.AddRange(months.Select(m => new RecoveredMonth(m.Strand, m.Month, once.Id, m.Amount)));
                _repaid[once.Id] = _chance.Next(3) == 0 ? once.Amount.Amount / 2 : 0;
            }
        }
    }

    private void Decide(int percent)
    {
        if (percent > 0 && seed % 2 == 0 && _chance.Next(3) == 0)
        {
            TakeBack();
        }

        if (_chance.Next(100) >= percent)
        {
            return;
        }

        var last = _versions.Where(KnownMonths.IsReal).MaxBy(v => v.StartMonth);
        if (_holds.Find(h => h.LiftedAt is null) is { } hold)
        {
            Lift(hold);
        }
        else if (last is null || last.Status == EntitlementStatus.Ended)
        {
            Grant(last);
        }
        else if (last.Status == EntitlementStatus.Suspended)
        {
            Resume(last, _chance.Next(2) == 0);
        }
        else
        {
            new Action[] { () => Stop(), Adjust, () => Suspend(last), () => Move(last), Hold }[_chance.Next(5)]();
        }
    }

    private PayMonth Next => Running.AddMonths(1);

    private DateTime Now => VietnamTime.Utc(Running.FirstDay.AddDays(10 + (_versions.Count % 15)).ToDateTime(new TimeOnly(9, 0))).AddSeconds(_once.Count);

    private Entitlement Begin(PayMonth start, long amount, string place, Guid? previous = null, EntitlementStatus status = EntitlementStatus.Active)
    {
        var row = new Entitlement
        {
            Id = Guid.NewGuid(), BeneficiaryId = _person, TenantPath = place, CategoryCode = "5.a", CoefficientHundredths = 100, Level = new Dong(360_000), MonthlyAmount = new Dong(amount), StartMonth = start.Number,
            DecisionId = Guid.NewGuid(), ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001", PreviousId = previous, Status = status, Withheld = status == EntitlementStatus.Suspended, BeganSuspended = status == EntitlementStatus.Suspended, RecordedAt = Now,
        };
        _versions.Add(row);
        return row;
    }

    private void End(Entitlement row, PayMonth last, string reason) => ChangeEntitlement.End(row, last, new ChangeCause(Guid.NewGuid(), reason, Now));

    private void EndAll(PayMonth last, string reason) => ChangeEntitlement.EndAll(_versions.ToList(), last, new ChangeCause(Guid.NewGuid(), reason, Now));

    private void Settle(IReadOnlyList<Settlement> lines)
    {
        foreach (var line in lines.Where(l => l.TotalDong != 0))
        {
            var of = _versions.Where(v => v.StartMonth <= line.Spans[^1].ToMonth && KnownMonths.IsReal(v)).MaxBy(v => v.StartMonth) ?? _versions[0];
            _once.Add(new OneOffPayment
            {
                Id = Guid.NewGuid(), TenantPath = _place, BeneficiaryId = _person, EntitlementId = of.Id, Kind = line.TotalDong > 0 ? OneOffKind.Arrears : OneOffKind.Recovery, PersonName = "Nguyễn Văn A",
                ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001", Amount = new Dong(Math.Abs(line.TotalDong)), FromMonth = line.Spans[0].FromMonth, ToMonth = line.Spans[^1].ToMonth, DueMonth = Next.Number,
                DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = Now,
            });
        }
    }

    private void Grant(Entitlement? last)
    {
        var start = Running.AddMonths(-_chance.Next(4));
        start = last is not null && start.Number <= last.EndMonth ? new PayMonth(last.EndMonth).AddMonths(1) : start;
        start = start < First ? First : start;
        var row = Begin(start, Amounts[_chance.Next(3)], _place);
        Settle(Settlements.Between([Stretch.Of(row)], [], start, Next));
    }

    private void Stop()
    {
        var last = Running.AddMonths(-_chance.Next(3));
        Settle(Settlements.Between([], Settlements.Paid(_versions), last.AddMonths(1), Next));
        EndAll(last, "T1");
    }

    private void Adjust()
    {
        var current = _versions.Where(KnownMonths.IsReal).MaxBy(v => v.StartMonth)!;
        var from = Running.AddMonths(1 - _chance.Next(4));
        from = from.Number < current.StartMonth ? new PayMonth(current.StartMonth) : from;
        var wanted = new Stretch(EntitlementKind.Assistance, "5.a", Amounts[_chance.Next(3)], from, null, current.Receiver);
        Settle(Settlements.Between([wanted], Settlements.Paid(_versions), from, Next));
        EndAll(from.AddMonths(-1), "Đổi mức");
        Begin(from, wanted.MonthlyDong, _place, current.Id);
    }

    private void Suspend(Entitlement last)
    {
        End(last, Running, "S1");
        Begin(Next, last.MonthlyAmount.Amount, _place, last.Id, EntitlementStatus.Suspended);
    }

    private void Resume(Entitlement suspended, bool arrears)
    {
        suspended.Withheld = !arrears;
        if (arrears)
        {
            Settle(Settlements.Between([Stretch.Of(suspended)], [], new PayMonth(suspended.StartMonth), Next));
        }

        End(suspended, Running, "Tiếp tục hưởng");
        Begin(Next, suspended.MonthlyAmount.Amount, _place, suspended.Id);
    }

    private void Move(Entitlement last)
    {
        End(last, Running, "Chuyển nơi cư trú");
        _place = _place == Here ? There : Here;
        Begin(Next, last.MonthlyAmount.Amount, _place, last.Id);
    }

    private void Hold() => _holds.Add(new PaymentHold { Id = Guid.NewGuid(), EventId = Guid.NewGuid(), BeneficiaryId = _person, TenantPath = _place, FromMonth = Next.Number, Why = "Tin báo chết", RecordedAt = Now });

    private void Lift(PaymentHold hold)
    {
        hold.Lift(Running, Now, "Cán bộ", "Tin sai");
        Settle(Settlements.Between(Settlements.Paid(_versions), [], new PayMonth(hold.FromMonth), Next));
    }
}
