using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Columns;

/// <summary>Proposes which column holds which field, by the words above and the values below. Pure.</summary>
public static class MapProposal
{
    /// <summary>A proposal for every column that has a heading or values.</summary>
    /// <param name="sample">Rows below the heading; some hundred are enough.</param>
    public static ColumnMap Make(SheetHeader header, IReadOnlyList<SheetLine> sample)
    {
        var font = new FontVote();
        foreach (var cell in sample.SelectMany(l => l.Cells))
        {
            font.Add(cell.Text);
        }

        var width = Math.Max(header.Paths.Count, sample.Count == 0 ? 0 : sample.Max(l => l.Cells.Count));
        var columns = Enumerable.Range(0, width).Select(c => Look(header, c, ColumnValues.Of(sample, c, font.Winner))).OfType<MappedColumn>().ToList();
        return new ColumnMap([.. Settle(columns).OrderBy(c => c.Column)]);
    }

    private static MappedColumn? Look(SheetHeader header, int column, ColumnValues values)
    {
        IReadOnlyList<string> path = column < header.Paths.Count ? header.Paths[column] : [];
        var title = header.Title(column);
        if (title.Length == 0 && values.Filled == 0)
        {
            return null;
        }

        var (field, weight) = FieldWords.Read(path);
        if (weight == 0)
        {
            var (guess, share) = values.Guess();
            return guess == Field.None
                ? new(column, title, Field.None, 0, "Chưa nhận ra cột này")
                : new(column, title, guess, share / 2, $"Tiêu đề chưa rõ; {Percent(share)} giá trị giống {Lower(guess)}");
        }

        if (field == Field.MaleMark && values.Fit(Field.BirthYear) > 0.5)
        {
            field = Field.BirthMale; // years under "Nam", "Nữ" without a common heading
        }
        else if (field == Field.FemaleMark && values.Fit(Field.BirthYear) > 0.5)
        {
            field = Field.BirthFemale;
        }

        return values.Filled == 0 || values.Fit(field) is not { } fit
            ? new(column, title, field, weight * 0.85, $"Tiêu đề “{title}”")
            : fit < 0.2 && values.Filled >= 5
            ? new(column, title, field, weight * 0.4, $"Tiêu đề “{title}”, nhưng chỉ {Percent(fit)} giá trị giống {Lower(field)}: cần xem lại")
            : new(column, title, field, weight * ((fit * 0.3) + 0.7), $"Tiêu đề “{title}”; {Percent(fit)} giá trị đúng dạng");
    }

    // Each field once: the surest column keeps it, the first of equals.
    private static List<MappedColumn> Settle(List<MappedColumn> columns)
    {
        var mine = columns.ConvertAll(c => c);
        Replace(mine, Field.BirthMale, Field.BirthYear, when: mine.Any(c => c.Field is Field.BirthMonth or Field.BirthDay) && mine.All(c => c.Field != Field.BirthFemale));
        Twice(mine, Field.CitizenNumber, c => WordKey.Of(c.Title).Contains("cmnd", StringComparison.Ordinal) || WordKey.Of(c.Title).Contains("chung minh", StringComparison.Ordinal), Field.OldNumber);
        foreach (var same in mine.Where(c => c.Field != Field.None).GroupBy(c => c.Field).Where(g => g.Count() > 1).ToList())
        {
            var keeps = same.OrderByDescending(c => Math.Round(c.Confidence, 2)).ThenBy(c => c.Column).First();
            foreach (var other in same.Where(c => c != keeps))
            {
                mine[mine.IndexOf(other)] = other with { Field = Field.None, Confidence = 0.5, Reason = $"{FieldNames.Of(same.Key)} đã lấy từ cột {CellPlace.ColumnLetters(keeps.Column)}" };
            }
        }

        return mine;
    }

    private static void Replace(List<MappedColumn> columns, Field from, Field to, bool when)
    {
        for (var i = 0; when && i < columns.Count; i++)
        {
            columns[i] = columns[i].Field == from ? columns[i] with { Field = to } : columns[i];
        }
    }

    // "Số CMND" and "Số CCCD" side by side: the first is the old number.
    private static void Twice(List<MappedColumn> columns, Field field, Func<MappedColumn, bool> isOther, Field other)
    {
        if (columns.Count(c => c.Field == field) > 1 && columns.Any(c => c.Field == field && !isOther(c)) && columns.All(c => c.Field != other))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i] = columns[i].Field == field && isOther(columns[i]) ? columns[i] with { Field = other } : columns[i];
            }
        }
    }

    private static string Percent(double share) => string.Create(VietnameseFormat.Culture, $"{share * 100:0}%");

    private static string Lower(Field field) => FieldNames.Of(field) is var name && char.IsUpper(name[0]) ? char.ToLower(name[0], VietnameseFormat.Culture) + name[1..] : name;
}
