using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Rows;

/// <summary>
/// In a list by households the mark "hộ nghèo" stands in the head's row, alone or in a cell merged over his household: it holds for each member. Pure: keeps the
/// marks of the last head.
/// </summary>
internal sealed class HouseholdMarks
{
    private readonly List<int> _marks;
    private readonly int? _relation;
    private Dictionary<int, string> _head = [];

    public HouseholdMarks(SheetHeader header, ColumnMap map)
    {
        var keys = header.Paths.Select((_, i) => WordKey.Of(header.Title(i))).ToList();
        _marks = [.. Enumerable.Range(0, keys.Count).Where(i => keys[i].Contains("ngheo", StringComparison.Ordinal) || i == map[Field.Poverty])];
        _relation = keys.FindIndex(k => k.Contains("quan he", StringComparison.Ordinal)) is var column and >= 0 ? column : null;
    }

    /// <summary>Texts of a person's row with the marks that hold for him.</summary>
    /// <param name="merged">Text of the cell of a column, with what is merged down to the row.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<string> texts, Func<int, string> merged)
    {
        if (_marks.Count == 0)
        {
            return texts;
        }

        var own = _marks.Select(c => (Column: c, Text: texts.ElementAtOrDefault(c) is { Length: > 0 } told ? told : merged(c))).Where(m => m.Text.Length > 0).ToDictionary(m => m.Column, m => m.Text);
        var relation = _relation is { } at ? WordKey.Of(texts.ElementAtOrDefault(at) ?? "") : "";
        // A head of another household without a mark has none; the forms of the review number him 1.
        if (own.Count > 0 || relation.Length == 0 || relation is "ch" or "ban than" or "1" or "01" || relation.StartsWith("chu", StringComparison.Ordinal))
        {
            _head = own;
        }

        if (_head.Count == 0)
        {
            return texts;
        }

        var filled = texts.ToList();
        filled.AddRange(Enumerable.Repeat("", Math.Max(0, _head.Keys.Max() + 1 - filled.Count)));
        foreach (var (column, text) in _head)
        {
            filled[column] = text;
        }

        return filled;
    }
}
