using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Import.Review;

/// <summary>Counts and money of an import.</summary>
/// <param name="DifferingRows">Rows whose amount in the file is not the law's.</param>
public sealed record BatchTotals(int Rows, int Valid, int Warned, int Refused, int LeftOut, int Entered, int DifferingRows, long FileDong, long LawDong, int RegistryQuestions);

/// <summary>The verbs of the page of an import.</summary>
public sealed record BatchVerbs(AcceptBatch Accept, UndoBatch Undo, SheetChoices Sheets, AnswerUnit Units, ChooseForRow Rows, OpenUnitQuestions Questions);

/// <summary>One import: its files and sheets, how far it is, what it would change in đồng, what is open, and what the official may do next.</summary>
[Needs(Actions.ImportView)]
public sealed class BatchPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, BatchVerbs verbs, VietnamTime time) : ImportPageModel(db, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ImportFile> Files { get; private set; } = [];

    public IReadOnlyList<ImportSheet> Sheets { get; private set; } = [];

    public IReadOnlyDictionary<int, (int Rows, int Refused, int Ready)> PerSheet { get; private set; } = new Dictionary<int, (int, int, int)>();

    /// <summary>Of a list of poor households: who is not on it; null when nobody is missing.</summary>
    public ImportSheet? Leaving => Sheets.FirstOrDefault(PovertyDerived.IsLeaving);

    public BatchTotals Totals { get; private set; } = null!;

    public AcceptPreview Preview { get; private set; } = null!;

    /// <summary>Rows of a sheet that do not tell whether their household is poor or near-poor, by the sheet's number.</summary>
    public IReadOnlyDictionary<int, int> Untold { get; private set; } = new Dictionary<int, int>();

    public IReadOnlyList<UnitQuestion> Questions { get; private set; } = [];

    /// <summary>Why this official may not accept; null when he may, or when nobody can now.</summary>
    public Problem? Refusal { get; private set; }

    public bool MayAccept => Batch.State == BatchState.Ready && Official.May(Actions.ImportAccept) && Refusal is null;

    public bool MayUndo => Batch.State == BatchState.Accepted && Official.May(Actions.ImportAccept);

    public bool Working => Batch.State is BatchState.Reading or BatchState.Accepting or BatchState.Undoing;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    /// <param name="viec">What is to be done.</param>
    /// <param name="so">The sheet or version that it is about.</param>
    public async Task<IActionResult> OnPostAsync(string? viec, string? so, string? chon, CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        var mine = viec is "duyet" or "hoan-tac" ? Actions.ImportAccept : Actions.ImportUpload;
        if (!Official.May(mine))
        {
            return Forbidden;
        }

        var number = long.TryParse(so, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        var (problems, done) = viec switch
        {
            "duyet" => Answer(await verbs.Accept.Handle(Id, number, Official, cancel), "Đã duyệt. Hệ thống đang ghi sổ."),
            "hoan-tac" => Answer(await verbs.Undo.Handle(Id, Reason ?? "", Official, cancel), "Đang hoàn tác đợt nhập."),
            "bo" => Answer(await verbs.Undo.WithdrawAsync(Id, Official, cancel), "Đã bỏ đợt nhập. Tệp có thể gửi lại."),
            "muc" => Answer(await verbs.Sheets.AmountsAsync(Id, chon == "luat" ? AmountRule.Law : AmountRule.File, Official, cancel), "Đã chọn mức tiền ghi sổ."),
            "het" => Answer(await verbs.Sheets.WholeAsync(Id, true, Official, cancel), "Đã ghi: danh sách đã đủ cả xã."),
            "chua-het" => Answer(await verbs.Sheets.WholeAsync(Id, false, Official, cancel), "Đã ghi: danh sách chỉ là một phần."),
            "dien-ho" => Answer(await verbs.Rows.PovertyOfSheetAsync(Id, (int)number, Enum.TryParse<PovertyWord>(chon, out var status) ? status : (PovertyWord)(-1), Official, cancel), "Đã chọn cho mọi dòng chưa rõ của trang."),
            "doc-trang" => Answer(await verbs.Sheets.ReadAsync(Id, (int)number, null, Official, cancel), "Hệ thống sẽ đọc trang này."),
            "xa" => Answer(await verbs.Units.Handle(Id, so ?? "", chon ?? "", Official, cancel), "Đã áp dụng cho mọi dòng cùng câu hỏi."),
            "khac-so" => Answer(await verbs.Rows.AllDifferencesAsync(Id, chon ?? "", Official, cancel), "Đã chọn cho mọi giá trị khác sổ."),
            _ => ([CommonProblems.NotFound.Now()], ""),
        };
        if (problems.Count == 0)
        {
            TempData["Done"] = done;
            return Redirect($"/nhap-danh-sach/{Id}");
        }

        Db.ChangeTracker.Clear();
        this.Show(problems);
        return await ShowAsync(cancel);
    }

    private static (IReadOnlyList<Problem> Problems, string Done) Answer<T>(Outcome<T> outcome, string done) => (outcome.Problems, done);

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await MissingAsync(cancel) is { } missing)
        {
            return missing;
        }

        Files = await Db.ImportFiles.AsNoTracking().Where(f => f.BatchId == Id).OrderBy(f => f.Ordinal).ToListAsync(cancel);
        Sheets = await Db.ImportSheets.AsNoTracking().Where(s => s.BatchId == Id).OrderBy(s => s.Ordinal).ToListAsync(cancel);
        await CountAsync(cancel);
        Untold = Batch is { Kind: ListKind.Poverty, State: BatchState.Ready }
            ? await Db.ImportRows.Where(r => r.BatchId == Id && r.State == RowState.Read && r.Faults.Contains(PovertyProblems.StatusAsked)).GroupBy(r => r.Sheet).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel) : Untold;
        Preview = await verbs.Accept.PreviewAsync(Batch, cancel);
        Refusal = Official.May(Actions.ImportAccept) && Batch.State == BatchState.Ready ? await verbs.Accept.RefusalAsync(Batch, Official, cancel) : null;
        Questions = Batch.State == BatchState.Ready ? await verbs.Questions.ListAsync(Batch, Official.Office.Province, time.Today, cancel) : [];
        return Page();
    }

    private async Task CountAsync(CancellationToken cancel)
    {
        var rows = Db.ImportRows.Where(r => r.BatchId == Id);
        var groups = await rows.GroupBy(r => new { r.Sheet, r.State, r.Verdict })
            .Select(g => new { g.Key.Sheet, g.Key.State, g.Key.Verdict, Rows = g.Count(), File = g.Sum(r => r.FileDong ?? r.LawDong ?? 0), Law = g.Sum(r => r.LawDong ?? r.FileDong ?? 0) }).ToListAsync(cancel);
        var open = groups.Where(g => g.State is RowState.Read or RowState.Entered).ToList();
        // People who leave a list that may be a part are told apart.
        var apart = Leaving is { State: SheetState.Skipped, Ordinal: var ordinal } ? ordinal : 0;
        int Of(RowVerdict verdict) => groups.Where(g => g.Sheet != apart && g.State == RowState.Read && g.Verdict == verdict).Sum(g => g.Rows);
        var differing = await rows.CountAsync(r => (r.State == RowState.Read || r.State == RowState.Entered) && r.FileDong != null && r.LawDong != null && r.FileDong != r.LawDong, cancel);
        var code = $"\"k\":\"{EntryProblems.Differs.Code}\"";
        var questions = await rows.CountAsync(r => r.State == RowState.Read && r.Match == RegistryMatch.Same && r.Faults.Contains(code), cancel);
        PerSheet = groups.GroupBy(g => g.Sheet).ToDictionary(g => g.Key, g =>
            (g.Sum(x => x.Rows), g.Where(x => x is { State: RowState.Read, Verdict: RowVerdict.Refused }).Sum(x => x.Rows), g.Where(x => x is { State: RowState.Read, Verdict: not RowVerdict.Refused }).Sum(x => x.Rows)));
        Totals = new(
            groups.Where(g => g.Sheet != apart).Sum(g => g.Rows), Of(RowVerdict.Valid), Of(RowVerdict.ValidWithWarnings), Of(RowVerdict.Refused), groups.Where(g => g.State == RowState.LeftOut).Sum(g => g.Rows),
            groups.Where(g => g.State == RowState.Entered).Sum(g => g.Rows), differing, open.Sum(g => g.File), open.Sum(g => g.Law), questions);
    }
}
