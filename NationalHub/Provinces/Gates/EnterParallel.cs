using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>Takes what a province paid in a month beside its node: one line a commune, <c>code; people; đồng</c>, as copied from a sheet.</summary>
public sealed class EnterParallel(HubDb db, VietnamTime time)
{
    private const int MostFaults = 20;

    /// <summary>No commune has more people, and no month of one costs more: what is above is a slip of the hand, and would not add up.</summary>
    private const long MostPeople = 10_000_000;
    private const long MostDong = 10_000_000_000_000;
    private static readonly char[] Separators = [';', '\t'];

    private const string JustNow = "Người khác vừa nhập hoặc gỡ số của tháng này. Số ông/bà vừa nhập chưa được lưu và còn ở dưới: hãy xem bảng đã nhập rồi bấm lưu lại.";

    internal const string MonthForm = "Tháng phải viết dạng MM/yyyy, ví dụ 10/2026.";

    /// <param name="month">MM/yyyy.</param>
    /// <returns>All that is wrong; empty when it was saved.</returns>
    public async Task<IReadOnlyList<string>> HandleAsync(string code, string month, string source, string lines, string by, CancellationToken cancellation)
    {
        var (sums, faults) = Parse(code, month, source, lines);
        if (faults.Count > 0)
        {
            return faults;
        }

        var number = sums[0].Month;
        var known = await db.ParallelPayments.Where(p => p.ProvinceCode == code && p.Month == number).ToDictionaryAsync(p => p.CommuneCode, cancellation).ConfigureAwait(false);
        foreach (var sum in sums)
        {
            var isKnown = known.TryGetValue(sum.CommuneCode, out var row);
            if (isKnown && (row!.People, row.Paid, row.Source) == (sum.People, sum.Dong, source.Trim()))
            {
                continue;
            }

            if (!isKnown)
            {
                db.Add(row = new ParallelPayment { ProvinceCode = code, Month = number, CommuneCode = sum.CommuneCode, Source = source, EnteredBy = by });
            }

            (row!.People, row.Paid, row.Source, row.EnteredBy, row.EnteredAt) = (sum.People, sum.Dong, source.Trim(), by, time.UtcNow);
            db.Add(ParallelStep.Of(row, isKnown ? ParallelVerb.Changed : ParallelVerb.Entered, by, time.UtcNow));
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            return [JustNow];
        }
        catch (DbUpdateException e) when (DatabaseRaces.IsLost(e))
        {
            return [JustNow];
        }

        return [];
    }

    /// <summary>Reads all lines and tells every fault at once. Pure.</summary>
    internal static (IReadOnlyList<CommuneSum> Sums, IReadOnlyList<string> Faults) Parse(string code, string month, string source, string lines)
    {
        var (sums, faults) = (new Dictionary<string, CommuneSum>(StringComparer.Ordinal), new List<string>());
        if (Month(month) is not { } number)
        {
            number = 0;
            faults.Add(MonthForm);
        }

        if (source.Trim().Length is 0 or > 100)
        {
            faults.Add("Hãy ghi số báo cáo hoặc công văn của tỉnh (tối đa 100 ký tự).");
        }

        var units = ProvinceUnits.Find(code);
        foreach (var (line, at) in lines.Split('\n').Select((l, i) => (l.Trim(), i + 1)).Where(l => l.Item1.Length > 0))
        {
            var cells = line.Split(Separators).Select(c => c.Trim()).ToArray();
            if (cells.Length != 3 || !TryNumber(cells[1], out var people) || !TryNumber(cells[2], out var dong))
            {
                faults.Add($"Dòng {at}: cần ba ô “mã xã; số người; số tiền” với số nguyên không âm.");
            }
            else if (people > MostPeople || dong > MostDong)
            {
                faults.Add($"Dòng {at}: một xã không quá {Words(MostPeople)} người và {Words(MostDong)} đồng một tháng. Hãy kiểm tra lại các chữ số.");
            }
            else if (units?.CommuneName(cells[0]) is null)
            {
                faults.Add($"Dòng {at}: tỉnh không có xã mang mã {cells[0]}.");
            }
            else if (!sums.TryAdd(cells[0], new CommuneSum(number, cells[0], (int)people, dong)))
            {
                faults.Add($"Dòng {at}: xã {cells[0]} đã có ở dòng trước.");
            }
        }

        if (sums.Count == 0 && faults.Count == 0)
        {
            faults.Add("Hãy dán ít nhất một dòng “mã xã; số người; số tiền”.");
        }

        return ([.. sums.Values], [.. faults.Take(MostFaults)]);
    }

    /// <summary>yyyyMM of MM/yyyy; null when it is no month.</summary>
    internal static int? Month(string text) =>
        DateOnly.TryParseExact(text.Trim(), ["MM/yyyy", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? PayMonth.Of(day).Number : null;

    private static string Words(long number) => number.ToString("N0", VietnameseFormat.Culture);

    // 1.080.000 and 1080000 are the same; anything else but digits is not a number here.
    private static bool TryNumber(string cell, out long number) =>
        long.TryParse(cell.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
