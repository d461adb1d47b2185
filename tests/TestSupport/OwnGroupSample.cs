using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace TestSupport;

/// <summary>A group of Thanh Hóa's own with a condition that the commune attests, for forms and flows.</summary>
public static class OwnGroupSample
{
    public const string Attested = "Là người dân tộc thiểu số di cư tự do đã được bố trí định cư";

    public static ExtraGroupRow Row() => new()
    {
        ProvinceCode = "38", Code = "P38.9", Label = "Người di cư tự do đã định cư", AgeFromMonths = 16 * 12, Poverty = PovertyStatuses.Either, LivesAlone = true, Attested = Attested, CoefficientHundredths = 150,
        Form = ExtraGroupRow.OwnForm, ResolutionNumber = "9/NQ-HĐND", ResolutionOn = new(2021, 6, 1), Legal = "Nghị quyết số 9/NQ-HĐND ngày 01/6/2021 của Hội đồng nhân dân tỉnh", ValidFrom = new(2021, 7, 1),
    };

    /// <summary>How a declaration names it.</summary>
    public static string Answer => OwnGroupForm.Answer(Row());

    /// <summary>A group of people whom nobody may know of: its own words tell of the illness.</summary>
    public static ExtraGroupRow SensitiveRow()
    {
        var row = Row();
        (row.Code, row.Label, row.Attested, row.Poverty, row.LivesAlone) = ("P38.K.8", "Người nhiễm HIV thuộc hộ cận nghèo", "Có giấy xác nhận nhiễm HIV của cơ quan y tế", PovertyStatuses.Any, false);
        return row;
    }

    /// <summary>Puts it in force in a node.</summary>
    public static Task<bool> AddAsync(NodeHost node, ExtraGroupRow? row = null) => node.WithDbAsync(async db =>
    {
        db.Add(row ?? Row());
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(node.Clock).UtcNow), CancellationToken.None);
    });
}
