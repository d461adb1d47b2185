using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Công văn chuyển hồ sơ, the second half of D17 (Decree 20 Art. 8(4), policy 3.7): once the decision is numbered the old place writes to the new commune and encloses the file.</summary>
public static class MoveLetter
{
    public const string Code = "CV17";

    /// <summary>The letter that waits for its signature, or null when the decision moves nobody out.</summary>
    public static async Task<IssuedPaper?> OfAsync(NodeDb db, FlowContext context, Dossier dossier, Decision decision, CancellationToken cancel)
    {
        if (dossier.Kind != RequestKind.MoveOut || decision.Paper != "D17"
            || await db.TransferHalves.AsNoTracking().FirstOrDefaultAsync(h => h.DecisionId == decision.Id && h.Side == TransferSide.Out, cancel) is not { } half)
        {
            return null;
        }

        var scene = PaperScenes.Of(context, dossier);
        var packet = TransferPacket.Parse(half.Packet);
        var letter = MovePapers.Letter(scene, new MovePaper
        {
            Person = PaperScenes.Owner(scene, dossier), Awards = [.. packet.Rows.Select(r => Award(context, r, new PayMonth(half.StopMonth)))], LastMonth = new PayMonth(half.StopMonth), NewPlace = half.OtherName,
            NewCommittee = $"Ủy ban nhân dân {FlowContext.Lower(half.OtherName.Split(',')[0].Trim())}", Enclosures = Enclosures(dossier, decision),
        }, $"Quyết định số {decision.Number} ngày {VietnameseFormat.Date(decision.SignedOn)}");
        return PaperDesk.Issue(context, dossier, Code, "", letter);
    }

    private static List<string> Enclosures(Dossier dossier, Decision decision) =>
    [
        $"Quyết định số {decision.Number} về việc thôi chi trả do thay đổi nơi cư trú", "Hồ sơ hưởng trợ cấp xã hội của đối tượng",
        .. dossier.Attachments.Select(a => SubmitPapers.NameOf(a.Paper)).Distinct(StringComparer.Ordinal), $"Hồ sơ đề nghị mã {dossier.Code}",
    ];

    private static PaperAward Award(FlowContext context, TransferRow row, PayMonth last)
    {
        var category = context.Rules.Category(row.CategoryCode, last);
        return new PaperAward
        {
            Kind = row.Kind switch
            {
                EntitlementKind.Care => AwardWord.Care, EntitlementKind.SocialPension => AwardWord.Pension, EntitlementKind.Institution => AwardWord.Institution, _ => AwardWord.Assistance,
            },
            CategoryCode = row.CategoryCode, CategoryLabel = category?.Label ?? row.CategoryCode, CategoryArticle = category?.Article ?? "Nghị định số 20/2021/NĐ-CP", Sensitive = context.Rules.IsSensitive(row.CategoryCode),
            CoefficientHundredths = row.Kind == EntitlementKind.SocialPension ? 0 : row.CoefficientHundredths, Times = row.Times, MonthlyDong = row.MonthlyDong, Start = default,
        };
    }
}
