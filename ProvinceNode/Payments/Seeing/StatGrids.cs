namespace ProvinceNode.Payments.Seeing;

/// <summary>Lays a month's figures out by two sides. Pure.</summary>
public static class StatGrids
{
    private static readonly string[] States = ["Đã chi trả", "Chưa chi được", "Chưa có kết quả"];

    /// <summary>Why receivers of each commune were not paid; null where everybody was, or nothing is known yet.</summary>
    public static StatGrid? ReasonsByCommune(IReadOnlyList<ReasonOfCommune> reasons)
    {
        if (reasons.Count == 0)
        {
            return null;
        }

        var codes = reasons.Select(r => r.Code).Distinct().OrderBy(c => c.Length == 0).ThenBy(c => c, StringComparer.Ordinal).ToList();
        var rows = reasons.GroupBy(r => r.Commune, StringComparer.Ordinal).Select(g => new StatRow(g.Key, codes.ConvertAll(c => Sum(g.Where(r => r.Code == c).Select(r => (r.Lines, r.Dong)))))).ToList();
        var most = rows.MaxBy(r => r.Whole.People)!;
        return new("ly-do-xa", "Lý do chưa chi được theo xã", "Số người nhận và số tiền (đồng), theo báo cáo của tổ chức chi trả", "Xã, phường", codes.ConvertAll(Words), rows,
            $"Nhiều nhất: {most.Label}, {SeeingWords.Number(most.Whole.People)} người nhận chưa được chi trả.", -1);
    }

    /// <summary>What of each category was paid; null where no list paid by the month.</summary>
    public static StatGrid? OutcomesByCategory(IReadOnlyList<OutcomeOfCategory> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return null;
        }

        var rows = outcomes.GroupBy(o => o.Label, StringComparer.Ordinal).Select(g => new StatRow(g.Key, [.. Enumerable.Range(1, States.Length).Select(s => Sum(g.Where(o => o.State == s).Select(o => (o.People, o.Dong))))])).ToList();
        var (paid, whole) = (rows.Sum(r => r.Cells[0].Dong), rows.Sum(r => r.Whole.Dong));
        return new("ket-qua-loai", "Kết quả theo loại đối tượng", "Số người và số tiền (đồng) của các khoản hằng tháng; người có khoản đã chi và khoản chưa chi được tính ở cả hai cột", "Loại đối tượng", States, rows,
            $"Đã chi trả {SeeingWords.Share(paid, whole)} số tiền hằng tháng; biểu đồ là số tiền chưa chi được của từng loại.", 1);
    }

    private static string Words(string code) => code.Length == 0 ? SeeingWords.Reason(code) : $"{code} {SeeingWords.Reason(code)}";

    private static StatCell Sum(IEnumerable<(int People, long Dong)> parts)
    {
        var all = parts.ToList();
        return new(all.Sum(p => p.People), all.Sum(p => p.Dong));
    }
}
