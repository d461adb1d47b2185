using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>
/// Enters a care institution of the province as an office of its own: a tenant with its officials, its number book, its seal and its name
/// (Decree 20 Art. 28–30; Decree 30/2020 Art. 15). Officials can be given to it from then on.
/// </summary>
public sealed class RegisterInstitution(NodeDb db, VietnamTime time)
{
    /// <summary>Longest name, as offices keep it.</summary>
    public const int Longest = 200;

    public static readonly ProblemKind Known = new("institution-known", "Đã có cơ sở “{0}” với mã đơn vị {1}. Hãy dùng mã đó khi tạo tài khoản.");

    public static readonly ProblemKind DistrictUnknown = new("institution-district", "Không có huyện này. Hãy chọn huyện quản lý cơ sở trong danh sách, hoặc để trống nếu là cơ sở của tỉnh.");

    /// <param name="managedBy">Path of the district whose own it is; empty: the province's.</param>
    public async Task<Outcome<Office>> Handle(string name, SignedInOfficial official, CancellationToken cancel, string managedBy = "")
    {
        var clean = VietnameseText.Clean(name);
        if (clean.Length is 0 or > Longest)
        {
            return clean.Length == 0 ? CommonProblems.Required.At("Name", "tên cơ sở trợ giúp xã hội") : CommonProblems.TooLong.At("Name", "Tên cơ sở", Longest, clean.Length);
        }

        if (!official.May(Actions.AccountsManage) || official.Level != UnitLevel.Province)
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (managedBy.Length > 0 && !await db.Offices.AnyAsync(o => o.TenantPath == managedBy && o.Level == UnitLevel.District, cancel))
        {
            return DistrictUnknown.At("ManagedBy");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var offices = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Institution).ToListAsync(cancel);
        // Names are typed: capitals and the place of a tone make no other institution.
        if (offices.Find(o => o.ClosedBy is null && VietnameseText.NameKey(o.UnitName) == VietnameseText.NameKey(clean)) is { } known)
        {
            return Known.At("Name", known.UnitName, known.TenantPath);
        }

        var office = Make(official.Office, offices.Count + 1, clean, time.Today);
        office.ManagedBy = managedBy.Length > 0 ? managedBy : null;
        db.Offices.Add(office);
        await db.SaveAsync(Act.By(official, ActKinds.InstitutionRegister, time.UtcNow, clean, office.TenantPath).On("office", office.Id), cancel);
        await transaction.CommitAsync(cancel);
        return office;
    }

    /// <summary>The office. Codes of units have two, three or five digits and those of communes begin with 0 to 3: none begins with 9.</summary>
    /// <param name="place">Counted from 1 in the province; offices are never taken away.</param>
    public static Office Make(TenantPath province, int place, string name, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(), TenantPath = province.Child($"9{place:0000}").Value, Level = UnitLevel.Institution, UnitName = name, Identifier = "", ValidFrom = from,
    };
}

/// <inheritdoc cref="RegisterInstitution"/>
[Needs(Actions.AccountsManage)]
public sealed class RegisterInstitutionModel(RegisterInstitution verb, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Path of the district whose own the new institution is.</summary>
    [BindProperty]
    public string? ManagedBy { get; set; }

    /// <summary>Districts of today; none since July 2025.</summary>
    public IReadOnlyDictionary<string, string> Districts { get; private set; } = new Dictionary<string, string>();

    [TempData]
    public string? Done { get; set; }

    /// <summary>Institutions with the number of their accounts, in the order of their codes.</summary>
    public IReadOnlyList<(Office Office, int Accounts)> Rows { get; private set; } = [];

    /// <summary>Only the province keeps the list.</summary>
    public bool MayAdd => current.Required.Level == UnitLevel.Province;

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(Name ?? "", current.Required, cancel, ManagedBy ?? "");
        if (outcome.Succeeded)
        {
            Done = $"Đã thêm {outcome.Value.UnitName}, mã đơn vị {outcome.Value.TenantPath}. Hãy tạo tài khoản cho cán bộ của cơ sở với mã này.";
            return RedirectToPage();
        }

        this.Show(outcome.Problems);
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var (path, below) = (current.Required.Office.Value, current.Required.Office.Value + ".");
        var offices = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Institution && (o.TenantPath == path || o.TenantPath.StartsWith(below)))
            .OrderBy(o => o.TenantPath).ToListAsync(cancel);
        Districts = (await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.District).OrderBy(o => o.TenantPath).ToListAsync(cancel)).Where(o => o.HoldsOn(time.Today)).ToDictionary(o => o.TenantPath, o => o.UnitName);
        var paths = offices.Select(o => o.TenantPath).ToList();
        var accounts = await db.Users.Where(u => paths.Contains(u.OfficePath) && !u.Disabled).GroupBy(u => u.OfficePath).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        Rows = offices.ConvertAll(o => (o, accounts.GetValueOrDefault(o.TenantPath)));
    }
}
