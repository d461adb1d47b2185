using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What is wrong with the rows of the law before they are used: overlaps, levels below the nation's, provincial rows without a resolution. Pure.</summary>
public static class RuleChecks
{
    private static readonly Dictionary<object, DateOnly> None = new(ReferenceEqualityComparer.Instance);

    /// <summary>Sentences for the legal officer, each telling what to do; empty when the rows are sound.</summary>
    /// <param name="ending">A row that is to end on <paramref name="lastDay"/>, judged as if it had.</param>
    public static IReadOnlyList<string> Faults(LawRows rows, object? ending = null, DateOnly? lastDay = null) =>
        Faults(rows, ending is not null && lastDay is { } last ? new Dictionary<object, DateOnly>(ReferenceEqualityComparer.Instance) { [ending] = last } : None);

    /// <summary>Sentences for the legal officer, each telling what to do; empty when the rows are sound.</summary>
    /// <param name="endings">Rows that are to end, each with its last day, judged as if they had; found by reference.</param>
    public static IReadOnlyList<string> Faults(LawRows rows, IReadOnlyDictionary<object, DateOnly> endings)
    {
        DateOnly? Until(object row, DateOnly? stored) => endings.TryGetValue(row, out var last) ? last : stored;
        return
        [
            .. Overlaps(rows.Levels, l => $"Mức {(l.Kind == LevelKind.Standard ? "chuẩn" : "trợ cấp hưu trí xã hội")}{Of(l.ProvinceCode)}{For(l.CategoryPrefix)}", l => (l.ValidFrom, Until(l, l.ValidTo))),
            .. Overlaps(rows.Categories, c => $"Nhóm {c.Code}", c => (c.ValidFrom, Until(c, c.ValidTo))),
            .. Overlaps(rows.RuleSets, _ => "Bộ quy định", r => (r.ValidFrom, Until(r, r.ValidTo))),
            .. Overlaps(rows.Parameters, p => $"Thông số {p.Name}", p => (p.ValidFrom, Until(p, p.ValidTo))),
            .. Overlaps(rows.Supplements, s => $"Mức bổ sung{Of(s.ProvinceCode)}{For(s.CategoryPrefix)} theo {s.ResolutionNumber}", s => (s.ValidFrom, Until(s, s.ValidTo))),
            .. Overlaps(rows.ExtraGroups, GroupChecks.Name, e => (e.ValidFrom, Until(e, e.ValidTo))),
            .. Overlaps(rows.SpecialAreas, a => $"Địa bàn đặc biệt khó khăn {a.CommuneCode}{(a.Village.Length > 0 ? " " + VietnameseText.Clean(a.Village) : "")}",
                a => (a.ValidFrom, Until(a, a.ValidTo)), a => $"{a.CommuneCode} {VietnameseText.NameKey(a.Village)}"),
            .. Gaps(rows.Levels.Where(l => l.ProvinceCode.Length == 0 && l.CategoryPrefix.Length == 0), l => $"Mức {(l.Kind == LevelKind.Standard ? "chuẩn" : "trợ cấp hưu trí xã hội")} quốc gia", l => (l.ValidFrom, Until(l, l.ValidTo))),
            .. Gaps(rows.RuleSets, _ => "Bộ quy định", r => (r.ValidFrom, Until(r, r.ValidTo))),
            .. Gaps(rows.Parameters, p => $"Thông số {p.Name}", p => (p.ValidFrom, Until(p, p.ValidTo))),
            .. rows.Parameters.SelectMany(p => Parameter(p, rows)),
            .. LawParameters.Bounds.Keys.Where(n => rows.Parameters.All(p => p.Name != n)).Select(n => $"Thông số {n}: chưa có giá trị. Hãy thêm lại thông số này."),
            .. rows.Categories.SelectMany(c => Category(c, rows)), .. GroupChecks.Ages(rows.Categories, c => Until(c, c.ValidTo)),
            .. rows.Levels.SelectMany(l => Level(l, rows)), .. rows.Supplements.SelectMany(Supplement), .. rows.ExtraGroups.SelectMany(GroupChecks.Extra),
        ];
    }

    /// <summary>Rows of one name whose days are turned round or lie over one another.</summary>
    /// <param name="key">What makes rows the same; the name itself when left out.</param>
    public static IEnumerable<string> Overlaps<T>(IEnumerable<T> rows, Func<T, string> name, Func<T, (DateOnly From, DateOnly? To)> days, Func<T, string>? key = null)
    {
        foreach (var group in rows.GroupBy(key ?? name))
        {
            var ordered = group.OrderBy(r => days(r).From).ToList();
            foreach (var row in ordered.Where(r => days(r).To < days(r).From))
            {
                yield return $"{name(row)}: ngày hết hiệu lực {VietnameseFormat.Date(days(row).To!.Value)} trước ngày có hiệu lực {VietnameseFormat.Date(days(row).From)}. Hãy sửa ngày.";
            }

            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)))
            {
                if (days(one).To is not { } to || to >= days(next).From)
                {
                    yield return $"{name(one)}: dòng từ {VietnameseFormat.Date(days(one).From)} chồng lên dòng từ {VietnameseFormat.Date(days(next).From)}. Hãy ghi ngày hết hiệu lực của dòng trước là {VietnameseFormat.Date(days(next).From.AddDays(-1))}.";
                }
            }
        }
    }

    // What must hold every day from its first row on: a day without a row would pay nothing.
    private static IEnumerable<string> Gaps<T>(IEnumerable<T> rows, Func<T, string> name, Func<T, (DateOnly From, DateOnly? To)> days)
    {
        foreach (var group in rows.GroupBy(name))
        {
            var ordered = group.OrderBy(r => days(r).From).ToList();
            foreach (var (one, next) in ordered.Zip(ordered.Skip(1)))
            {
                if (days(one).To is { } to && to.AddDays(1) < days(next).From)
                {
                    yield return $"{group.Key}: không có dòng nào từ {VietnameseFormat.Date(to.AddDays(1))} đến {VietnameseFormat.Date(days(next).From.AddDays(-1))}. Hãy nối liền hai dòng.";
                }
            }

            if (days(ordered[^1]).To is { } last)
            {
                yield return $"{group.Key}: không có dòng nào sau {VietnameseFormat.Date(last)}. Hãy thêm dòng tiếp theo hoặc bỏ ngày hết hiệu lực.";
            }
        }
    }

    // A province may give more than the nation, never less (Decree 20 Art. 4; policy 2.3, 2.4).
    private static IEnumerable<string> Parameter(ParameterRow row, LawRows rows)
    {
        var national = rows.Parameters.Where(p => p.Name == row.Name).MinBy(p => p.ValidFrom)!;
        var why = !LawParameters.Bounds.TryGetValue(row.Name, out var bound) ? "không có thông số mang tên này. Hãy xóa dòng" : bound switch
        {
            ParameterBound.Switch when row.Value is not (0 or 1) => "chỉ nhận 0 hoặc 1. Hãy chọn một trong hai",
            ParameterBound.AtLeast when row.Value < national.Value => $"{row.Value} thấp hơn mức chung cả nước {national.Value} ({national.Legal}). Hãy nhập bằng hoặc cao hơn",
            ParameterBound.AtMost when row.Value < 1 || row.Value > national.Value => $"{row.Value} ngoài khoảng từ 1 đến {national.Value} ({national.Legal}). Hãy nhập lại",
            ParameterBound.Own when row.Value < 1 => "phải từ 1 trở lên. Hãy nhập lại",
            _ => "",
        };
        if (why.Length > 0)
        {
            yield return $"Thông số {row.Name}: giá trị từ {VietnameseFormat.Date(row.ValidFrom)} {why}.";
        }
    }

    private static IEnumerable<string> Category(CategoryRow row, LawRows rows)
    {
        if (row.AgeUntilMonths <= row.AgeFromMonths)
        {
            yield return $"Nhóm {row.Code} từ {VietnameseFormat.Date(row.ValidFrom)}: tuổi kết thúc phải lớn hơn tuổi bắt đầu.";
        }

        // What an officer enters of a new decree is not below what the nation paid until then.
        if (row.ByOfficer && rows.Categories.Where(c => c.Code == row.Code && c.ValidFrom < row.ValidFrom).MaxBy(c => c.ValidFrom) is { } before && row.CoefficientHundredths < before.CoefficientHundredths)
        {
            yield return $"Nhóm {row.Code} từ {VietnameseFormat.Date(row.ValidFrom)}: hệ số {VietnameseFormat.Coefficient(row.CoefficientHundredths)} thấp hơn hệ số đang áp dụng {VietnameseFormat.Coefficient(before.CoefficientHundredths)}. Hãy kiểm tra lại văn bản.";
        }
    }

    private static IEnumerable<string> Level(LevelRow row, LawRows rows)
    {
        if (row.Amount <= 0)
        {
            yield return $"Mức{Of(row.ProvinceCode)} từ {VietnameseFormat.Date(row.ValidFrom)}: số tiền phải lớn hơn 0.";
        }

        if (row.ProvinceCode.Length == 0)
        {
            if (row.ByOfficer && rows.Levels.Where(l => l.ProvinceCode.Length == 0 && l.Kind == row.Kind && l.ValidFrom < row.ValidFrom).MaxBy(l => l.ValidFrom) is { } before && row.Amount < before.Amount)
            {
                yield return $"Mức quốc gia từ {VietnameseFormat.Date(row.ValidFrom)}: {new Dong(row.Amount)} thấp hơn mức đang áp dụng {new Dong(before.Amount)} ({before.Legal}). Hãy kiểm tra lại văn bản.";
            }

            yield break;
        }

        // Decree 20 Art. 4: never below the nation. A level that the nation overtook later gives way by itself, so only its first day is asked.
        if (rows.Levels.FirstOrDefault(n => n.ProvinceCode.Length == 0 && n.Kind == row.Kind && n.ValidFrom <= row.ValidFrom && (n.ValidTo is null || row.ValidFrom <= n.ValidTo))
            is { } national && row.Amount < national.Amount)
        {
            yield return $"Mức{Of(row.ProvinceCode)} {new Dong(row.Amount)} thấp hơn mức quốc gia {new Dong(national.Amount)} ({national.Legal}). Mức của tỉnh chỉ được bằng hoặc cao hơn.";
        }

        if (row.ResolutionNumber.Length == 0 || row.ResolutionOn is null)
        {
            yield return $"Mức{Of(row.ProvinceCode)} từ {VietnameseFormat.Date(row.ValidFrom)}: hãy ghi số và ngày của nghị quyết Hội đồng nhân dân.";
        }
    }

    private static IEnumerable<string> Supplement(SupplementRow row)
    {
        if (row.AddDong < 0 || row.AtLeastDong < 0 || row.CoefficientHundredths < 0 || row is { AddDong: 0, AtLeastDong: 0, CoefficientHundredths: 0 })
        {
            yield return $"Mức bổ sung{Of(row.ProvinceCode)}{For(row.CategoryPrefix)}: hãy ghi số tiền cộng thêm, mức thấp nhất hoặc hệ số, không nhỏ hơn 0.";
        }

        if (row.ResolutionNumber.Trim().Length == 0)
        {
            yield return $"Mức bổ sung{Of(row.ProvinceCode)}{For(row.CategoryPrefix)}: hãy ghi số nghị quyết Hội đồng nhân dân.";
        }
    }

    private static string Of(string province) => province.Length > 0 ? $" của tỉnh {province}" : " quốc gia";

    private static string For(string prefix) => prefix.Length > 0 ? $" cho nhóm {prefix}" : "";
}
