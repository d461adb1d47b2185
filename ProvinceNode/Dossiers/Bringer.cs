using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Who stands at the desk for a dossier, and that the clerk saw who it is. Pure.</summary>
/// <param name="As">One of <see cref="Capacities"/>.</param>
/// <param name="Number">Of the paper that was shown; may be empty.</param>
/// <param name="IdentitySeen">The clerk compared the person with an identity paper.</param>
public sealed record Bringer(string Name, string As, string Number, bool IdentitySeen)
{
    public const int LongestName = 120;

    public static readonly ProblemKind ChooseCapacity = new("bringer-capacity", "Hãy chọn người đến là ai: người hưởng, người đã nộp hồ sơ hay người được ủy quyền.");

    public static readonly ProblemKind NumberWrong = new("bringer-number",
        "Số giấy tờ của người đến phải có 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân cũ). Ông/bà đã nhập {0} ký tự. Hãy xem lại giấy tờ hoặc để trống.");

    public static readonly ProblemKind IdentityNotSeen = new("bringer-identity-not-seen", "Hãy xem giấy tờ tùy thân của người đến, đối chiếu đúng người rồi đánh dấu vào ô này.");

    /// <summary>In what capacity somebody may complete or take back a dossier (Civil Code 2015 Art. 134: a representative shows his authorisation).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Capacities { get; } =
        [new("owner", "Người hưởng"), new("applicant", "Người đã nộp hồ sơ"), new("authorised", "Người được ủy quyền (đã xem giấy ủy quyền)")];

    /// <summary>In one line, the number masked, for the control sheet and the slips.</summary>
    public string Words => $"{Name.Trim()} ({Capacity}){(Clean.Length > 0 ? $", giấy tờ số {CitizenId.Mask(Clean)}" : "")}";

    private string Capacity => As switch { "owner" => "người hưởng", "applicant" => "người đã nộp hồ sơ", _ => "người được ủy quyền" };

    private string Clean => CitizenId.Clean(Number);

    /// <summary>All that is wrong, each at its field.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return CommonProblems.Required.At("BringerName", "họ tên người đến Bộ phận Một cửa");
        }
        else if (Name.Length > LongestName)
        {
            yield return CommonProblems.TooLong.At("BringerName", "Họ tên", LongestName, Name.Length);
        }

        if (!FormChoices.Has(Capacities, As))
        {
            yield return ChooseCapacity.At("BringerAs");
        }

        if (Clean.Length > 0 && !CitizenId.TryParse(Clean, out _) && !CitizenId.IsOldCardNumber(Clean))
        {
            yield return NumberWrong.At("BringerNumber", Clean.Length);
        }

        if (!IdentitySeen)
        {
            yield return IdentityNotSeen.At("IdentitySeen");
        }
    }
}
