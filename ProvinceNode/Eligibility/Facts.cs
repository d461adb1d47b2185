using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Degree on a disability certificate (Law 51/2010, Circular 01/2019).</summary>
public enum DisabilityDegree
{
    None = 0,

    /// <summary>Nhẹ: no assistance.</summary>
    Mild = 1,

    /// <summary>Nặng.</summary>
    Severe = 2,

    /// <summary>Đặc biệt nặng.</summary>
    ExtremelySevere = 3,
}

/// <summary>What is known of a person for the decision; later groups add their facts here (policy 10.1). Nothing here reads a clock or a database.</summary>
public sealed record Facts
{
    public required BirthDate Birth { get; init; }

    public DisabilityFacts? Disability { get; init; }

    /// <summary>Lives in an institution on the monthly nurture allowance: no assistance in the community (Decree 20 Art. 25(5)).</summary>
    public bool InInstitution { get; init; }

    /// <summary>Other monthly assistance in course, by amount; only the highest is paid (Art. 6(2)).</summary>
    public long OtherAssistanceDong { get; init; }
}

/// <summary>The disability certificate.</summary>
/// <param name="Kind">Type of disability 1–6 (policy 3.11).</param>
/// <param name="CertificateOn">Day the certificate was issued: assistance starts in its month (Art. 8(1)(đ)).</param>
public sealed record DisabilityFacts(DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly CertificateOn);
