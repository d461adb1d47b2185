using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What one category pays in one edition of the law: the row, its level, and what the province makes higher.</summary>
internal sealed class Tariff
{
    public required CategoryRow Row { get; init; }

    public required LevelRow Level { get; init; }

    /// <summary>The nation's, or the province's when higher.</summary>
    public required int Coefficient { get; init; }

    /// <summary>The coefficient as papers and the registry have it; 0 when the amount is a fixed sum and no multiple of a level.</summary>
    public int CoefficientTold => Row.CoefficientHundredths == 0 ? 0 : Coefficient;

    /// <summary>The amount is at least this.</summary>
    public long AtLeast { get; init; }

    public long Add { get; init; }

    /// <summary>Resolutions that made it higher.</summary>
    public IReadOnlyList<SupplementRow> Supplements { get; init; } = [];

    /// <summary>Đồng a month.</summary>
    /// <param name="times">Children of group 4; else 1.</param>
    /// <param name="less">Taken off first: a pension when only the difference is paid.</param>
    public long Amount(int times, long less) => Math.Max(Math.Max(Level.Amount * Coefficient * times / 100, AtLeast) - less, 0) + Add;

    /// <summary>The sum as people read it.</summary>
    public string Arithmetic(int times, long less)
    {
        var sum = Row.Form == PensionGroups.Form && Coefficient == 100
            ? $"Mức trợ cấp hưu trí xã hội {new Dong(Level.Amount)}"
            : Row.CoefficientHundredths == 0 ? $"{new Dong(Level.Amount)}"
            : $"{new Dong(Level.Amount)} × hệ số {VietnameseFormat.Coefficient(Coefficient)}";
        sum += Row.PerChild ? $" × {times} con" : "";
        sum += AtLeast > Level.Amount * Coefficient * times / 100 ? $", ít nhất {new Dong(AtLeast)}" : "";
        sum += less > 0 ? $" − {new Dong(less)} lương hưu, trợ cấp bảo hiểm xã hội" : "";
        sum += Add > 0 ? $" + {new Dong(Add)} của tỉnh" : "";
        var amount = $"{new Dong(Amount(times, less))}/tháng";
        return Supplements.Count == 0 ? $"{sum} = {amount}" : $"{sum} = {amount} ({string.Join("; ", Supplements.Select(s => s.Legal).Distinct())})";
    }
}

/// <summary>A group of the law with its tariffs of one edition: by family of the group, each by age.</summary>
internal sealed class Entry(GroupRule rule, Tariff[][] families)
{
    public GroupRule Rule { get; } = rule;

    public Tariff[][] Families { get; } = families;
}
