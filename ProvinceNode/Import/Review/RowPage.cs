using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Import.Review;

/// <summary>The verbs of the page of a row.</summary>
public sealed record RowVerbs(MendRow Mend, ChooseForRow Choose);

/// <summary>One person of a list: the cells as sent, each value as read, to be written over; questions about him; the person of the registry beside it.</summary>
[Needs(Actions.ImportView)]
public sealed class RowPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, RowVerbs verbs, PersonViews views) : ImportPageModel(db, current, foreign)
{
    [BindProperty(SupportsGet = true, Name = "sheet")]
    public int Ordinal { get; set; }

    [BindProperty(SupportsGet = true, Name = "row")]
    public int Number { get; set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Edits of the row when the page was opened.</summary>
    [BindProperty]
    public int Edits { get; set; }

    /// <summary>Edits that others made since.</summary>
    public IReadOnlyList<RowEdit> Meanwhile { get; private set; } = [];

    public ImportRow Row { get; private set; } = null!;

    public ImportSheet Sheet { get; private set; } = null!;

    public string FileName { get; private set; } = "";

    public RowValues Said { get; private set; } = RowValues.Empty();

    /// <summary>What was typed and not taken.</summary>
    public IReadOnlyDictionary<Field, string> Typed { get; private set; } = new Dictionary<Field, string>();

    public Beneficiary? Known { get; private set; }

    /// <summary>Fields that differ from the person of the registry and about which somebody chooses.</summary>
    public IReadOnlyList<Field> Differing { get; private set; } = [];

    public bool MayWrite => MayMend && Row.State == RowState.Read;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ?? Page();

    /// <param name="viec">ghi, chon, bo or lay-lai.</param>
    /// <param name="ve">What a choice is about.</param>
    public async Task<IActionResult> OnPostAsync(string? viec, string? ve, string? chon, CancellationToken cancel)
    {
        if (await ShowAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (!Official.May(Actions.ImportUpload))
        {
            return Forbidden;
        }

        var typed = FieldReading.Editable.Where(f => Request.Form.ContainsKey(f.ToString())).ToDictionary(f => f, f => Request.Form[f.ToString()].ToString());
        var changed = typed.Where(t => t.Value.Trim() != Said.Shown(t.Key)).Select(t => (t.Key, t.Value)).ToList();
        var outcome = viec switch
        {
            "chon" when ve is { Length: > 0 } && chon is { Length: > 0 } => await verbs.Choose.Handle(Id, Ordinal, Number, new RowChoice(ve, chon), Official, cancel),
            "bo" => await verbs.Choose.LeaveOutAsync(Id, Ordinal, Number, leave: true, Official, cancel),
            "lay-lai" => await verbs.Choose.LeaveOutAsync(Id, Ordinal, Number, leave: false, Official, cancel),
            _ => await verbs.Mend.Handle(new(Id, Ordinal, Number, Version, changed), Official, cancel),
        };
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi nhận.";
            return Redirect($"/nhap-danh-sach/{Id}/dong/{Ordinal}/{Number}");
        }

        Db.ChangeTracker.Clear();
        Typed = typed;
        this.Show(outcome.Problems);
        return await AgainAsync(written: viec == "ghi", cancel);
    }

    // What he typed stays in its boxes; what others wrote meanwhile is named, and the next pressing is against what he reads now.
    private async Task<IActionResult> AgainAsync(bool written, CancellationToken cancel)
    {
        if (await ShowAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (written && Version != Row.Version)
        {
            Meanwhile = [.. Row.EditsOf().Skip(Edits)];
            var others = Meanwhile.Select(e => e.Field).ToHashSet();
            // A box that he left as he saw it shows what stands there now.
            Typed = Typed.Where(t => !others.Contains(t.Key) || t.Value.Trim() != Meanwhile.First(e => e.Field == t.Key).From).ToDictionary();
        }

        return Page();
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (await SheetAsync(Ordinal, cancel) is not { } sheet || await Db.ImportRows.AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == Id && r.Sheet == Ordinal && r.Number == Number, cancel) is not { } row)
        {
            return NotFound();
        }

        (Sheet, Row, Said) = (sheet, row, RowValues.Of(row));
        FileName = await Db.ImportFiles.Where(f => f.Id == sheet.FileId).Select(f => f.Name).SingleAsync(cancel);
        Known = row.BeneficiaryId is { } person ? await Db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == person, cancel) : null;
        Differing = Known is not { } known ? [] : [.. RowJudge.Asked(Said, known, await Db.Entitlements.AnyAsync(e => e.BeneficiaryId == known.Id && e.Status != EntitlementStatus.Ended, cancel))];
        // Numbers stand here in full.
        await views.RecordAsync("import-row", row.Id, Official, cancel);
        return null;
    }
}
