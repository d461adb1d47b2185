using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What is wrong with groups before they are used: brackets of ages that do not join, groups of a province or a later decree without conditions or with some that their form does not ask. Pure.</summary>
public static class GroupChecks
{
    private const int ElderMonths = 60 * 12;

    /// <summary>Families whose brackets follow one another: who grows out of one is in the next (Decree 20 Art. 5, 6, 20, 25; Decree 176/2025).</summary>
    private static readonly string[][] Chains = [["1", "2"], ["3", "8"], ["5.a"], ["6.n"], ["6.dbn"], ["HT"], ["CS.1", "CS.2"], ["CS.8", "CS.7"], ["INST"]];

    /// <summary>Rows that stand in the same chain of ages as a category; it alone when it is in none.</summary>
    public static IReadOnlyList<CategoryRow> ChainOf(IReadOnlyList<CategoryRow> rows, string code) =>
        Array.Find(Chains, c => c.Any(f => Edition.Serves(f, code))) is { } chain ? [.. rows.Where(r => chain.Any(f => Edition.Serves(f, r.Code)))] : [.. rows.Where(r => r.Code == code)];

    /// <summary>Gaps and overlaps between the brackets of one chain, each told once, from the first day on which it is there.</summary>
    /// <param name="until">Last day of a row, as it is stored or as it is to be.</param>
    public static IEnumerable<string> Ages(IReadOnlyList<CategoryRow> rows, Func<CategoryRow, DateOnly?> until)
    {
        foreach (var chain in Chains)
        {
            var (mine, told) = (rows.Where(r => chain.Any(f => Edition.Serves(f, r.Code))).ToList(), new HashSet<string>(StringComparer.Ordinal));
            foreach (var day in mine.SelectMany(r => new[] { r.ValidFrom, until(r) is { } last ? last.AddDays(1) : r.ValidFrom }).Distinct().Order())
            {
                var ordered = mine.Where(r => r.ValidFrom <= day && (until(r) is not { } to || day <= to)).OrderBy(r => r.AgeFromMonths ?? 0).ToList();
                foreach (var (younger, older) in ordered.Zip(ordered.Skip(1)))
                {
                    if (Unjoined(younger, older) is { } fault && told.Add(fault))
                    {
                        yield return $"{fault}, từ ngày {VietnameseFormat.Date(day)}. Hãy đổi độ tuổi của cả hai nhóm trong cùng một đề nghị (chọn đổi nhóm liền kề cho khớp).";
                    }
                }
            }
        }
    }

    /// <summary>Faults of a group with its conditions as data.</summary>
    public static IEnumerable<string> Extra(ExtraGroupRow row)
    {
        var (name, prefix) = (Name(row), row.IsNational ? ExtraGroupRow.NationalPrefix : $"P{row.ProvinceCode}.");
        if (!row.Code.StartsWith(prefix, StringComparison.Ordinal))
        {
            yield return $"{name}: mã phải bắt đầu bằng {prefix[..^1]} và dấu chấm.";
        }

        if (row.CoefficientHundredths > 0 == row.AmountDong > 0)
        {
            yield return $"{name}: hãy ghi hệ số hoặc số tiền, một trong hai.";
        }

        if (row.AgeUntilMonths <= (row.AgeFromMonths ?? 0))
        {
            yield return $"{name}: tuổi kết thúc phải lớn hơn tuổi bắt đầu.";
        }

        if (!row.IsNational && (row.ResolutionNumber.Trim().Length == 0 || row.ResolutionOn is null))
        {
            yield return $"{name}: hãy ghi số và ngày của nghị quyết Hội đồng nhân dân.";
        }

        if (row.Legal.Trim().Length == 0)
        {
            yield return $"{name}: hãy ghi điều, văn bản quy định nhóm này.";
        }

        foreach (var fault in Conditions(row, name))
        {
            yield return fault;
        }
    }

    /// <summary>A group in a sentence.</summary>
    public static string Name(ExtraGroupRow row) => row.IsNational ? $"Nhóm chung cả nước {row.Code}" : $"Nhóm của tỉnh {row.Code}";

    // What no form asks nobody can prove: the group would never be paid, or worse, be paid unasked.
    private static IEnumerable<string> Conditions(ExtraGroupRow row, string name)
    {
        if (!row.HasCondition)
        {
            yield return $"{name}: chưa có điều kiện nào nên mọi người đều được hưởng. Hãy ghi ít nhất một điều kiện của văn bản.";
        }

        if ((row.Attested.Length > 0 || row.LivesAlone) && row.Form != ExtraGroupRow.OwnForm)
        {
            yield return $"{name}: chỉ tờ khai {ExtraGroupRow.OwnForm} hỏi điều kiện do xã xác nhận và việc sống một mình. Hãy chọn tờ khai {ExtraGroupRow.OwnForm}.";
        }

        if (row.Support != SupportCondition.Any && row.Form is not (ExtraGroupRow.OwnForm or "1d"))
        {
            yield return $"{name}: tờ khai {row.Form} không hỏi người phụng dưỡng. Hãy chọn tờ khai {ExtraGroupRow.OwnForm} hoặc 1d.";
        }

        if (row.Form == "1d" && row.AgeUntilMonths <= ElderMonths)
        {
            yield return $"{name}: tờ khai 1d chỉ nhận người từ đủ 60 tuổi. Hãy chọn tờ khai {ExtraGroupRow.OwnForm}.";
        }
    }

    private static string? Unjoined(CategoryRow younger, CategoryRow older)
    {
        var (end, begin) = (younger.AgeUntilMonths ?? int.MaxValue, older.AgeFromMonths ?? 0);
        return end == begin ? null : end < begin
            ? $"Độ tuổi của nhóm {younger.Code} và nhóm {older.Code} không nối liền: không ai thuộc khoảng {Words.Ages(end, begin)}"
            : $"Độ tuổi của nhóm {younger.Code} và nhóm {older.Code} chồng lên nhau từ {Words.Age(begin)}";
    }
}
