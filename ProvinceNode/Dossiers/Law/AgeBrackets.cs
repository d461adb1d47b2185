using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>
/// Brackets of ages beside one that a new decree changes, adds or ends: in the same proposal they move with it, so that nobody falls between two
/// groups and nobody into both. Pure.
/// </summary>
internal static class AgeBrackets
{
    /// <summary>Neighbours that keep joining a bracket whose ages change.</summary>
    public static List<CategoryRow> Around(RuleGround ground, CategoryRow open, CategoryRow changed)
    {
        var moved = new List<CategoryRow>();
        foreach (var other in Others(ground, open, changed.ValidFrom))
        {
            if (changed.AgeFromMonths != open.AgeFromMonths && other.AgeUntilMonths == (open.AgeFromMonths ?? 0))
            {
                moved.Add(Like(other, changed, other.AgeFromMonths, changed.AgeFromMonths ?? 0));
            }
            else if (changed.AgeUntilMonths != open.AgeUntilMonths && open.AgeUntilMonths is not null && other.AgeFromMonths == open.AgeUntilMonths)
            {
                moved.Add(Like(other, changed, changed.AgeUntilMonths, other.AgeUntilMonths));
            }
        }

        return moved;
    }

    /// <summary>Neighbours cut by a new bracket that takes their lower or upper ages; null when it lies in the middle of one.</summary>
    public static List<CategoryRow>? CutBy(RuleGround ground, CategoryRow added)
    {
        var (cut, from, until) = (new List<CategoryRow>(), added.AgeFromMonths ?? 0, added.AgeUntilMonths ?? int.MaxValue);
        foreach (var other in Others(ground, added, added.ValidFrom))
        {
            var (first, last) = (other.AgeFromMonths ?? 0, other.AgeUntilMonths ?? int.MaxValue);
            if (last <= from || until <= first)
            {
                continue;
            }

            // Only what keeps one end of its ages stays one bracket.
            if ((first < from) == (until < last))
            {
                return null;
            }

            cut.Add(first < from ? Like(other, added, other.AgeFromMonths, from) : Like(other, added, until, other.AgeUntilMonths));
        }

        return cut;
    }

    /// <summary>The bracket that takes over the ages of one that ends: the younger neighbour, or the older when there is none; empty when it stands alone.</summary>
    public static List<CategoryRow> TakingOver(RuleGround ground, CategoryRow ended, CategoryRow text)
    {
        var others = Others(ground, ended, text.ValidFrom).ToList();
        return others.Find(o => o.AgeUntilMonths is { } until && until == ended.AgeFromMonths) is { } younger ? [Like(younger, text, younger.AgeFromMonths, ended.AgeUntilMonths)]
            : others.Find(o => o.AgeFromMonths is { } from && from == ended.AgeUntilMonths) is { } older ? [Like(older, text, ended.AgeFromMonths, older.AgeUntilMonths)] : [];
    }

    /// <summary>The neighbours as parts of the proposal.</summary>
    public static IReadOnlyList<RulePlan> Parts(RuleReader reader, RuleGround ground, IReadOnlyList<CategoryRow> moved)
    {
        foreach (var row in moved.Where(m => m.Legal.Length > CategoryRow.MostText))
        {
            reader.Add(CommonProblems.TooLong.At(RuleFields.Legal, $"Điều, văn bản, khi ghi cùng điều của nhóm liền kề {row.Code},", CategoryRow.MostText, row.Legal.Length));
        }

        return [.. moved.Select(row => new RulePlan("")
        {
            Since = row.ValidFrom, Add = row, LastDay = row.ValidFrom.AddDays(-1), End = ground.Rows.Categories.Where(c => c.Code == row.Code).MaxBy(c => c.ValidFrom),
        })];
    }

    /// <summary>The neighbours in the sentence of the proposal.</summary>
    public static string Words(IReadOnlyList<CategoryRow> moved) => string.Concat(moved.Select(m => $"; nhóm liền kề {m.Code} đổi thành {Eligibility.Words.Ages(m.AgeFromMonths, m.AgeUntilMonths)} ({m.Label})"));

    /// <summary>A name that tells ages follows them: "từ đủ 4 đến dưới 16 tuổi".</summary>
    public static string Renamed(string label, int? oldFrom, int? newFrom, int? oldUntil, int? newUntil)
    {
        label = oldFrom is { } from && newFrom is { } to && from != to ? label.Replace($"đủ {Years(from)} ", $"đủ {Years(to)} ", StringComparison.Ordinal) : label;
        return oldUntil is { } last && newUntil is { } until && last != until ? label.Replace($"dưới {Years(last)} tuổi", $"dưới {Years(until)} tuổi", StringComparison.Ordinal) : label;
    }

    // Rows of the chain that hold on the day on which the text counts.
    private static IEnumerable<CategoryRow> Others(RuleGround ground, CategoryRow row, DateOnly day) =>
        GroupChecks.ChainOf(ground.Rows.Categories, row.Code).Where(c => c.Code != row.Code && c.ValidFrom <= day && (c.ValidTo is null || day <= c.ValidTo));

    private const string ChangedBy = ", sửa đổi theo ";

    // It stays the group of its own article; the text only moves its ages.
    private static CategoryRow Like(CategoryRow row, CategoryRow text, int? from, int? until) => new()
    {
        Code = row.Code, Legal = row.Article.Split(ChangedBy)[0] + ChangedBy + text.Legal, Label = Renamed(row.Label, row.AgeFromMonths, from, row.AgeUntilMonths, until), AgeFromMonths = from, AgeUntilMonths = until, CoefficientHundredths = row.CoefficientHundredths,
        PerChild = row.PerChild, Form = row.Form, Sensitive = row.Sensitive, ValidFrom = text.ValidFrom, ValidTo = row.ValidTo, InForceFrom = text.InForceFrom, ByOfficer = true,
    };

    private static string Years(int months) => (months / 12).ToString(VietnameseFormat.Culture);
}
