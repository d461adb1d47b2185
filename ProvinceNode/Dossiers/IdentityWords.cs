namespace ProvinceNode.Dossiers;

/// <summary>The identity check in words.</summary>
public static class IdentityWords
{
    public static string Of(IdentityCheck check) => check.Status switch
    {
        IdentityStatus.Matched => "Khớp với Cơ sở dữ liệu quốc gia về dân cư",
        IdentityStatus.NotMatched => "Không khớp với Cơ sở dữ liệu quốc gia về dân cư",
        IdentityStatus.NotFound => "Không tìm thấy trong Cơ sở dữ liệu quốc gia về dân cư",
        IdentityStatus.Overridden => $"Chấp nhận theo giải trình của {check.OverrideBy}: {check.OverrideReason}",
        _ => "Chờ kết quả tra cứu Cơ sở dữ liệu quốc gia về dân cư",
    };
}
