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

    /// <summary>Name of a field of the answer.</summary>
    public static string Field(string field) => field switch
    {
        "full_name" => "Họ và tên",
        "birth_date" => "Ngày sinh",
        "sex" => "Giới tính",
        "number" => "Số định danh",
        _ => field,
    };
}
