namespace ProvinceNode.Eligibility;

/// <summary>Whether a clause holds.</summary>
internal delegate bool CaseTest(in CaseMonth c);

/// <summary>Words about the fact that a clause met.</summary>
internal delegate string CaseWords(in CaseMonth c);

/// <summary>A number of a case.</summary>
internal delegate int CaseNumber(in CaseMonth c);

/// <summary>Clauses of a case; rows made once.</summary>
internal delegate ClauseRule[] CaseClauses(in CaseMonth c);

/// <summary>One clause of the law: the test is asked by the amount and by the explanation alike, the words only by the explanation.</summary>
internal sealed record ClauseRule(string Article, string Wants, CaseTest Holds, CaseWords Found);

/// <summary>From when a group is paid (Decree 20 Art. 8(1)(đ)).</summary>
internal enum StartKind
{
    /// <summary>Month the decision is signed.</summary>
    Signed,

    /// <summary>Month the disability certificate was issued.</summary>
    Certificate,

    /// <summary>Month the age was reached.</summary>
    Birthday,
}

/// <summary>The shape of one group; its numbers and ages come from the rows of its families.</summary>
internal sealed class GroupRule
{
    /// <summary>E.g. 5.a or CS.4.</summary>
    public required string Group { get; init; }

    /// <summary>Name when no category of it fits.</summary>
    public required string Name { get; init; }

    /// <summary>Article of the group as printed.</summary>
    public required string Article { get; init; }

    /// <summary>Declaration form when no category of it fits.</summary>
    public required string Form { get; init; }

    public AwardKind Kind { get; init; } = AwardKind.Assistance;

    public LevelKind Level { get; init; } = LevelKind.Standard;

    /// <summary>Bit in <see cref="CaseMonth.Held"/>.</summary>
    public ulong Bit { get; init; }

    /// <summary>Code prefixes of its rows; a family's rows differ by age only.</summary>
    public required string[] Families { get; init; }

    /// <summary>Which family a case is asked in.</summary>
    public CaseNumber? Pick { get; init; }

    /// <summary>First the clause that tells whom the group is for.</summary>
    public required ClauseRule[] Clauses { get; init; }

    /// <summary>Clauses that follow <see cref="Clauses"/> and are others for other cases, e.g. why somebody is taken into an institution.</summary>
    public CaseClauses? Varying { get; init; }

    /// <summary>Children of group 4; else 1.</summary>
    public CaseNumber? Times { get; init; }

    public StartKind Start { get; init; }

    public ReceiverKind Receiver { get; init; } = ReceiverKind.Self;

    public bool Sensitive { get; init; }

    /// <summary>The law says "đến" an age: its month still counts, also for a new decision (policy appendix B).</summary>
    public bool UntilIncluded { get; init; }

    /// <summary>May be paid together with group 4 (Art. 6(2)).</summary>
    public bool JoinsGroup4 { get; init; }

    /// <summary>The tariff of the case's age.</summary>
    /// <param name="grace">The limit of age is reached this month by somebody who is paid: the last month, with which nothing begins.</param>
    public static Tariff? TariffOf(Entry entry, in CaseMonth c, out bool grace)
    {
        grace = false;
        var rule = entry.Rule;
        var tariffs = entry.Families[rule.Pick is null ? 0 : rule.Pick(c)];
        for (var i = 0; i < tariffs.Length; i++)
        {
            var row = tariffs[i].Row;
            if ((row.AgeFromMonths ?? 0) <= c.Age && (row.AgeUntilMonths is not { } until || c.Age < until))
            {
                return c.Edition.DecreaseNextMonth && i > 0 && c.Age == row.AgeFromMonths && tariffs[i - 1].Coefficient > tariffs[i].Coefficient
                    && c.Before.Has(tariffs[i - 1].Row.Code) ? tariffs[i - 1] : tariffs[i];
            }
        }

        if (tariffs.Length > 0 && tariffs[^1] is var last && c.Age == last.Row.AgeUntilMonths && (rule.UntilIncluded || c.Before.Has(last.Row.Code)))
        {
            grace = !rule.UntilIncluded;
            return last;
        }

        return null;
    }

    /// <summary>Every clause holds.</summary>
    public bool Holds(in CaseMonth c)
    {
        foreach (var clause in Clauses)
        {
            if (!clause.Holds(c))
            {
                return false;
            }
        }

        return Varying is null || HoldVarying(c);
    }

    private bool HoldVarying(in CaseMonth c)
    {
        foreach (var clause in Varying!(c))
        {
            if (!clause.Holds(c))
            {
                return false;
            }
        }

        return true;
    }
}
