using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Rows;

/// <summary>
/// In a list by households the mark "hộ nghèo" stands in the head's row, alone or in a cell merged over his household: it holds for each member. What a column says of
/// another year, of causes or of codes holds for nobody else. Pure: keeps the marks of the last head.
/// </summary>
internal sealed class HouseholdMarks
{
    private static readonly Dictionary<int, string> None = [];

    private readonly List<int> _marks;
    private readonly int? _relation;
    private Dictionary<int, string> _head = None;

    /// <param name="year">Of the list.</param>
    public HouseholdMarks(SheetHeader header, ColumnMap map, int year)
    {
        var keys = header.Paths.Select((_, i) => WordKey.Of(header.Title(i))).ToList();
        _marks = [.. Enumerable.Range(0, keys.Count).Where(i => (keys[i].Contains("ngheo", StringComparison.Ordinal) || i == map[Field.Poverty]) && PovertyTitles.IsOfYear(header.Title(i), year))];
        _relation = keys.FindIndex(k => k.Contains("quan he", StringComparison.Ordinal)) is var column and >= 0 ? column : null;
    }

    /// <summary>The marks that hold for a person besides what stands in his own row, by column.</summary>
    /// <param name="texts">Of his row.</param>
    /// <param name="merged">Text of the cell of a column, with what is merged down to the row.</param>
    public Dictionary<int, string> Of(IReadOnlyList<string> texts, Func<int, string> merged)
    {
        if (_marks.Count == 0)
        {
            return None;
        }

        var own = _marks.Select(c => (Column: c, Text: texts.ElementAtOrDefault(c) is { Length: > 0 } told ? told : merged(c))).Where(m => m.Text.Length > 0).ToDictionary(m => m.Column, m => m.Text);
        var relation = _relation is { } at ? WordKey.Of(texts.ElementAtOrDefault(at) ?? "") : "";
        // A head of another household without a mark has none; the forms of the review number him 1.
        if (own.Count > 0 || relation.Length == 0 || relation is "ch" or "ban than" or "1" or "01" || relation.StartsWith("chu", StringComparison.Ordinal))
        {
            _head = own;
        }

        return _head.Where(m => string.IsNullOrEmpty(texts.ElementAtOrDefault(m.Key))).ToDictionary();
    }
}
