namespace ProvinceNode.Eligibility;

/// <summary>A standard level of assistance (mức chuẩn) with the days it holds. A row of the law, not code.</summary>
public sealed class LevelRow
{
    public int Id { get; set; }

    /// <summary>Empty for the national floor; else the province's resolution, which may only be higher (Decree 20 Art. 4).</summary>
    public string ProvinceCode { get; set; } = "";

    /// <summary>Đồng a month.</summary>
    public required long Amount { get; set; }

    /// <summary>The instrument as printed.</summary>
    public required string Legal { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }
}

/// <summary>A category of assistance: article, age bracket, coefficient, form and the days it holds (policy 1.2, A.2).</summary>
public sealed class CategoryRow
{
    public int Id { get; set; }

    /// <summary>Code, e.g. 6.n.adult; provincial ones start with P and the province's code.</summary>
    public required string Code { get; set; }

    /// <summary>Short reference as shipped, e.g. Đ5.k6.</summary>
    public required string Legal { get; set; }

    /// <summary>Vietnamese name.</summary>
    public required string Label { get; set; }

    /// <summary>First age in completed months, inclusive.</summary>
    public int? AgeFromMonths { get; set; }

    /// <summary>Age in completed months at which it no longer holds.</summary>
    public int? AgeUntilMonths { get; set; }

    /// <summary>150 is 1,5.</summary>
    public required int CoefficientHundredths { get; set; }

    public bool PerChild { get; set; }

    /// <summary>Declaration form, e.g. 1đ.</summary>
    public required string Form { get; set; }

    /// <summary>HIV groups: neutral wherever others can read.</summary>
    public bool Sensitive { get; set; }

    public required DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    /// <summary>The printed article, e.g. khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP.</summary>
    public string Article => Legal.Split('.') switch
    {
        [var a, var k, var p] => $"điểm {p} khoản {k[1..]} Điều {a[1..]} Nghị định số 20/2021/NĐ-CP",
        [var a, var k] => $"khoản {k[1..]} Điều {a[1..]} Nghị định số 20/2021/NĐ-CP",
        _ => Legal,
    };
}
