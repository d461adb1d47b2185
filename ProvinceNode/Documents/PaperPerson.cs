using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A person as papers name him. What is not known is left out of the sentence, never printed empty. Pure.</summary>
public sealed record PaperPerson
{
    /// <summary>Below this age a child is "cháu" (Children Law: under 16).</summary>
    private const int Grown = 16;

    public required string FullName { get; init; }

    public BirthDate? Birth { get; init; }

    /// <summary>1 nam, 2 nữ, 0 when it is not known.</summary>
    public int Sex { get; init; }

    /// <summary>12-digit number, the old 9-digit one, or empty.</summary>
    public string Number { get; init; } = "";

    /// <summary>Whole address as in a sentence, e.g. Thôn Hoa Trung, xã Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa.</summary>
    public string Address { get; init; } = "";

    /// <summary>Thôn, bản, tổ dân phố: the narrow columns of lists.</summary>
    public string Village { get; init; } = "";

    public string SexWord => Sex switch { 1 => "Nam", 2 => "Nữ", _ => "" };

    public string BirthPrinted => Birth?.Printed ?? "";

    /// <summary>cháu, bà, ông, or ông/bà when the sex is not known.</summary>
    public string FormOfAddress(DateOnly today) => IsChild(today) ? "cháu" : Sex switch { 1 => "ông", 2 => "bà", _ => "ông/bà" };

    public bool IsChild(DateOnly today) => Birth is { } birth && birth.AgeInYears(today) < Grown;

    /// <summary>"ông NGUYỄN VĂN THỦY; sinh ngày 15/03/1982; số định danh cá nhân 038082000102; nơi cư trú: …"</summary>
    public string Described(DateOnly today) => string.Join("; ", new[]
    {
        $"{FormOfAddress(today)} {FullName.ToUpper(VietnameseFormat.Culture)}", Born, NumberWords, Address.Length > 0 ? $"nơi cư trú: {Address}" : "",
    }.Where(t => t.Length > 0));

    /// <summary>"ông Nguyễn Văn Thủy, số định danh cá nhân 038082000102".</summary>
    public string Named(DateOnly today) => $"{FormOfAddress(today)} {FullName}{(Number.Length > 0 ? $", {NumberWords}" : "")}";

    /// <summary>"sinh ngày 15/03/1982", "sinh tháng 03/1982" or "sinh năm 1982".</summary>
    public string Born => Birth is not { } birth ? "" : birth.Precision switch
    {
        BirthPrecision.Day => $"sinh ngày {birth.Printed}",
        BirthPrecision.Month => $"sinh tháng {birth.Printed}",
        _ => $"sinh năm {birth.Printed}",
    };

    /// <summary>The number with the name of its paper: nine digits are the old identity card's.</summary>
    public string NumberWords => Number.Length switch { 0 => "", 9 => $"số chứng minh nhân dân {Number}", _ => $"số định danh cá nhân {Number}" };
}
