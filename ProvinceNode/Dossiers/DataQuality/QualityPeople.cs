using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.DataQuality;

/// <summary>A person with a fault.</summary>
public sealed record FaultyPerson(Guid Id, string Code, string FullName, string BirthDate, string CitizenId, string OldIdentityNumber, string Village, string TenantPath, DateOnly Since)
{
    public string Number => Protos.Values.CitizenId.Mask(CitizenId.Length > 0 ? CitizenId : OldIdentityNumber);

    /// <summary>As people read it; as stored when it is no birth at all.</summary>
    public string Birth => Protos.Values.BirthDate.TryParse(BirthDate, out var birth) ? birth.Printed : BirthDate;
}

/// <summary>Who has a fault, each with the page on which it is mended; numbers masked. As a page and as a file.</summary>
[Needs(Actions.RegistryView)]
public sealed class QualityPeopleModel(NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Most lines of one file.</summary>
    public const int MostLines = 20_000;

    public static readonly ProblemKind TooMany = new("quality-too-many", "Danh sách có {0} người, một tệp chỉ chứa tối đa {1} người. Hãy chọn từng xã, phường rồi tải lại.");

    [BindProperty(SupportsGet = true, Name = "fault")]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? OfficePath { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public QualityFault Fault { get; private set; } = null!;

    public IReadOnlyList<FaultyPerson> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, string> OfficeNames { get; private set; } = new Dictionary<string, string>();

    public int Total { get; private set; }

    /// <summary>Whether the official may mend; who may not is led to the page of the person.</summary>
    public bool MayMend => current.Required.May(Actions.RegistryEdit);

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (QualityRules.Find(Code) is not { } fault)
        {
            return NotFound();
        }

        Fault = fault;
        Total = await People().CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await People().Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        await NamesAsync(cancel);
        return Page();
    }

    /// <summary>The whole list as a file, numbers masked as on the page; leaves an act.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var page = await OnGetAsync(cancel);
        if (Fault is null)
        {
            return page;
        }

        var act = Act.By(current.Required, ActKinds.QualityExport, time.UtcNow, $"{Fault.Name}: {Total} người");
        if (Total > MostLines || !await db.SaveAsync(act, cancel))
        {
            this.Show([Total > MostLines ? TooMany.Now(Total, MostLines) : CommonProblems.ChangedMeanwhile.Now()]);
            return page;
        }

        Rows = await People().Take(MostLines).ToListAsync(cancel);
        await NamesAsync(cancel);
        List<IReadOnlyList<string>> lines =
        [
            ["Mã đối tượng", "Họ và tên", "Sinh", "Số định danh", "Thôn, tổ", "Đơn vị", "Lỗi", "Việc cần làm", "Từ ngày"],
            .. Rows.Select(r => (IReadOnlyList<string>)[r.Code, r.FullName, r.Birth, r.Number, r.Village, OfficeNames.GetValueOrDefault(r.TenantPath, ""), Fault.Name, Fault.Remedy, VietnameseFormat.Date(r.Since)]),
        ];
        return File(SheetFile.Xlsx("Doi tuong", lines), SheetFile.XlsxType, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Fault.Code}-{time.Today:yyyyMMdd}.xlsx"));
    }

    private IQueryable<FaultyPerson> People()
    {
        var faults = db.Set<PersonFault>().AsNoTracking().Where(f => f.Code == Code);
        var area = ChosenArea.Of(OfficePath, current.Required);
        if (area != current.Required.Office)
        {
            var (from, until) = (area.Value, area.SubtreeEnd);
#pragma warning disable CA1309 // Translated to SQL; the column's binary collation makes the comparison ordinal.
            faults = faults.Where(f => string.Compare(f.TenantPath, from) >= 0 && string.Compare(f.TenantPath, until) < 0);
#pragma warning restore CA1309
        }

        return faults.Join(db.Beneficiaries, f => f.BeneficiaryId, b => b.Id, (f, b) => new { f, b }).OrderBy(x => x.f.TenantPath).ThenBy(x => x.b.SearchName).ThenBy(x => x.b.Id)
            .Select(x => new FaultyPerson(x.b.Id, x.b.Code, x.b.FullName, x.b.BirthDate, x.b.CitizenId, x.b.OldIdentityNumber, x.b.Village, x.f.TenantPath, x.f.Since));
    }

    private async Task NamesAsync(CancellationToken cancel)
    {
        var paths = Rows.Select(r => r.TenantPath).Distinct().ToList();
        OfficeNames = (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).ToListAsync(cancel)).GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.First().UnitName, StringComparer.Ordinal);
    }
}
