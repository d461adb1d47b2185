using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>How a member votes on the degree. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CouncilVote>))]
public enum CouncilVote
{
    ExtremelySevere,
    Severe,
    Mild,

    /// <summary>Không phải người khuyết tật.</summary>
    NotDisabled,

    /// <summary>Không đưa ra được kết luận: to the medical board (Law 51/2010 Art. 15(2)(a)).</summary>
    CannotConclude,
}

/// <summary>How an activity of Mẫu số 01, 03 is performed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Ability>))]
public enum Ability
{
    /// <summary>Thực hiện được.</summary>
    Can,

    /// <summary>Thực hiện được nhưng cần trợ giúp.</summary>
    NeedsHelp,

    /// <summary>Không thực hiện được.</summary>
    Cannot,

    /// <summary>Không xác định được.</summary>
    Unknown,
}

/// <summary>A member at the session.</summary>
/// <param name="Vote">Null for an absent member.</param>
public sealed record Attendance(Guid MemberId, string FullName, string Post, CouncilRole Role, bool Present, CouncilVote? Vote);

/// <summary>What the council saw (Circular 01/2019 Art. 3): Mẫu số 02 below six years, Mẫu số 03 from six.</summary>
/// <param name="Form">02 or 03.</param>
/// <param name="Types">Types that were found, 1–6.</param>
/// <param name="Activities">The ten activities in the order of <see cref="EvaluationSheets.Activities"/>; empty on Mẫu số 02.</param>
/// <param name="Point">Point of part IV of Mẫu số 02 that the child shows, e.g. 1.1; empty otherwise.</param>
/// <param name="Findings">What was observed and answered, in words.</param>
public sealed record EvaluationSheet(string Form, IReadOnlyList<string> Types, IReadOnlyList<Ability?> Activities, string Point, string Findings);

/// <summary>A session of the council as its minutes keep it.</summary>
/// <param name="Discussion">Ý kiến thảo luận.</param>
/// <param name="Agrees">Whether the person, or his representative, agrees with the conclusion; null when he was not there to say.</param>
public sealed record CouncilSession(IReadOnlyList<Attendance> Members, EvaluationSheet Sheet, string Discussion, bool? Agrees)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">Not a stored session.</exception>
    public static CouncilSession Parse(string json) => JsonSerializer.Deserialize<CouncilSession>(json, Json)!;
}
