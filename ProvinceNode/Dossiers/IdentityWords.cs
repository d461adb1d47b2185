using Protos.Values;

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

    /// <summary>What the form says of a field; the number masked.</summary>
    public static string Declared(string field, PersonData person) => field switch
    {
        "full_name" => person.FullName,
        "birth_date" => Value(field, person.BirthDate),
        "sex" => Value(field, $"{person.Sex}"),
        "number" => Value(field, person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber),
        _ => "",
    };

    /// <summary>A value of the answer as people read it; the number masked.</summary>
    public static string Value(string field, string value) => field switch
    {
        "birth_date" when BirthDate.TryParse(value, out var birth) => birth.Printed,
        "sex" => value switch { "1" => "Nam", "2" => "Nữ", _ => value },
        "number" => CitizenId.Mask(value),
        _ => value,
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
