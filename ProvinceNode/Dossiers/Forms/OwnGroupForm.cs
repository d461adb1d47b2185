using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// DN-NT: our declaration for groups that the law's own forms do not know: of a province by resolution (Decree 20 Art. 4), or of a later decree
/// before its forms are known. It asks everything that such a group can want. Pure.
/// </summary>
public static class OwnGroupForm
{
    /// <summary>Which group is asked for; the answer is the group in words, so that it reads the same years later.</summary>
    public const string Group = "OwnGroup";

    /// <summary>Why he belongs to it, in his own words.</summary>
    public const string Why = "OwnGroupWhy";

    public const string LivesAlone = "LivesAlone";

    /// <summary>Chosen among the groups in force (<see cref="FormFieldsView.OwnGroups"/>).</summary>
    public static FormField GroupField { get; } = Ask.Text(Group, "Thuộc nhóm đối tượng nào?", 800).Bears() with { Asks = "nhóm đối tượng" };

    public static FormDefinition Definition { get; } = new(ExtraGroupRow.OwnForm, "Tờ khai đề nghị trợ giúp xã hội (nhóm đối tượng do tỉnh hoặc văn bản mới quy định)",
        "Văn bản đề nghị; Điều 4, khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP", new DateOnly(2021, 7, 1))
    {
        Steps =
        [
            PersonBlock.Who(),
            PersonBlock.Where(),
            new("nhom-doi-tuong", "Đề nghị hưởng theo nhóm nào?",
                GroupField,
                Ask.Story(Why, "Nói rõ hoàn cảnh", "Viết điều chứng tỏ người hưởng thuộc nhóm này; công chức xã sẽ xác minh.").Optional(),
                Ask.YesNo(LivesAlone, "Người hưởng có sống một mình không?", "có hay không sống một mình").Bears(),
                MeansBlocks.SpecialArea, MeansBlocks.AreaVillage, MeansBlocks.ResidenceSince) { Short = "Nhóm đối tượng", Words = "Nhóm do nghị quyết của Hội đồng nhân dân tỉnh hoặc văn bản mới của Chính phủ quy định, ngoài các nhóm có mẫu tờ khai riêng." },
            new("phung-duong", "Ai phụng dưỡng người hưởng?", ElderForms.SupporterState.Provided(MeansBlocks.IsAdult), ElderForms.Supporters.Provided(MeansBlocks.IsAdult)) { Short = "Phụng dưỡng", When = MeansBlocks.IsAdult },
            MeansBlocks.Disability,
            MeansBlocks.Means,
        ],
        Papers = [new(SubmitPapers.IdentityPaper), new(SubmitPapers.PovertyPaper), new(SubmitPapers.DisabilityCertificate, s => s.Is("HasDisability", "yes")), new(SubmitPapers.Reason)],
        Rules = [ElderForms.SupportersFit],
    };

    /// <summary>The answer for a group: its code, its name, and what the commune is to attest.</summary>
    public static string Answer(ExtraGroupRow row) => VietnameseText.Clean($"{row.Code}: {row.Label}{(row.Attested.Length > 0 ? $" ({row.Attested})" : "")}");

    /// <summary>The code in an answer; empty when there is none.</summary>
    public static string CodeOf(string answer) => answer.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? answer[..end].Trim() : "";

    /// <summary>The groups that can be asked for with this form.</summary>
    public static IReadOnlyList<string> Answers(IEnumerable<ExtraGroupRow> inForce) => [.. inForce.Where(e => e.Form == ExtraGroupRow.OwnForm).OrderBy(e => e.Code, StringComparer.Ordinal).Select(Answer)];
}
