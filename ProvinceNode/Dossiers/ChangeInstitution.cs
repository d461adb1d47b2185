using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What becomes of an institution, since when and by which paper.</summary>
/// <param name="Path">Of the institution.</param>
/// <param name="NewName">Null: it is closed.</param>
/// <param name="On">First day of the new name, or last day of the institution.</param>
public sealed record InstitutionChange(string Path, string? NewName, DateOnly? On, string Paper);

/// <summary>
/// Renames or closes a care institution (Decree 20 Art. 27–30). Papers keep the name of their day, and a name that it bore before is still understood.
/// It is closed only when nobody lives there any more and nothing waits for it: residents are discharged or handed over to another one first.
/// </summary>
public sealed class ChangeInstitution(NodeDb db, VietnamTime time)
{
    public static readonly ProblemKind Unknown = new("institution-gone", "Không có cơ sở này, hoặc cơ sở đã chấm dứt hoạt động. Hãy chọn lại trong danh sách cơ sở.");

    public static readonly ProblemKind DayWrong = new("institution-day", "Hãy nhập ngày có trong dương lịch, từ ngày {0} đến hôm nay.");

    public static readonly ProblemKind SameName = new("institution-same-name", "Tên mới giống tên đang dùng. Hãy nhập tên mới đầy đủ như trên con dấu.");

    public static readonly ProblemKind StillLivesThere = new("institution-residents", "Còn {0} người đang ở cơ sở. Hãy lập hồ sơ cho từng người rời cơ sở hoặc chuyển sang cơ sở khác, rồi chấm dứt.");

    public static readonly ProblemKind StillWaits = new("institution-dossiers", "Còn {0} hồ sơ chưa giải quyết xong ở cơ sở. Hãy giải quyết, hoặc để người dân rút hồ sơ, rồi chấm dứt.");

    public static readonly ProblemKind UsedAfter = new("institution-used-after",
        "Ngày {0} cơ sở còn có người rời đi hoặc còn ra văn bản, nên ngày hoạt động cuối cùng không trước ngày đó. Hãy nhập lại ngày theo quyết định chấm dứt.");

    public async Task<Outcome<Office>> Handle(InstitutionChange change, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.AccountsManage) || official.Level != UnitLevel.Province)
        {
            return CommonProblems.NotAllowed.Now();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.Offices.SingleOrDefaultAsync(o => o.TenantPath == change.Path && o.Level == UnitLevel.Institution && o.ClosedBy == null, cancel) is not { } office)
        {
            return Unknown.Now();
        }

        var faults = Faults(change, office);
        faults.AddRange(change.NewName is null ? await InTheWayAsync(office, change.On, cancel) : await NameFaultsAsync(change.NewName, office, cancel));
        if (faults.Count > 0)
        {
            return faults;
        }

        var (paper, on, old) = (change.Paper.Trim(), change.On!.Value, office.UnitName);
        if (change.NewName is { } typed)
        {
            office.FormerNames = JsonSerializer.Serialize(office.Formers.Append(new FormerName(old, on.AddDays(-1), paper)));
            office.UnitName = VietnameseText.Clean(typed);
        }
        else
        {
            (office.ValidTo, office.ClosedBy) = (on, paper);
        }

        var words = change.NewName is null ? $"Chấm dứt hoạt động {old}, ngày cuối {VietnameseFormat.Date(on)}" : $"{old} đổi tên thành {office.UnitName} từ ngày {VietnameseFormat.Date(on)}";
        if (!await db.SaveAsync(Act.By(official, change.NewName is null ? ActKinds.InstitutionClose : ActKinds.InstitutionRename, time.UtcNow, $"{words} ({paper})", office.TenantPath).On("office", office.Id), cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return office;
    }

    private List<Problem> Faults(InstitutionChange change, Office office)
    {
        var (faults, field) = (new List<Problem>(), change.NewName is null ? "Close" : "Rename");
        if (change.On is not { } on || on < office.ValidFrom || on > time.Today)
        {
            faults.Add(DayWrong.At(field + "On", VietnameseFormat.Date(office.ValidFrom)));
        }

        if (change.Paper.Trim().Length is 0 or > 200)
        {
            faults.Add(change.Paper.Trim().Length == 0 ? CommonProblems.Required.At(field + "Paper", "số, ngày quyết định") : CommonProblems.TooLong.At(field + "Paper", "Quyết định", 200, change.Paper.Trim().Length));
        }

        return faults;
    }

    private async Task<IEnumerable<Problem>> NameFaultsAsync(string typed, Office office, CancellationToken cancel)
    {
        var clean = VietnameseText.Clean(typed);
        if (clean.Length is 0 or > RegisterInstitution.Longest)
        {
            return [clean.Length == 0 ? CommonProblems.Required.At("Name", "tên mới của cơ sở") : CommonProblems.TooLong.At("Name", "Tên cơ sở", RegisterInstitution.Longest, clean.Length)];
        }

        var key = VietnameseText.NameKey(clean);
        var others = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Institution && o.ClosedBy == null && o.Id != office.Id).ToListAsync(cancel);
        return clean == office.UnitName ? [SameName.At("Name")]
            : others.Find(o => VietnameseText.NameKey(o.UnitName) == key || o.Formers.Any(f => VietnameseText.NameKey(f.Name) == key)) is { } known ? [RegisterInstitution.Known.At("Name", known.UnitName, known.TenantPath)] : [];
    }

    private async Task<IEnumerable<Problem>> InTheWayAsync(Office office, DateOnly? on, CancellationToken cancel)
    {
        var path = office.TenantPath;
        var (residents, dossiers) = (await db.InstitutionResidents.CountAsync(r => r.SharedPath == path && r.LeftOn == null, cancel), await db.Dossiers.CountAsync(d => d.SharedPath == path && d.FinishedAt == null, cancel));
        var used = await LastUsedAsync(path, cancel);
        return
        [
            .. residents > 0 ? [StillLivesThere.Now(residents)] : Array.Empty<Problem>(), .. dossiers > 0 ? [StillWaits.Now(dossiers)] : Array.Empty<Problem>(),
            .. on >= office.ValidFrom && on < used ? [UsedAfter.At("CloseOn", VietnameseFormat.Date(used.Value))] : Array.Empty<Problem>(),
        ];
    }

    // The last day on which somebody came, left, or its head signed: papers of a body that had ceased would hold nothing.
    private async Task<DateOnly?> LastUsedAsync(string path, CancellationToken cancel)
    {
        DateOnly?[] days =
        [
            await db.InstitutionResidents.Where(r => r.SharedPath == path).MaxAsync(r => (DateOnly?)r.From, cancel), await db.InstitutionResidents.Where(r => r.SharedPath == path).MaxAsync(r => r.LeftOn, cancel),
            await db.Decisions.Where(d => d.IssuerPath == path).MaxAsync(d => (DateOnly?)d.SignedOn, cancel),
            await db.Papers.Where(p => p.OfficePath == path).MaxAsync(p => (DateTime?)p.IssuedAt, cancel) is { } issued ? VietnamTime.Day(issued) : null,
        ];
        return days.Max();
    }
}

/// <inheritdoc cref="ChangeInstitution"/>
[Needs(Actions.AccountsManage)]
public sealed class ChangeInstitutionModel(ChangeInstitution verb, NodeDb db, CurrentOfficial current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? Path { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? RenamePaper { get; set; }

    [BindProperty]
    public string? ClosePaper { get; set; }

    public Office Institution { get; private set; } = null!;

    /// <summary>Boxes of a day as typed.</summary>
    public string Typed(string field, string part) => Request.HasFormContentType ? Request.Form[field + part].ToString() : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostRenameAsync(CancellationToken cancel) =>
        ActAsync(new InstitutionChange(Path ?? "", Name ?? "", Day("RenameOn"), RenamePaper ?? ""), o => $"Đã đổi tên thành {o.UnitName}. Văn bản đã phát hành giữ tên cũ.", cancel);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel) =>
        ActAsync(new InstitutionChange(Path ?? "", null, Day("CloseOn"), ClosePaper ?? ""), o => $"Đã chấm dứt hoạt động {o.UnitName}. Hãy khóa các tài khoản còn lại của cơ sở (mã đơn vị {o.TenantPath}).", cancel);

    private async Task<IActionResult> ActAsync(InstitutionChange change, Func<Office, string> done, CancellationToken cancel)
    {
        var outcome = await verb.Handle(change, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = done(outcome.Value);
            return Redirect("/quan-tri/co-so");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await LoadAsync(cancel) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var path = Path ?? "";
        if (current.Required.Level != UnitLevel.Province || await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.TenantPath == path && o.Level == UnitLevel.Institution, cancel) is not { } office)
        {
            return false;
        }

        Institution = office;
        return true;
    }

    private DateOnly? Day(string field) =>
        BirthDate.TryParse($"{Typed(field, "Day").Trim()}/{Typed(field, "Month").Trim()}/{Typed(field, "Year").Trim()}", out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;
}
