namespace ProvinceNode.Eligibility;

/// <summary>A group whose clauses all hold, and what it would pay.</summary>
internal readonly struct Hit(GroupRule rule, Tariff tariff, int times, long less, bool grace)
{
    public GroupRule Rule { get; } = rule;

    public Tariff Tariff { get; } = tariff;

    public int Times { get; } = times;

    public long Less { get; } = less;

    public bool Grace { get; } = grace;

    public long Amount { get; } = tariff.Amount(times, less);

    public bool Exists => Tariff is not null;

    public string Code => Tariff.Row.Code;
}

/// <summary>The rule of choice (Decree 20 Art. 6(2), Decree 176/2025, policy 1.3): the highest one, with the exception of the single parent.</summary>
internal struct Chosen
{
    private Hit _four;
    private Hit _joint;
    private Hit _last;
    private Hit _lastCare;
    private Hit _pension;

    /// <summary>The person's own assistance or pension.</summary>
    public Hit Main;

    /// <summary>What is paid together with group 4.</summary>
    public Hit Second;

    /// <summary>Support to the disabled person himself, Art. 20(2)(a).</summary>
    public Hit SelfCare;

    /// <summary>Support to the household or the carer.</summary>
    public Hit Care;

    public Hit Institution;

    /// <summary>The allowance under another text that takes the place of <see cref="Main"/>; null when none does.</summary>
    public AllowanceSpan? Other;

    public readonly long TotalDong => Sum(Main) + Sum(Second) + Sum(SelfCare) + Sum(Care) + Sum(Institution);

    public void Consider(in Hit hit, in CaseMonth c)
    {
        switch (hit.Rule.Kind)
        {
            case AwardKind.SocialPension:
                _pension = Better(_pension, hit, c);
                break;
            case AwardKind.Institution:
                Institution = hit;
                break;
            case AwardKind.Care when hit.Grace:
                _lastCare = Better(_lastCare, hit, c);
                break;
            case AwardKind.Care when hit.Rule.Receiver == ReceiverKind.Self:
                SelfCare = Better(SelfCare, hit, c);
                break;
            case AwardKind.Care:
                Care = Better(Care, hit, c);
                break;
            case AwardKind.Assistance when hit.Grace:
                _last = Better(_last, hit, c);
                break;
            default:
                Main = Better(Main, hit, c);
                _four = hit.Rule == SingleParentGroup.Rule ? hit : _four;
                _joint = hit.Rule.JoinsGroup4 ? Better(_joint, hit, c) : _joint;
                break;
        }
    }

    /// <summary>Settles what is paid of all that holds.</summary>
    public void Settle(in CaseMonth c)
    {
        // The month in which a limit of age is reached is the last one paid, unless something else already is (policy 1.5).
        Main = _last.Exists && (!Main.Exists || (c.Edition.DecreaseNextMonth && _last.Amount > Main.Amount)) ? _last : Main;
        Care = _lastCare.Exists && (!Care.Exists || (c.Edition.DecreaseNextMonth && _lastCare.Amount > Care.Amount)) ? _lastCare : Care;
        if (_four.Exists && _joint.Exists && _four.Amount + _joint.Amount >= Main.Amount)
        {
            (Main, Second) = (_four, _joint);
        }

        var own = Sum(Main) + Sum(Second);
        if (_pension.Exists && (_pension.Amount > own || (_pension.Amount == own && c.Current == _pension.Code)))
        {
            (Main, Second, own) = (_pension, default, _pension.Amount);
        }

        // In the month of entering or leaving an institution the community pays what it owes, and the institution only when it owes nothing.
        Institution = Main.Exists ? default : Institution;

        if (Main.Exists && c.Allowance(socialOnly: false) is { MonthlyDong: > 0 } other && other.MonthlyDong >= own)
        {
            (Main, Second, Other) = (default, default, other);
        }
    }

    // More wins; at equal amounts what is paid already; else the first of the law's order.
    private static Hit Better(in Hit old, in Hit hit, in CaseMonth c) =>
        !old.Exists || hit.Amount > old.Amount || (hit.Amount == old.Amount && c.Before.Has(hit.Code)) ? hit : old;

    private static long Sum(in Hit hit) => hit.Exists ? hit.Amount : 0;
}
