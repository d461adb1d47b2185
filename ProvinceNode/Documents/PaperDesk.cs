using ProvinceNode.Dossiers;

namespace ProvinceNode.Documents;

/// <summary>Freezes a paper of a dossier.</summary>
public static class PaperDesk
{
    public static IssuedPaper Issue(FlowContext context, Dossier dossier, string paper, string number, PaperContent content) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
        Paper = paper, Number = number, IssuedAt = context.NowUtc, Content = content.ToJson(),
    };

    /// <summary>Name of a paper for links.</summary>
    public static string NameOf(string paper) => paper switch
    {
        "D01" => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "D02" => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        "D03" => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        "D05" => "Thông báo dừng giải quyết hồ sơ",
        "D09" => "Thông báo niêm yết kết quả xét duyệt",
        "D11" => "Công văn đề nghị thẩm định",
        "D12" => "Phiếu thẩm định hồ sơ",
        "D14" => "Quyết định trợ cấp xã hội hàng tháng",
        "D20" => "Thông báo không đủ điều kiện",
        "D21" => "Phiếu trả kết quả",
        _ => paper,
    };
}
