using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What is wrong with the rows of the law before they are used: overlaps, levels below the nation's, provincial rows without a resolution. Pure.</summary>
public static class RuleChecks
{
    /// <summary>Sentences for the legal officer, each telling what to do; empty when the rows are sound.</summary>
    /// <param name="ending">A row that is to end on <paramref name="lastDay"/>, judged as if it had.</param>
    public static IReadOnlyList<string> Faults(LawRows rows, object? ending = null, DateOnly? lastDay = null)
    {
        DateOnly? Until(object row, DateOnly? stored) => ReferenceEquals(row, ending) ? lastDay : stored;
        return
        [
            .. Overlaps(rows.Levels, l => $"Mức {(l.Kind == LevelKind.Standard ? "chuẩn" : "trợ cấp hưu trí xã hội")}{Of(l.ProvinceCode)}{For(l.CategoryPrefix)}", l => (l.ValidFrom, Until(l, l.ValidTo))),
            .. Overlaps(rows.Categories, c => $"Nhóm {c.Code}", c => (c.ValidFrom, Until(c, c.ValidTo))),
            .. Overlaps(rows.RuleSets, _ => "Bộ quy định", r => (r.ValidFrom, Until(r, r.ValidTo))),
            .. Overlaps(rows.Parameters, p => $"Thông số {p.Name}", p => (p.ValidFrom, Until(p, p.ValidTo))),
            .. Overlaps(rows.Supplements, s => $"Mức bổ sung{Of(s.ProvinceCode)}{For(s.CategoryPrefix)} theo {s.ResolutionNumber}", s => (s.ValidFrom, Until(s, s.ValidTo))),
            .. Overlaps(rows.ExtraGroups, e => $"Nhóm của tỉnh {e.Code}", e => (e.ValidFrom, Until(e, e.ValidTo))),
            .. Overlaps(rows.SpecialAreas, a => $"Địa bàn đặc biệt khó khăn {a.CommuneCode}{(a.Village.Length > 0 ? " " + VietnameseText.Clean(a.Village) : "")}",
                a => (a.ValidFrom, Until(a, a.ValidTo)), a => $"{a.CommuneCode} {VietnameseText.NameKey(a.Village)}"),
            .. rows.Levels.SelectMany(l => Level(l, rows)), .. rows.Supplements.SelectMany(Supplement), .. rows.ExtraGroups.SelectMany(Extra),
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

    private static IEnumerable<string> Level(LevelRow row, LawRows rows)
    {
        if (row.Amount <= 0)
        {
            yield return $"Mức{Of(row.ProvinceCode)} từ {VietnameseFormat.Date(row.ValidFrom)}: số tiền phải lớn hơn 0.";
        }

        if (row.ProvinceCode.Length == 0)
        {
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

    private static IEnumerable<string> Extra(ExtraGroupRow row)
    {
        if (!row.Code.StartsWith($"P{row.ProvinceCode}.", StringComparison.Ordinal))
        {
            yield return $"Nhóm của tỉnh {row.Code}: mã phải bắt đầu bằng P{row.ProvinceCode} và dấu chấm.";
        }

        if (row.CoefficientHundredths > 0 == row.AmountDong > 0)
        {
            yield return $"Nhóm của tỉnh {row.Code}: hãy ghi hệ số hoặc số tiền, một trong hai.";
        }

        if (row.AgeUntilMonths <= row.AgeFromMonths)
        {
            yield return $"Nhóm của tỉnh {row.Code}: tuổi kết thúc phải lớn hơn tuổi bắt đầu.";
        }

        if (row.ResolutionNumber.Trim().Length == 0)
        {
            yield return $"Nhóm của tỉnh {row.Code}: hãy ghi số nghị quyết Hội đồng nhân dân.";
        }
    }

    private static string Of(string province) => province.Length > 0 ? $" của tỉnh {province}" : " quốc gia";

    private static string For(string prefix) => prefix.Length > 0 ? $" cho nhóm {prefix}" : "";
}
