using ProvinceNode.Documents;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Decisions beside that of monthly assistance, in the layout of Decree 30/2020: one article says what, one how, one who carries it out. Pure.</summary>
public static class OutcomePapers
{
    /// <summary>A decision of the office that decides the dossier.</summary>
    /// <param name="summary">Về việc …</param>
    /// <param name="articles">Sentences of Điều 1 and Điều 2.</param>
    public static PaperContent Decision(Case found, string summary, params IReadOnlyList<string> articles)
    {
        var (dossier, context, signer) = found.Open;
        var role = SignerRole(found);
        var office = context.Authorities.OfficeFor(role, found.Commune, context.Today);
        var committee = role is Authorities.Decider or Authorities.CommuneChair;
        var body = committee ? $"Ủy ban nhân dân {context.UnitName(office)}" : context.OfficeName(role, found.Commune);
        return new PaperContent
        {
            Superior = committee ? "ỦY BAN NHÂN DÂN" : "", Issuer = PaperStyle.Upper(committee ? context.UnitName(office) : body),
            PlaceAndDate = PaperStyle.PlaceAndDate(context, office), NumberLine = "Số: ………/QĐ-UBND", Title = "QUYẾT ĐỊNH", Summary = summary,
            Authority = PaperStyle.Upper(committee ? $"Chủ tịch {body}" : body), Bases = Bases(found), Resolves = "QUYẾT ĐỊNH:",
            Paragraphs =
            [
                .. articles.Select((text, i) => $"Điều {i + 1}. {text}"),
                $"Điều {articles.Count + 1}. Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị có liên quan và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            ],
            Recipients = [$"Như Điều {articles.Count + 1};", "Lưu: VT."], DossierCode = dossier.Code,
            Signatures = [new(PaperStyle.Upper(committee ? "Chủ tịch" : context.Authorities.Rule(role, context.Today).Title.Split(" Phòng ")[0]), signer.FullName, "")],
        };
    }

    /// <summary>The written answer that the conditions are not met, with the reason and the right to complain (D20).</summary>
    public static PaperContent Refusal(Case found)
    {
        var dossier = found.Dossier;
        var policy = dossier.Kind switch
        {
            RequestKind.SocialPension => "trợ cấp hưu trí xã hội", RequestKind.Funeral => "hỗ trợ chi phí mai táng", RequestKind.Emergency => "trợ giúp xã hội khẩn cấp",
            RequestKind.Care => "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng", RequestKind.Admit => "tiếp nhận vào cơ sở trợ giúp xã hội",
            RequestKind.Adjust => "điều chỉnh trợ cấp xã hội hàng tháng", _ => "giải quyết theo đề nghị",
        };
        var clauses = dossier.Kind is RequestKind.SocialPension or RequestKind.Adjust && !found.Appraisal.Answer.Eligible ? PaperScenes.WhyNot(found.Appraisal, dossier.Form) : "";
        return DecisionPapers.Reject(OutcomeWords.Scene(found), dossier.Applicant.FullName, dossier.Owner.FullName, policy, dossier.AppraisalNote ?? dossier.ReviewNote ?? "", clauses, found.Open.Official);
    }

    /// <summary>"ông/bà NGUYỄN VĂN A, sinh 15/03/1982, số định danh cá nhân …, nơi cư trú: …".</summary>
    public static string Person(Case found)
    {
        var owner = found.Dossier.Owner;
        var number = found.Number.Length > 0 ? $", số định danh cá nhân {found.Number}" : "";
        return $"ông/bà {PaperStyle.Upper(owner.FullName)}, sinh {BirthDate.Parse(owner.BirthDate).Printed}{number}, nơi cư trú: {string.Join(", ", new[] { owner.Village, found.Context.UnitName(found.Commune) }.Where(t => t.Length > 0))}";
    }

    /// <summary>"540.000 đồng (Bằng chữ: …)".</summary>
    public static string Money(long dong) => $"{new Dong(dong)} (Bằng chữ: {AmountInWords.Of(new Dong(dong))})";

    /// <summary>Legal role in which this dossier is signed now.</summary>
    public static string SignerRole(Case found) =>
        StatusTable.Find(found.Dossier.Status, Platform.ActKinds.Sign) is { } move ? DossierFlow.AuthorityOf(found.Context, found.Dossier, move)! : Authorities.Decider;

    private static List<string> Bases(Case found)
    {
        var twoTier = found.Context.Regime == "2T";
        var pension = found.Dossier.ProcedureCode is Procedures.SocialPension or Procedures.SocialPensionFuneral;
        return
        [
            $"Căn cứ Luật Tổ chức chính quyền địa phương ngày {(twoTier ? "16 tháng 6 năm 2025" : "19 tháng 6 năm 2015")};",
            pension ? "Căn cứ Nghị định số 176/2025/NĐ-CP của Chính phủ về trợ cấp hưu trí xã hội;"
                : "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội;",
            $"Xét đề nghị của {found.Context.OfficeName(Authorities.Appraiser, found.Commune)} tại hồ sơ mã {found.Dossier.Code}.",
        ];
    }
}
