using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Answers of form 1đ (Decree 20/2021, annex) beside the person and the applicant: kept as JSON in <see cref="Dossier.Answers"/>.
/// Later forms add their own blocks; what is not asked stays null.
/// </summary>
public sealed record FormAnswers
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Day and place of issue of the identity paper.</summary>
    public DateOnly? IdentityIssuedOn { get; init; }

    public string IdentityIssuedBy { get; init; } = "";

    /// <summary>Hộ khẩu thường trú, when it is not where the person lives.</summary>
    public string PermanentAddress { get; init; } = "";

    public CertificateAnswers? Disability { get; init; }

    /// <summary>none, left or studying; see <see cref="FormChoices.Study"/>.</summary>
    public string Study { get; init; } = "";

    /// <summary>Reason, or school, class and level.</summary>
    public string StudyDetail { get; init; } = "";

    /// <summary>no or yes; null when not asked of a child.</summary>
    public string? Work { get; init; }

    /// <summary>Reason, or the work.</summary>
    public string WorkDetail { get; init; } = "";

    /// <summary>Đồng a month.</summary>
    public long? WorkIncomeDong { get; init; }

    public bool HasHealthCard { get; init; }

    /// <summary>Monthly benefits in course: bhxh, btxh, ncc, khac.</summary>
    public IReadOnlyList<BenefitAnswer> Benefits { get; init; } = [];

    /// <summary>none, poor or near.</summary>
    public string Poverty { get; init; } = "none";

    public string PovertyCode { get; init; } = "";

    public string? Marital { get; init; }

    public int? Children { get; init; }

    public int? ChildrenUnder36Months { get; init; }

    /// <summary>Months, or null when not pregnant.</summary>
    public int? PregnancyMonths { get; init; }

    /// <summary>self, partly or cannot.</summary>
    public string SelfCare { get; init; } = "";

    /// <summary>Lives in an institution on the monthly nurture allowance (Decree 20 Art. 25(5)).</summary>
    public bool InInstitution { get; init; }

    public string CarerName { get; init; } = "";

    public string CarerRelation { get; init; } = "";

    /// <summary>cash or account.</summary>
    public string PaymentBy { get; init; } = "cash";

    public string AccountNumber { get; init; } = "";

    public string AccountName { get; init; } = "";

    public string Bank { get; init; } = "";

    /// <summary>The clerk saw the originals and compared them (in person only).</summary>
    public bool OriginalsSeen { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Shape);

    /// <exception cref="JsonException">The text was not written by <see cref="ToJson"/>.</exception>
    public static FormAnswers Parse(string json) => JsonSerializer.Deserialize<FormAnswers>(json, Shape) ?? new FormAnswers();
}

/// <summary>Block K: the disability certificate as declared.</summary>
/// <param name="Kind">1–6, see <see cref="FormChoices.DisabilityKinds"/>.</param>
public sealed record CertificateAnswers(string Number, DateOnly IssuedOn, string IssuedBy, int Kind, DisabilityDegree Degree);

/// <summary>Block B: a monthly benefit in course.</summary>
/// <param name="Kind">bhxh, btxh, ncc or khac.</param>
/// <param name="FromMonth">yyyy-MM, or empty when not known.</param>
public sealed record BenefitAnswer(string Kind, string Name, long AmountDong, string FromMonth);
