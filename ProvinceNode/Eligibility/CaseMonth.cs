using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>One person in one month under one edition of the law, with what most clauses ask already found.</summary>
internal struct CaseMonth
{
    public readonly Facts Facts;
    public readonly PayMonth Month;
    public readonly DateOnly First;
    public readonly DateOnly Last;

    /// <summary>Completed months of age at the end of the month.</summary>
    public readonly int Age;
    public readonly PovertyStatus Poverty;

    /// <summary>The latest certificate issued by the end of the month, valid or not.</summary>
    public readonly DisabilityFacts? Certificate;
    public readonly RuleBook Book;
    public readonly Edition Edition;

    /// <summary>What was paid before this month.</summary>
    public readonly PaidBefore Before;

    /// <summary>Groups found to hold so far, by <see cref="GroupRule.Bit"/>: some ask for others.</summary>
    public ulong Held;

    public CaseMonth(Facts facts, PayMonth month, RuleBook book, Edition edition, in PaidBefore before)
    {
        (Facts, Month, Book, Edition, Before) = (facts, month, book, edition, before);
        First = month.FirstDay;
        Last = new DateOnly(First.Year, First.Month, DateTime.DaysInMonth(First.Year, First.Month));
        Age = facts.Birth.AgeInMonths(month);
        Poverty = PovertyOf(facts.Poverty, First, Last);
        Certificate = CertificateOf(facts, Last);
    }

    /// <summary>Some day of the span is in the month.</summary>
    public readonly bool Covers(DateOnly? from, DateOnly? until) => (from is not { } f || f <= Last) && (until is not { } u || u >= First);

    /// <summary>The span began before the month and lasts through it: what it takes away is lost with the month after its beginning.</summary>
    public readonly bool Fills(DateOnly? from, DateOnly? until) => (from is not { } f || f < First) && (until is not { } u || u >= Last);

    /// <summary>Assistance or pension paid before this month; empty: none.</summary>
    public readonly string Current => Before.Main;

    public readonly bool Holds(GroupRule rule) => (Held & rule.Bit) != 0;

    public readonly bool Poor => Poverty == PovertyStatus.Poor;

    public readonly bool PoorOrNear => Poverty != PovertyStatus.None;

    public readonly bool CertificateValid => Certificate is { CertificateNumber.Length: > 0 } c && (c.ValidUntil is not { } until || until >= First);

    public readonly DisabilityDegree Degree => Certificate?.Degree ?? DisabilityDegree.None;

    public readonly bool HivConfirmed => Facts.Hiv is { } hiv && (hiv.ConfirmedOn is not { } on || on <= Last);

    public readonly bool Studying => StudyOn(Facts.Study);

    /// <summary>The row of the list that names where the person lives.</summary>
    public readonly SpecialAreaRow? SpecialArea
    {
        get
        {
            for (var i = 0; i < Facts.Residences.Count; i++)
            {
                var home = Facts.Residences[i];
                if (Covers(home.From, home.Until) && Book.SpecialArea(home.CommuneCode, home.Village, First, Last) is { } row)
                {
                    return row;
                }
            }

            return null;
        }
    }

    public readonly bool IsCarer(CareKind kind, bool conditions = true)
    {
        for (var i = 0; i < Facts.Care.Count; i++)
        {
            var care = Facts.Care[i];
            if (care.Kind == kind && (care.ConditionsMet || !conditions) && Covers(care.From, care.Until))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who cares in this way in the month, one who meets the conditions of the article first; null: nobody.</summary>
    public readonly CareSpan? CareOf(CareKind kind, int article)
    {
        CareSpan? found = null;
        for (var i = 0; i < Facts.Care.Count; i++)
        {
            var care = Facts.Care[i];
            if (care.Kind == kind && Covers(care.From, care.Until) && (found is null || !found.Meets(article)))
            {
                found = care;
            }
        }

        return found;
    }

    public readonly bool InInstitution(bool whole)
    {
        for (var i = 0; i < Facts.Institution.Count; i++)
        {
            var stay = Facts.Institution[i];
            if (whole ? Fills(stay.From, stay.Until) : Covers(stay.From, stay.Until))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Money of the kinds in the month; 0 for none.</summary>
    /// <param name="pensionsOnly">Only pensions and social insurance.</param>
    /// <param name="any">True when there is one, also of unknown amount.</param>
    public readonly long Income(bool pensionsOnly, out bool any)
    {
        (var sum, any) = (0L, false);
        for (var i = 0; i < Facts.Incomes.Count; i++)
        {
            var income = Facts.Incomes[i];
            if ((!pensionsOnly || income.Kind is IncomeKind.Pension or IncomeKind.SocialInsurance) && Covers(income.From, income.Until))
            {
                (sum, any) = (sum + income.MonthlyDong, true);
            }
        }

        return sum;
    }

    /// <summary>The highest allowance under another text that excludes (Art. 6(2)); null for none.</summary>
    /// <param name="socialOnly">Only monthly social assistance.</param>
    public readonly AllowanceSpan? Allowance(bool socialOnly)
    {
        AllowanceSpan? best = null;
        for (var i = 0; i < Facts.OtherAllowances.Count; i++)
        {
            var other = Facts.OtherAllowances[i];
            if ((other.Kind == AllowanceKind.SocialAssistance || (!socialOnly && other.Kind == AllowanceKind.Merit))
                && (best is null || other.MonthlyDong > best.MonthlyDong) && Covers(other.From, other.Until))
            {
                best = other;
            }
        }

        return best;
    }

    public readonly ParentState Parent(IReadOnlyList<ParentSpan> spans)
    {
        var worst = ParentState.Present;
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].State > worst && Covers(spans[i].From, spans[i].Until))
            {
                worst = spans[i].State;
            }
        }

        return worst;
    }

    public readonly bool StudyOn(IReadOnlyList<StudySpan> spans)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].FirstDegree && Covers(spans[i].From, spans[i].Until))
            {
                return true;
            }
        }

        return false;
    }

    private static PovertyStatus PovertyOf(IReadOnlyList<PovertySpan> spans, DateOnly first, DateOnly last)
    {
        var best = PovertyStatus.None;
        for (var i = 0; i < spans.Count; i++)
        {
            var span = spans[i];
            if (span.Status > best && (span.From is not { } f || f <= last) && (span.Until is not { } u || u >= first))
            {
                best = span.Status;
            }
        }

        return best;
    }

    private static DisabilityFacts? CertificateOf(Facts facts, DateOnly last)
    {
        var latest = facts.Disability is { } now && now.CertificateOn <= last ? now : null;
        for (var i = 0; i < facts.EarlierCertificates.Count; i++)
        {
            var earlier = facts.EarlierCertificates[i];
            if (earlier.CertificateOn <= last && (latest is null || Newer(earlier, latest)))
            {
                latest = earlier;
            }
        }

        return latest;
    }

    // Two certificates of one day: the heavier degree, then the number, so that the order in which they were told decides nothing.
    private static bool Newer(DisabilityFacts one, DisabilityFacts other) =>
        one.CertificateOn != other.CertificateOn ? one.CertificateOn > other.CertificateOn
        : one.Degree != other.Degree ? one.Degree > other.Degree
        : string.CompareOrdinal(one.CertificateNumber, other.CertificateNumber) is var order and not 0 ? order > 0
        : (one.ValidUntil ?? DateOnly.MaxValue) > (other.ValidUntil ?? DateOnly.MaxValue);
}
