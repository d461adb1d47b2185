using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Import.Review;

/// <summary>Which column of a sheet is which: the proposal with its reason, to be corrected; what is chosen is learned for the sender's office.</summary>
[Needs(Actions.ImportView)]
public sealed class ColumnsPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, SheetChoices choices) : ImportPageModel(db, current, foreign)
{
    private const int SampleRows = 5;

    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int Ordinal { get; set; }

    public ImportSheet Sheet { get; private set; } = null!;

    public string FileName { get; private set; } = "";

    public IReadOnlyList<MappedColumn> Columns { get; private set; } = [];

    /// <summary>First values of each column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Samples { get; private set; } = [];

    public bool MayChoose => Batch.IsOpen && Official.May(Actions.ImportUpload);

    public IEnumerable<KeyValuePair<string, string>> Choices { get; } =
        Enum.GetValues<Field>().Select(f => KeyValuePair.Create(((int)f).ToString(System.Globalization.CultureInfo.InvariantCulture), FieldNames.Of(f)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ShowAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (!Official.May(Actions.ImportUpload))
        {
            return Forbidden;
        }

        var fields = new Dictionary<int, Field>();
        foreach (var column in Columns)
        {
            fields[column.Column] = Enum.TryParse<Field>(Request.Form[$"Cot{column.Column}"].ToString(), out var field) && Enum.IsDefined(field) ? field : Field.None;
        }

        var outcome = await choices.ReadAsync(Id, Ordinal, fields, Official, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi nhận các cột và nhớ cho lần sau. Hệ thống đang đọc lại trang này.";
            return Redirect($"/nhap-danh-sach/{Id}");
        }

        Columns = [.. Columns.Select(c => c with { Field = fields[c.Column] })];
        this.Show(outcome.Problems);
        return Page();
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (await SheetAsync(Ordinal, cancel) is not { Header.Length: > 0 } sheet)
        {
            return NotFound();
        }

        (Sheet, FileName) = (sheet, await Db.ImportFiles.Where(f => f.Id == sheet.FileId).Select(f => f.Name).SingleAsync(cancel));
        var (map, header) = (sheet.ColumnsOf(), sheet.HeaderOf()!);
        var known = map.Columns.ToDictionary(c => c.Column);
        var width = Math.Max(header.Paths.Count, known.Count == 0 ? 0 : known.Keys.Max() + 1);
        Columns = [.. Enumerable.Range(0, width).Where(c => known.ContainsKey(c) || header.Title(c).Length > 0).Select(c => known.GetValueOrDefault(c) ?? new MappedColumn(c, header.Title(c), Field.None, 0, "Chưa nhận ra cột này"))];
        var rows = await Db.ImportRows.AsNoTracking().Where(r => r.BatchId == Id && r.Sheet == Ordinal).OrderBy(r => r.Number).Take(SampleRows).ToListAsync(cancel);
        var cells = rows.ConvertAll(r => r.CellsOf());
        Samples = [.. Columns.Select(c => (IReadOnlyList<string>)[.. cells.Select(r => RowsPageModel.Masked(c.Field, r.ElementAtOrDefault(c.Column) ?? "")).Where(t => t.Length > 0).Take(3)])];
        return null;
    }
}
