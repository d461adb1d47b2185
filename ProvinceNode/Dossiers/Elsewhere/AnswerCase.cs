using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Duplicates;
using Protos.Values;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>What the officer answers.</summary>
/// <param name="StopMonth">yyyyMM from which this province pays no more, or takes back; null when it is not typed or unreadable. Asked of <see cref="ElsewhereWord.Stops"/> alone.</param>
public sealed record AnswerCaseInput(Guid Id, long Version, ElsewhereWord Word, PayMonth? StopMonth, string Reason, string Evidence);

/// <summary>Trả lời về người hưởng ở hai tỉnh: the commune's officer says what he verified. It changes no entitlement: once both agree, the report leads to the dossier that does.</summary>
public sealed class AnswerCase(NodeDb db, FlowRules rules)
{
    private const int Fewest = 10;
    private static readonly PayMonth Earliest = new(202101);

    public static readonly ProblemKind Ended = new("elsewhere-ended", "Trường hợp này đã kết thúc ({0}), không nhận ý kiến nữa. Hãy xem kết quả ở dưới.");

    public static readonly ProblemKind MonthWrong = new("elsewhere-month", "Hãy ghi tháng thôi chi trả dạng 10/2026, từ tháng 01/2021 đến tháng {0}.");

    public static readonly ProblemKind PastMonthWrong = new("elsewhere-past-month", "Hãy ghi tháng bắt đầu thu hồi dạng 10/2026, không sau tháng {0} là tháng cuối cùng cả hai tỉnh có tiền.");

    public static readonly ProblemKind ReasonShort = new("elsewhere-reason", "Hãy ghi rõ đã xác minh thế nào, ít nhất {0} ký tự: tỉnh kia và Bộ đọc nội dung này.");

    public async Task<Outcome<ElsewhereCase>> Handle(AnswerCaseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Set<ElsewhereCase>().SingleOrDefaultAsync(c => c.Id == input.Id, cancel) is not { } of || await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == of.BeneficiaryId, cancel) is not { } person)
        {
            return CommonProblems.NotFound.Now();
        }

        var context = await rules.ForAsync(TenantPath.Parse(person.TenantPath), cancel);
        if (CommuneOfficers.Fault(context, official, TenantPath.Parse(person.TenantPath)) is { } guard)
        {
            return guard;
        }

        if (!of.IsOpen || of.Version != input.Version)
        {
            return of.IsOpen ? CommonProblems.ChangedMeanwhile.Now() : Ended.Now(ElsewhereRules.Words(of.State));
        }

        if (Faults(input, of.Told, context.Month) is { Count: > 0 } faults)
        {
            return faults;
        }

        (of.Word, of.StopMonth, of.Reason, of.Evidence) = (input.Word, input.Word == ElsewhereWord.Stops ? input.StopMonth!.Value.Number : 0, input.Reason.Trim(), input.Evidence.Trim());
        (of.SaidBy, of.SaidAs, of.SaidAt, of.IsSent, of.WordFault) = (Cut(official.FullName, 120), Cut(context.OfficeName(Authorities.CommuneOfficer, TenantPath.Parse(person.TenantPath)), 200), context.NowUtc, false, "");
        of.Version++;
        var act = Act.By(official, ActKinds.AnswerElsewhere, context.NowUtc, $"{ElsewhereRules.Words(of.Word, of.StopMonth, of.IsPast)}: {of.Reason}", $"case/{of.Id:D}").On("beneficiary", person.Id);
        return await db.SaveAsync(act, cancel) ? of : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(AnswerCaseInput input, SharedCase told, PayMonth thisMonth)
    {
        var faults = new List<Problem>();
        if (input.Word == ElsewhereWord.None || !Enum.IsDefined(input.Word))
        {
            faults.Add(PersonEntry.ChooseOne.At(nameof(input.Word), "ý kiến của tỉnh"));
        }

        // A list of a later month can still be changed: nothing further ahead is agreed. Of months that are over nothing is taken back after the last of them.
        var (past, last) = told.Past && ElsewhereRules.LastMonth(told) is > 0 and var common ? (true, new PayMonth(common)) : (false, thisMonth.AddMonths(1));
        if (input.Word == ElsewhereWord.Stops && (input.StopMonth is not { } month || month < Earliest || month > last))
        {
            faults.Add((past ? PastMonthWrong : MonthWrong).At(nameof(input.StopMonth), last));
        }

        if (input.Reason.Trim().Length < Fewest)
        {
            faults.Add(ReasonShort.At(nameof(input.Reason), Fewest));
        }

        foreach (var (field, label, text) in new[] { (nameof(input.Reason), "Lý do", input.Reason), (nameof(input.Evidence), "Căn cứ", input.Evidence) })
        {
            if (text.Trim().Length > ElsewhereCase.LongestText)
            {
                faults.Add(CommonProblems.TooLong.At(field, label, ElsewhereCase.LongestText, text.Trim().Length));
            }
            else if (NeutralWords.Reveals(text))
            {
                faults.Add(PersonEntry.IllnessNamed.At(field, label));
            }
        }

        return faults;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
