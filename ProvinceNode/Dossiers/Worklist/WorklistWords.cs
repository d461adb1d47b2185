using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>Names of what stands on the worklist, and its explanation in a few lines. Pure.</summary>
public static class WorklistWords
{
    private const int Longest = 1500;

    public static IReadOnlyDictionary<WorklistKind, string> Kinds { get; } = new Dictionary<WorklistKind, string>
    {
        [WorklistKind.Age] = "Đến tuổi", [WorklistKind.Study] = "Hết thời gian học", [WorklistKind.Children] = "Con đang nuôi", [WorklistKind.Pregnancy] = "Hết thời gian mang thai",
        [WorklistKind.Poverty] = "Thay đổi hộ nghèo, cận nghèo", [WorklistKind.PovertyReview] = "Chờ kết quả rà soát hộ nghèo", [WorklistKind.Certificate] = "Giấy xác nhận khuyết tật",
        [WorklistKind.CertificateAtSix] = "Trẻ khuyết tật đủ 6 tuổi", [WorklistKind.Candidate] = "Sắp được quyền hưởng mới", [WorklistKind.Stay] = "Thời hạn ở cơ sở",
        [WorklistKind.NotCollected] = "Không nhận tiền 3 tháng", [WorklistKind.StillRefusing] = "Tạm dừng 3 tháng, vẫn từ chối",
    };

    public static string Of(WorklistStep step) => step switch
    {
        WorklistStep.Adjust => "Điều chỉnh", WorklistStep.Stop => "Thôi hưởng", WorklistStep.Suspend => "Tạm dừng", WorklistStep.Apply => "Hướng dẫn lập hồ sơ", _ => "Kiểm tra, xác minh",
    };

    public static string Of(WorklistState state) => state switch
    {
        WorklistState.Open => "Chưa làm", WorklistState.Opened => "Đã lập hồ sơ", WorklistState.NotNeeded => "Không cần làm", _ => "Đã xong",
    };

    /// <summary>Colour of a state's label.</summary>
    public static string Tone(WorklistState state) => state switch { WorklistState.Open => "soon", WorklistState.Opened => "", _ => "fine" };

    /// <summary>What the rules answer for a month: each sum with its article, or why there is none. Groups of HIV are not named.</summary>
    public static string Why(Facts facts, PayMonth month, WorklistTerms terms)
    {
        var answer = Assistance.Decide(facts, month, terms.Rules, terms.Province);
        var words = answer.Awards.Count > 0
            ? string.Join("; ", answer.Awards.Select(a => $"{(a.Sensitive ? NeutralWords.Label : a.Label)}: {a.Arithmetic} ({(a.Sensitive ? NeutralWords.Article : a.Article)}; {a.LevelLegal})")) + "."
            : answer.WhyNot();
        words = NeutralWords.Remark(words);
        return words.Length > Longest ? words[..(Longest - 1)] + "…" : words;
    }
}
