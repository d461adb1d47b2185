using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.DataQuality;

/// <summary>Chất lượng dữ liệu: score, faults and trend of the official's area, with its communes; figures only, nobody is named.</summary>
[Needs(Actions.QualityView)]
public sealed class QualityPageModel(QualityFigures figures, CurrentOfficial current, NodeDb db, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? OfficePath { get; set; }

    public AreaQuality Area { get; private set; } = null!;

    public IReadOnlyList<KeyValuePair<string, string>> Offices { get; private set; } = [];

    /// <summary>Whether the official may see who has a fault.</summary>
    public bool SeesPeople => current.Required.May(Actions.RegistryView);

    /// <summary>Aspects with their names, in the order of the table of rules.</summary>
    public static IReadOnlyList<KeyValuePair<QualityAspect, string>> Aspects { get; } =
    [
        new(QualityAspect.Number, "Số định danh"), new(QualityAspect.Birth, "Ngày sinh"), new(QualityAspect.Name, "Họ tên"), new(QualityAspect.Population, "Đối chiếu dân cư"),
        new(QualityAspect.Duplicate, "Nghi trùng"), new(QualityAspect.Certificate, "Giấy xác nhận khuyết tật"), new(QualityAspect.Payment, "Người nhận, tài khoản"), new(QualityAspect.Carer, "Người chăm sóc"),
        new(QualityAspect.Residence, "Nơi cư trú"), new(QualityAspect.Poverty, "Hộ nghèo"),
    ];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Area = await figures.ReadAsync(ChosenArea.Of(OfficePath, current.Required), current.Required, cancel);
        Offices = await figures.OfficesAsync(current.Required, cancel);
    }

    /// <summary>Communes and faults as a file.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var area = await figures.ReadAsync(ChosenArea.Of(OfficePath, current.Required), current.Required, cancel);
        if (!await db.SaveAsync(Act.By(current.Required, ActKinds.QualityExport, time.UtcNow, $"Chất lượng dữ liệu theo xã: {area.Communes.Count} dòng"), cancel))
        {
            this.Show([CommonProblems.ChangedMeanwhile.Now()]);
            await OnGetAsync(cancel);
            return Page();
        }

        List<IReadOnlyList<string>> lines =
        [
            ["Đơn vị", "Số người", "Điểm (trên 100)", "Số lỗi", .. QualityRules.All.Select(f => f.Name)],
            .. area.Communes.Select(c => (IReadOnlyList<string>)[c.Name, $"{c.People}", QualityRules.Printed(c.ScoreTenths), $"{c.Faults}", .. QualityRules.All.Select(f => $"{c.Counts.GetValueOrDefault(f.Code)}")]),
        ];
        return File(SheetFile.Xlsx("Chat luong du lieu", lines), SheetFile.XlsxType, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"chat-luong-du-lieu-{area.Path.UnitCode}-{time.Today:yyyyMMdd}.xlsx"));
    }
}
