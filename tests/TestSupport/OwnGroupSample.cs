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

    /// <summary>Puts it in force in a node.</summary>
    public static Task<bool> AddAsync(NodeHost node) => node.WithDbAsync(async db =>
    {
        db.Add(Row());
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(node.Clock).UtcNow), CancellationToken.None);
    });
}
