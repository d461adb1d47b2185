using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Turns what a verb has (context, dossier, appraisal) into what papers need. The one file of papers that reads the flow's types. Pure.</summary>
public static class PaperScenes
{
    /// <summary>Scene of a dossier's papers.</summary>
    public static PaperScene Of(FlowContext context, Dossier dossier)
    {
        var route = DossierFlow.RouteOf(context, dossier);
        return Of(context, TenantPath.Parse(dossier.TenantPath)) with
        {
            DossierCode = dossier.Code, CommuneProposes = route.Has(RouteStepKind.Forward), Letter = SignedLetters.Cited(dossier),
            DeciderRole = route.Step(RouteStepKind.Decide)?.Authority == Authorities.CommuneChair ? Authorities.CommuneChair : Authorities.Decider,
            AppraiserRole = route.Step(RouteStepKind.Appraise)?.Authority == Authorities.CommuneOfficer ? Authorities.CommuneOfficer : Authorities.Appraiser,
            Institution = dossier.SharedPath is { } path ? TenantPath.Parse(path) : null,
        };
    }

    /// <summary>What a dossier asks for, inside a sentence: "trợ cấp hưu trí xã hội hàng tháng".</summary>
    public static string Asked(Dossier dossier) => Asked(dossier, dossier.Kind);

    /// <summary>The same of one of its requests.</summary>
    public static string Asked(Dossier dossier, RequestKind kind) => kind switch
    {
        RequestKind.Grant => "trợ cấp xã hội hàng tháng",
        RequestKind.Care => "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng",
        RequestKind.SocialPension => "trợ cấp hưu trí xã hội hàng tháng",
        RequestKind.Adjust => $"điều chỉnh {Monthly(dossier)}",
        RequestKind.Stop => $"thôi hưởng {Monthly(dossier)}",
        RequestKind.Suspend => $"tạm dừng hưởng {Monthly(dossier)}",
        RequestKind.Resume => $"tiếp tục hưởng {Monthly(dossier)}",
        RequestKind.Undo => $"hủy bỏ quyết định đã ban hành và khôi phục {Monthly(dossier)}",
        RequestKind.Recover => $"thu hồi {Monthly(dossier)} đã chi vượt mức được hưởng",
        RequestKind.MoveOut or RequestKind.MoveIn or RequestKind.MoveWithin => "chi trả trợ cấp xã hội khi thay đổi nơi cư trú",
        RequestKind.Funeral => "hỗ trợ chi phí mai táng",
        RequestKind.Emergency => dossier.ProcedureCode == Procedures.EmergencyFuneral ? "hỗ trợ khẩn cấp chi phí mai táng" : "trợ giúp xã hội khẩn cấp",
        RequestKind.Admit => "tiếp nhận vào cơ sở trợ giúp xã hội",
        RequestKind.Discharge => "dừng trợ giúp xã hội tại cơ sở trợ giúp xã hội",
        _ => "giải quyết theo đề nghị",
    };

    /// <summary>Topics of <see cref="LegalBases"/> under which a dossier is decided.</summary>
    public static string Topic(Dossier dossier) => dossier.ProcedureCode is Procedures.SocialPension or Procedures.SocialPensionFuneral ? LegalBases.Pension : dossier.Kind switch
    {
        RequestKind.Care => LegalBases.Care, RequestKind.Funeral => LegalBases.Funeral, RequestKind.Emergency => LegalBases.Emergency,
        RequestKind.Admit or RequestKind.Discharge => LegalBases.Institution, _ => LegalBases.Assistance,
    };

    private static string Monthly(Dossier dossier) => dossier.ProcedureCode == Procedures.SocialPension ? "trợ cấp hưu trí xã hội hàng tháng" : "trợ cấp xã hội hàng tháng";

    /// <summary>Scene of a paper of a commune that is about no single dossier.</summary>
    public static PaperScene Of(FlowContext context, TenantPath commune) => new(
        context.Authorities, context.Offices.ToDictionary(o => o.Key, o => o.Value.UnitName, StringComparer.Ordinal), context.Laws, commune, context.NowUtc, context.Today);

    /// <summary>The person whom a dossier is about, living in its commune.</summary>
    public static PaperPerson Owner(PaperScene scene, Dossier dossier) => Person(scene, dossier.Owner);

    /// <summary>A person who lives in the scene's commune.</summary>
    public static PaperPerson Person(PaperScene scene, PersonData person) => new()
    {
        FullName = person.FullName, Birth = BirthDate.TryParse(person.BirthDate, out var birth) ? birth : null, Sex = person.Sex,
        Number = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber, Address = scene.AddressIn(person.Village), Village = person.Village,
    };

    /// <summary>Runs of months as papers print them.</summary>
    public static IReadOnlyList<PaperArrears> Arrears(IEnumerable<ArrearsSpan> spans) =>
        spans.Select(s => new PaperArrears(new PayMonth(s.FromMonth), new PayMonth(s.ToMonth), s.Months, s.MonthlyDong)).ToList();

    /// <summary>Awards of an appraisal, the person's own first.</summary>
    /// <param name="arrears">Months due before the first list. They are of all awards together, so they stand with the award only when there is one.</param>
    /// <param name="receivers">Who gets the money of an award that is not the person's own; may leave some out.</param>
    public static IReadOnlyList<PaperAward> Awards(Appraisal appraisal, IReadOnlyList<ArrearsSpan> arrears, IReadOnlyDictionary<ReceiverKind, string>? receivers = null)
    {
        var awards = appraisal.Answer.Awards;
        return awards.Select(a => Award(a) with
        {
            Arrears = awards.Count == 1 ? Arrears(arrears) : [], Receiver = receivers?.GetValueOrDefault(a.Receiver) ?? "",
        }).ToList();
    }

    /// <summary>An award as papers print it.</summary>
    public static PaperAward Award(Award award) => new()
    {
        Kind = award.Kind switch
        {
            AwardKind.Care => AwardWord.Care, AwardKind.SocialPension => AwardWord.Pension, AwardKind.Institution => AwardWord.Institution, _ => AwardWord.Assistance,
        },
        CategoryCode = award.CategoryCode, CategoryLabel = award.Label, CategoryArticle = award.Article, Sensitive = award.Sensitive,
        CoefficientHundredths = award.Kind == AwardKind.SocialPension ? 0 : award.CoefficientHundredths, Times = award.Times,
        MonthlyDong = award.MonthlyDong, Start = new PayMonth(award.StartMonth),
    };

    /// <summary>The explanation clause by clause, of the groups that hold and of those that the form asks for.</summary>
    public static IReadOnlyList<PaperTrial> Trials(Appraisal appraisal, string form)
    {
        if (appraisal.Once is { } once)
        {
            return once.Trials.Select(t => new PaperTrial(t.Label, false, t.Holds, t.Code == once.Code, 0, t.Clauses.Select(c => new PaperClause(c.Article, c.Wants, c.Found, c.Holds)).ToList())).ToList();
        }

        var trials = appraisal.Answer.Trials;
        var any = trials.Any(t => t.AskedBy(form));
        return trials.Where(t => t.Holds || !any || t.AskedBy(form)).Select(t => new PaperTrial(
            t.Label, t.Sensitive, t.Holds, appraisal.Answer.Awards.Any(a => a.CategoryCode == t.CategoryCode), t.MonthlyDong,
            t.Clauses.Select(c => new PaperClause(c.Article, c.Wants, c.Found, c.Holds)).ToList())).ToList();
    }

    /// <summary>Amount, level and start of what is paid, for the slip.</summary>
    public static IEnumerable<PaperLine> Money(Appraisal appraisal) => appraisal.Once is { } once
        ? once.Eligible ? [new PaperLine("Mức hỗ trợ", once.Arithmetic)] : [] : appraisal.Answer.Awards.SelectMany(a => new PaperLine[]
    {
        new("Thuộc đối tượng", $"{Award(a).Label} ({Award(a).Article})"),
        new("Mức trợ cấp", a.Arithmetic),
        new("Căn cứ mức chuẩn", a.LevelLegal),
        new("Thời điểm hưởng", a.StartWhy),
    });

    /// <summary>Why other groups lost, and what somebody should look at.</summary>
    public static IReadOnlyList<string> Remarks(Appraisal appraisal)
    {
        if (appraisal.Once is { } once)
        {
            return once.Remarks;
        }

        var sensitive = appraisal.Answer.Trials.Where(t => t.Sensitive).Select(t => t.CategoryCode).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. appraisal.Answer.Choices.Where(c => !sensitive.Contains(c.CategoryCode)).Select(c => $"{c.Why} ({c.Article})"),
            .. appraisal.Answer.Remarks,
        ];
    }

    /// <summary>Why it is not eligible, in words that may be printed: groups kept apart are not named to anybody.</summary>
    public static string WhyNot(Appraisal appraisal, string form)
    {
        var failed = Trials(appraisal, form).Where(t => !t.Sensitive).SelectMany(t => t.Clauses).Where(c => !c.Holds)
            .Select(c => $"{c.Wants}: {c.Found} ({c.Article})").Concat(Remarks(appraisal))
            .Where(t => !NeutralWords.Reveals(t)).Distinct(StringComparer.Ordinal).ToList();
        return failed.Count == 0 ? NeutralWords.Reason : string.Join("; ", failed.Select(f => f.TrimEnd('.'))) + ".";
    }
}
