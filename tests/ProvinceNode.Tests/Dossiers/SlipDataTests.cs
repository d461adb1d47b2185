using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What the appraisal slip says of papers, of who receives already and of other money (D12, policy 4.3).</summary>
public sealed class SlipDataTests
{
    [Fact]
    public void Papers_OfADossier_TellWhatWasSentAndWhatIsCompared()
    {
        var dossier = ShippedFlow.Dossier(ShippedFlow.Pilot);
        dossier.Attachments.Add(new Attachment
        {
            Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = SubmitPapers.Certificate, FileName = "a.pdf", Hash = new string('0', 64), Bytes = 10, MediaType = "application/pdf", AddedAt = dossier.SubmittedAt,
        });

        var papers = SlipData.Papers(dossier);

        Assert.Contains($"Tờ khai mẫu {dossier.Form}: đủ", papers);
        Assert.Contains("Giấy xác nhận khuyết tật: đủ (1 tệp)", papers);
        dossier.Attachments.Clear();
        Assert.Contains("Giấy xác nhận khuyết tật: không nộp bản chụp, đối chiếu bản chính", SlipData.Papers(dossier));
    }

    [Fact]
    public void Checks_OfWhoReceivesAlready_NameTheCodeAndOtherMoney()
    {
        var facts = Law.Disabled(DisabilityDegree.Severe, new PayMonth(202210), 480) with
        {
            Incomes = [new IncomeSpan(IncomeKind.Pension, 1_200_000)], OtherAllowances = [new AllowanceSpan(AllowanceKind.Merit, "", 900_000)],
        };
        var found = new Case(new OpenDossier(ShippedFlow.Dossier(ShippedFlow.Pilot), ShippedFlow.On(ShippedFlow.Pilot), ShippedFlow.Official(Roles.Appraiser, "38.400")),
            Appraisal.Of(facts, new PayMonth(202210), Law.Book, Law.Province), null, [], null);

        var checks = SlipData.Of(found, null);

        Assert.Equal("Không trùng với người đang hưởng trong tỉnh", checks.Duplicate);
        Assert.Equal("lương hưu 1.200.000 đồng/tháng; trợ cấp ưu đãi người có công 900.000 đồng/tháng", checks.Beside);
        found.Dossier.Owner.CitizenId = "";
        Assert.StartsWith("Không có số định danh", SlipData.Of(found, null).Duplicate, StringComparison.Ordinal);
    }
}
