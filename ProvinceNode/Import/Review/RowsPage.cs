using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Import.Review;

/// <summary>A sheet as a person sees it: its columns and cells, each problem at its cell with the suggested mend, what law and registry say below.</summary>
[Needs(Actions.ImportView)]
public sealed partial class RowsPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, MendRow mend) : ImportPageModel(db, current, foreign)
{
    public const int PageSize = 50;

    private static readonly Field[] Numbers = [Field.CitizenNumber, Field.OldNumber, Field.ReceiverNumber, Field.Account];

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Which rows: loi, xem, duoc, tien, so; all when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "loc")]
    public string? Filter { get; set; }

    [BindProperty(SupportsGet = true, Name = "bang")]
    public int Ordinal { get; set; }

    public IReadOnlyList<ImportSheet> Sheets { get; private set; } = [];

    public ImportSheet? Sheet { get; private set; }

    public IReadOnlyList<MappedColumn> Columns { get; private set; } = [];

    public IReadOnlyList<ImportRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public static IReadOnlyList<KeyValuePair<string, string>> Filters { get; } =
    [
        new("", "Tất cả"), new("loi", "Chưa nhập được"), new("xem", "Cần xem"), new("duoc", "Nhập được"), new("tien", "Tiền khác quy định"), new("so", "Đã có trong sổ"), new("sua", "Đã sửa"),
    ];

    /// <summary>Numbers of people are masked in lists; the row's own page shows them, and that is recorded.</summary>
    public static string Masked(Field field, string text) => text.Length > 6 && Numbers.Contains(field) ? CitizenId.Mask(CitizenId.Clean(text))
        : field == Field.None ? IdentityNumber().Replace(text, m => CitizenId.Mask(m.Value)) : text;

    /// <summary>What is wrong with a cell, without the number that it tells.</summary>
    public static string Words(StoredFault fault) => Numbers.Contains(FieldReading.Canonical(fault.Field)) ? LongNumber().Replace(fault.Message, m => CitizenId.Mask(CitizenId.Clean(m.Value))) : fault.Message;

    // In a column whose meaning nobody told.
    [GeneratedRegex(@"(?<!\d)(\d{12}|\d{9})(?!\d)")]
    private static partial Regex IdentityNumber();

    // Seven digits or more, as people group them.
    [GeneratedRegex(@"\d(?:[ .]?\d){6,}")]
    private static partial Regex LongNumber();

    public string Address(int page) => $"/nhap-danh-sach/{Id}/dong?bang={Ordinal}&loc={Uri.EscapeDataString(Filter ?? "")}&trang={page}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    /// <param name="sua">Sheet, row, version and place of the fault whose suggested mend is accepted.</param>
    public async Task<IActionResult> OnPostAsync(string? sua, CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (!Official.May(Actions.ImportUpload))
        {
            return Forbidden;
        }

        var parts = (sua ?? "").Split('|').Select(p => long.TryParse(p, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        var row = parts.Length == 4 ? await Db.ImportRows.AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == Id && r.Sheet == (int)parts[0] && r.Number == (int)parts[1], cancel) : null;
        var fault = row?.FaultsOf().ElementAtOrDefault((int)parts[^1]);
        if (row is null || fault?.Mend is not { } text)
        {
            this.Show([CommonProblems.ChangedMeanwhile.Now()]);
            return await ShowAsync(cancel);
        }

        var outcome = await mend.Handle(new(Id, row.Sheet, row.Number, parts[2], [(FieldReading.Canonical(fault.Field), text)]), Official, cancel);
        if (outcome.Succeeded)
        {
            return Redirect(Address(PageNumber) + $"#d-{row.Sheet}-{row.Number}");
        }

        Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        Sheets = await Db.ImportSheets.AsNoTracking().Where(s => s.BatchId == Id && s.Header != "").OrderBy(s => s.Ordinal).ToListAsync(cancel);
        Sheet = Sheets.FirstOrDefault(s => s.Ordinal == Ordinal) ?? Sheets.FirstOrDefault(s => s.State == SheetState.Read) ?? (Sheets.Count > 0 ? Sheets[0] : null);
        Ordinal = Sheet?.Ordinal ?? 0;
        var rows = Filtered(Db.ImportRows.AsNoTracking().Where(r => r.BatchId == Id && r.Sheet == Ordinal));
        Total = await rows.CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await rows.OrderBy(r => r.Number).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        Columns = Sheet is null ? [] : Shown(Sheet, Rows);
        return Page();
    }

    private IQueryable<ImportRow> Filtered(IQueryable<ImportRow> rows) => Filter switch
    {
        "loi" => rows.Where(r => r.State == RowState.Read && r.Verdict == RowVerdict.Refused),
        "xem" => rows.Where(r => r.State == RowState.Read && r.Verdict == RowVerdict.ValidWithWarnings),
        "duoc" => rows.Where(r => r.State == RowState.Read && r.Verdict != RowVerdict.Refused),
        "tien" => rows.Where(r => r.FileDong != null && r.LawDong != null && r.FileDong != r.LawDong),
        "so" => rows.Where(r => r.Match != RegistryMatch.None),
        "sua" => rows.Where(r => r.Edits != ""),
        _ => rows,
    };

    // Columns with a heading, a meaning, or something in them on this page.
    private static List<MappedColumn> Shown(ImportSheet sheet, IReadOnlyList<ImportRow> rows)
    {
        var (map, header) = (sheet.ColumnsOf(), sheet.HeaderOf()!);
        var known = map.Columns.ToDictionary(c => c.Column);
        var cells = rows.Select(r => r.CellsOf()).ToList();
        var width = Math.Max(header.Paths.Count, cells.Count == 0 ? 0 : cells.Max(c => c.Count));
        return [.. Enumerable.Range(0, width).Where(c => known.ContainsKey(c) || header.Title(c).Length > 0 || cells.Exists(r => c < r.Count && r[c].Length > 0))
            .Select(c => known.GetValueOrDefault(c) ?? new MappedColumn(c, header.Title(c), Field.None, 0, ""))];
    }
}
