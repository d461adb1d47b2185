using ProvinceNode.Import.Columns;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Poverty;

/// <summary>Columns of a list of poor households: where nobody is named but the householder, he is the person of the row. Pure.</summary>
public static class PovertyColumns
{
    public static ColumnMap Of(ColumnMap map)
    {
        var head = map.Columns.FirstOrDefault(c => WordKey.Of(c.Title).Contains("chu ho", StringComparison.Ordinal) && !WordKey.Of(c.Title).Contains("quan he", StringComparison.Ordinal));
        return map[Field.FullName] is not null || head is null ? map
            : new([.. map.Columns.Select(c => c == head ? c with { Field = Field.FullName, Confidence = 0.9, Reason = $"Tiêu đề “{c.Title}”: danh sách ghi theo chủ hộ" } : c)]);
    }
}
