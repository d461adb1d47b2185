using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>One thing that the person could receive, in words.</summary>
/// <param name="Monthly">Amount and how it is made.</param>
/// <param name="From">From which month.</param>
/// <param name="ToCarer">Paid to the household or person who cares.</param>
/// <param name="Papers">What to bring.</param>
/// <param name="Apply">Where the site takes the application; null when it does not.</param>
public sealed record PreCheckLine(string Label, string Monthly, string Arithmetic, string From, bool ToCarer, string Legal, IReadOnlyList<string> Papers, Situation? Apply);

/// <summary>The answer of the pre-check in words. Pure.</summary>
/// <param name="InInstitution">Kept in an institution: no assistance in the community (Decree 20 Art. 25(5)).</param>
/// <param name="Choices">Why one thing and not another.</param>
public sealed record PreCheckOutcome(bool Eligible, bool InInstitution, IReadOnlyList<PreCheckLine> Lines, IReadOnlyList<string> Choices)
{
    public static PreCheckOutcome Of(Answer answer, DateOnly today) => new(
        answer.Eligible, answer.Awards.Any(a => a.Kind == AwardKind.Institution),
        answer.Awards.Where(a => a.Kind != AwardKind.Institution).Select(a => Line(a, answer, today)).ToList(),
        answer.Choices.Select(c => $"{c.Why} ({c.Article})").ToList());

    private static PreCheckLine Line(Award award, Answer answer, DateOnly today)
    {
        var form = answer.Trials.FirstOrDefault(t => t.CategoryCode == award.CategoryCode)?.Form ?? "";
        return new PreCheckLine(
            award.Label, $"{new Dong(award.MonthlyDong)} một tháng", award.Arithmetic, From(award, answer), award.Receiver is ReceiverKind.Household or ReceiverKind.Carer,
            $"{award.Article}; {award.LevelLegal}", FormCatalogue.On(form, today)?.Papers.Select(p => p.Kind.NameOn(today)).ToList() ?? [],
            Situations.All.FirstOrDefault(s => !s.ByOfficials && s.FormOn(today)?.Code == form));
    }

    // The pre-check does not know when the certificate was issued; its month begins the assistance of group 6. Points b and c of group 5 begin in the
    // month of the birthday (Art. 8(1)(đ)): there the award's own words tell it.
    private static string From(Award award, Answer answer) => award.CategoryCode.StartsWith("6.", StringComparison.Ordinal)
        ? "từ tháng cấp giấy xác nhận khuyết tật; các tháng đã qua được truy lĩnh"
        : answer.Trials.Any(t => t.CategoryCode == award.CategoryCode && t.Form == ExtraGroupRow.OwnForm) ? "từ tháng Chủ tịch Ủy ban nhân dân ký quyết định, sau khi xã xác minh, xác nhận điều kiện của nhóm"
        : GroupRules.Own.Any(r => r.Start == StartKind.Birthday && r.Families.Any(f => Edition.Serves(f, award.CategoryCode)))
            ? Inside(award.StartWhy) + (award.StartMonth < answer.Month ? "; các tháng đã qua được truy lĩnh" : "")
            : "từ tháng Chủ tịch Ủy ban nhân dân ký quyết định";

    private static string Inside(string sentence) =>
        sentence.StartsWith("Hưởng ", StringComparison.Ordinal) ? sentence["Hưởng ".Length..] : char.ToLower(sentence[0], VietnameseFormat.Culture) + sentence[1..];
}
