using System.Text.Json;
using System.Text.Json.Serialization;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>One side as the other side and the ministry read it: no name, no birth, the number masked.</summary>
/// <param name="SinceMonth">yyyyMM; 0 when nothing runs.</param>
/// <param name="Category">One word for everybody, see <see cref="CategoryWords"/>.</param>
public sealed record SideFacts(string ProvinceCode, string ProvinceName, string CommuneCode, string CommuneName, int SinceMonth, string Category, long MonthlyDong)
{
    public string DecisionNumber { get; init; } = "";

    /// <summary>yyyy-MM-dd.</summary>
    public string DecisionOn { get; init; } = "";

    public string Office { get; init; } = "";

    public string NumberMasked { get; init; } = "";
}

/// <summary>A month of both.</summary>
/// <param name="FirstPaid">What lists really paid of it as far as the hub was told.</param>
public sealed record MonthFacts(int Month, long FirstDong, long SecondDong, long FirstPaid, long SecondPaid);

/// <summary>Both sides and the months in common, the latest first.</summary>
public sealed record CaseFacts(SideFacts First, SideFacts Second, IReadOnlyList<MonthFacts> Months)
{
    /// <summary>So many months are named.</summary>
    public const int MostMonths = 36;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Latest month in common, yyyyMM; 0: none.</summary>
    [JsonIgnore]
    public int LastMonth => Months.Count > 0 ? Months[0].Month : 0;

    /// <summary>Whether both had money for a month that is over, from the given one on.</summary>
    /// <param name="moves">One of them stopped because the residence moved: dates of a move overlap on paper without any money, so what lists really paid in both counts alone.</param>
    public bool PaidTwice(bool moves, int from, int thisMonth) => Months.Any(m => m.Month >= from && m.Month < thisMonth && (!moves || m is { FirstPaid: > 0, SecondPaid: > 0 }));

    public string ToJson() => JsonSerializer.Serialize(this, Plain);

    /// <summary>Facts that were stored with the words of a group are read without them.</summary>
    public static CaseFacts? Read(string json) => json.Length <= 2 || JsonSerializer.Deserialize<CaseFacts>(json) is not { } facts ? null
        : facts with { First = facts.First with { Category = CategoryWords.Of(facts.First.Category) }, Second = facts.Second with { Category = CategoryWords.Of(facts.Second.Category) } };

    /// <summary>Months in common up to the next list, the latest first. Pure.</summary>
    public static IReadOnlyList<MonthFacts> MonthsOf(SideMoney one, SideMoney other, Func<int, (long First, long Second)> paid, PayMonth thisMonth)
    {
        var months = new List<MonthFacts>();
        var spans = MoneyMonths.Common(MoneyMonths.Of(one), MoneyMonths.Of(other));
        for (var month = thisMonth.AddMonths(1); months.Count < MostMonths && spans.Any(s => s.From <= month.Number); month = month.AddMonths(-1))
        {
            if (spans.Any(s => s.Covers(month.Number)))
            {
                var (first, second) = paid(month.Number);
                months.Add(new(month.Number, MoneyMonths.Dong(one, month.Number), MoneyMonths.Dong(other, month.Number), first, second));
            }
        }

        return months;
    }
}
