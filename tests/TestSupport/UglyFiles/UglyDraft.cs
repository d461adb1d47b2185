using System.Globalization;
using System.Text;
using Bogus;
using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;
using ProvinceNode.Import.Values;

namespace TestSupport.UglyFiles;

/// <summary>A column of a list before it is written.</summary>
/// <param name="Above">Common heading over it and its neighbours.</param>
public sealed record UglyColumn(Field Field, string Title, GridCell?[] Cells, string Above = "");

/// <summary>A list that is correct until kinds of ugliness are laid upon it. What they change of the truth, they say in the people.</summary>
public sealed class UglyDraft
{
    public static readonly DateOnly Today = new(2025, 8, 15);

    public static UnitBook Book { get; } = new("38");

    // Communes that went over whole and whose name is theirs alone in both organisations, so that names without a district can be read.
    private static readonly List<KnownUnit> Homes = [.. Book.Communes.Where(u => u.Era == UnitEra.ThreeTier && Book.On(u, Today).Count == 1
        && Book.ByName(u.Folded).Count() == 1 && u.Folded.Length > 6 && Book.Communes.Count(o => Distance.Within(o.Folded, u.Folded, 2)) == 1)];

    public UglyDraft(int seed, int people)
    {
        Random = new Randomizer(seed);
        People = [.. Enumerable.Range(1, people).Select(i => UglyPerson.Of(Random, Book, Homes, Today, i))];
        Columns =
        [
            Column(Field.Order, "STT", (_, i) => $"{i + 1}"), Column(Field.FullName, "Họ và tên", (p, _) => p.Name), Column(Field.Birth, "Ngày sinh", (p, _) => p.Birth.Printed),
            Column(Field.Sex, "Giới tính", (p, _) => p.Sex == 1 ? "Nam" : "Nữ"), Column(Field.Ethnic, "Dân tộc", (p, _) => WordReaders.EthnicName((string)p.Truth[Field.Ethnic]).Split(" (")[0]),
            Column(Field.CitizenNumber, "Số CCCD", (p, _) => p.Number), Column(Field.Village, "Thôn", (p, _) => (string)p.Truth[Field.Village]),
            Column(Field.Commune, "Xã/phường", (p, _) => Book.ByCode((string)p.Truth[Field.Commune], UnitEra.TwoTier)!.Unit.Name),
            Column(Field.Category, "Loại đối tượng", (p, _) => p.CategoryWords), Column(Field.Coefficient, "Hệ số", (p, _) => VietnameseFormat.Coefficient((int)p.Truth[Field.Coefficient])),
            Column(Field.MonthlyAmount, "Mức trợ cấp tháng", (p, _) => ((Dong)p.Truth[Field.MonthlyAmount]).Digits()),
            Column(Field.StartMonth, "Hưởng từ tháng", (p, _) => p.Truth[Field.StartMonth].ToString()!), Column(Field.DecisionNumber, "Số quyết định", (p, _) => (string)p.Truth[Field.DecisionNumber]),
            Column(Field.DecisionDate, "Ngày quyết định", (p, _) => VietnameseFormat.Date((DateOnly)p.Truth[Field.DecisionDate])),
        ];
    }

    public Randomizer Random { get; }

    public List<UglyPerson> People { get; }

    public List<UglyColumn> Columns { get; private set; }

    /// <summary>Rows put into the grid before the heading, and what happens around the people.</summary>
    public UglyLayout Layout { get; } = new();

    /// <summary>How text is typed; applied to every text cell when the grid is made.</summary>
    public Func<string, int, string> Typed { get; set; } = (text, _) => text;

    /// <summary>xlsx, xls, html, xml, csv.</summary>
    public string Form { get; set; } = "xlsx";

    public char Delimiter { get; set; } = ';';

    /// <summary>Null: Windows-1258.</summary>
    public Encoding? Encoding { get; set; } = Encoding.UTF8;

    public UglyColumn this[Field field] => Columns.Single(c => c.Field == field);

    public bool Has(Field field) => Columns.Any(c => c.Field == field);

    /// <summary>Rewrites the cells of a column from the people.</summary>
    public void Each(Field field, Func<UglyPerson, GridCell?, GridCell?> change)
    {
        var cells = this[field].Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = change(People[i], cells[i]);
        }
    }

    public void Rename(Field field, string title) => Columns = Columns.ConvertAll(c => c.Field == field ? c with { Title = title } : c);

    /// <summary>Puts columns in the place of one.</summary>
    public void Replace(Field field, params UglyColumn[] columns)
    {
        var at = Columns.FindIndex(c => c.Field == field);
        Columns.RemoveAt(at);
        Columns.InsertRange(at, columns);
    }

    public void Reorder(Func<IEnumerable<UglyColumn>, IEnumerable<UglyColumn>> order) => Columns = [.. order(Columns)];

    public void Retitle(Func<string, string> change) => Columns = Columns.ConvertAll(c => c with { Title = change(c.Title), Above = change(c.Above) });

    /// <summary>A column made of the people as they are now.</summary>
    public UglyColumn Column(Field field, string title, Func<UglyPerson, int, GridCell?> cell, string above = "") => new(field, title, [.. People.Select(cell)], above);

    /// <summary>The file's name and bytes.</summary>
    public (string Name, byte[] Content) Write()
    {
        var sheets = Layout.Sheets(this);
        foreach (var (row, number) in sheets.SelectMany(s => s.Rows.Select((r, i) => (r, i))))
        {
            for (var c = 0; c < row.Length; c++)
            {
                row[c] = row[c] is { Value: string text } cell ? cell with { Value = Typed(text, number) } : row[c];
            }
        }

        var visible = sheets.Last();
        return ($"danh sach.{Form}", Form switch
        {
            "xls" => XlsFile.Of(sheets), "html" => TextFiles.Html(sheets), "xml" => TextFiles.Xml(sheets), "xlsx" => XlsxFile.Of(sheets),
            _ => Encoding is null ? TextFiles.Csv1258(visible, Delimiter) : TextFiles.Csv(visible, Delimiter, Encoding),
        });
    }

    /// <summary>dd/MM/yyyy.</summary>
    public static string Text(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
