using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Both sides of the last months, compared in every commune where somebody receives, to the đồng and to the person. Pure.</summary>
internal static class ParallelGate
{
    private const int Named = 5;

    public static GateMeasure Judge(IReadOnlyList<ParallelMonth> months, GateOptions options, PayMonth month)
    {
        var found = Wanted(options, month).Select(m => (Month: m, Both: months.FirstOrDefault(x => x.Month == m && x.Communes > 0))).ToList();
        var faults = found.SelectMany(f => Faults(f.Month, f.Both, options)).ToList();
        var measure = string.Join("; ", found.Select(f => f.Both is { } both
            ? $"{Words(f.Month)}: lệch {GateRules.Number(both.Difference)} đồng, {GateRules.Number(both.PeopleDifference)} người ở {both.Communes} xã, {both.Due} xã có người hưởng" : $"{Words(f.Month)}: chưa có số"));
        return new(GateKind.Parallel, measure, faults.Count == 0 ? "" : string.Join(" ", faults) + " Hãy nhập đủ số đã chi và giải quyết chênh lệch trước khi vận hành chính thức.");
    }

    /// <summary>Months that are compared, yyyyMM, the last whole one first.</summary>
    public static IEnumerable<int> Wanted(GateOptions options, PayMonth month) => Enumerable.Range(1, options.ParallelMonths).Select(back => (int)month.AddMonths(-back).Number);

    private static IEnumerable<string> Faults(int month, ParallelMonth? both, GateOptions options)
    {
        if (both is null)
        {
            yield return $"Tháng {Words(month)} chưa có danh sách của nút và số đã chi để so.";
            yield break;
        }

        if (both.Due == 0)
        {
            yield return $"Tháng {Words(month)}: trục chưa có chế độ đang hưởng nào của tỉnh nên chưa biết phải so những xã nào.";
        }

        if (both.Missing.Count > 0)
        {
            yield return $"Tháng {Words(month)}: {both.Missing.Count} xã có người đang hưởng mà cả hai bên chưa có số ({GateRules.Some(both.Missing.Take(Named), both.Missing.Count)}).";
        }

        if (!both.IsTwoSided)
        {
            yield return $"Tháng {Words(month)}: {both.BuiltOnly} xã chưa nhập số đã chi, {both.PaidOnly} xã không có danh sách của nút.";
        }
        else if (both.Difference > options.MostDifferenceDong || both.PeopleDifference > options.MostDifferencePeople)
        {
            yield return $"Tháng {Words(month)}: {both.Differing} xã lệch, cộng {GateRules.Number(both.Difference)} đồng và {GateRules.Number(both.PeopleDifference)} người (cho phép {GateRules.Number(options.MostDifferenceDong)} đồng, {GateRules.Number(options.MostDifferencePeople)} người).";
        }
    }

    private static string Words(int month) => $"{month % 100:00}/{month / 100}";
}
