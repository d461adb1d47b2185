using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A clause as the slip prints it.</summary>
public sealed record PaperClause(string Article, string Wants, string Found, bool Holds);

/// <summary>A group that was tried, as the slip prints it.</summary>
/// <param name="Sensitive">Clauses are not printed.</param>
/// <param name="Chosen">It is the one that is paid.</param>
public sealed record PaperTrial(string Label, bool Sensitive, bool Eligible, bool Chosen, long MonthlyDong, IReadOnlyList<PaperClause> Clauses);

/// <summary>What the appraiser compared beside the clauses.</summary>
/// <param name="Papers">Declarations and papers, each with what was found of it.</param>
/// <param name="Duplicate">Whether somebody with this number receives already.</param>
/// <param name="Beside">Other allowances and pensions that the facts know of; empty when none.</param>
public sealed record SlipChecks(IReadOnlyList<string> Papers, string Duplicate, string Beside = "")
{
    /// <summary>What the commune confirmed of who cares, a sentence each.</summary>
    public IReadOnlyList<string> Carers { get; init; } = [];
}

/// <summary>What the division submits: D13.</summary>
public sealed record Submission
{
    public required int Received { get; init; }

    /// <summary>After "đề nghị quyết định", e.g. trợ cấp xã hội hàng tháng.</summary>
    public string About { get; init; } = "trợ cấp xã hội hàng tháng";

    /// <summary>Topic of <see cref="LegalBases"/>.</summary>
    public string Topic { get; init; } = LegalBases.Assistance;

    public IReadOnlyList<PaperListRow> Eligible { get; init; } = [];

    /// <summary>Each with its reason in the note.</summary>
    public IReadOnlyList<PaperListRow> NotEligible { get; init; } = [];

    /// <summary>E.g. Công văn số 07/UBND-VHXH ngày 05/10/2022 của Ủy ban nhân dân xã Hoa Lộc.</summary>
    public string ProposedBy { get; init; } = "";
}

/// <summary>Papers of the division that appraises: D12 slip with the whole explanation, D13 submission to the chairman (policy 4.3). Pure.</summary>
public static class AppraisalPapers
{
    /// <summary>D12: phiếu thẩm định hồ sơ: what was asked, met and failed, the arithmetic, and why the other groups lost.</summary>
    /// <param name="appraiser">Name of who appraised.</param>
    /// <param name="head">Head of the division, when he signs beside; nameless before.</param>
    public static PaperContent Slip(FlowContext context, Dossier dossier, Appraisal appraisal, string appraiser, SlipChecks checks, SignedInOfficial? head = null)
    {
        var (eligible, note) = (dossier.AppraisedEligible == true, dossier.AppraisalNote ?? "");
        var scene = PaperScenes.Of(context, dossier);
        var own = InstitutionOffices.ChosenAtReception(context, dossier) ? scene.Institution : null;
        var (superior, issuer) = own is { } body ? (PaperStyle.Upper(scene.OfficeName(Authorities.ProvinceDepartment)), PaperStyle.Upper(scene.Unit(body))) : PaperStyle.Division(scene);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, own is null ? scene.Appraiser : scene.Province), Title = "PHIẾU THẨM ĐỊNH HỒ SƠ", DossierCode = dossier.Code,
            Summary = $"Đề nghị {PaperScenes.Asked(dossier)}",
            Lines =
            [
                new("Đối tượng", dossier.Owner.FullName + (BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) ? $", sinh {birth.Printed}" : "")),
                .. DeskPapers.Known("Nơi cư trú", PaperStyle.Address(dossier)),
                new("Xác thực định danh", IdentityWords.Of(dossier.Identity)),
                new("Trùng hưởng", checks.Duplicate),
                .. DeskPapers.Known("Chế độ khác đang hưởng", checks.Beside),
                .. checks.Carers.Select(c => new PaperLine("Xác nhận của UBND cấp xã", NeutralWords.Remark(c))),
                .. appraisal.Everybody.SelectMany(one => AskedLines(one, one.About is null ? dossier.Form : "2a")),
                new("Kết luận", eligible ? "Đủ điều kiện" : "Không đủ điều kiện"),
                .. DeskPapers.Known("Ý kiến thẩm định", NeutralWords.Remark(note)),
            ],
            ItemsTitle = checks.Papers.Count > 0 ? "Danh mục giấy tờ đã đối chiếu:" : "", Items = [.. checks.Papers.Select(NeutralWords.Paper).Distinct(StringComparer.Ordinal)],
            Closing = [.. appraisal.Everybody.SelectMany(PaperScenes.Remarks).Select(NeutralWords.Remark).Distinct(StringComparer.Ordinal)],
            Signatures =
            [
                new("NGƯỜI THẨM ĐỊNH", appraiser),
                .. head is null ? Array.Empty<SignatureBlock>() : [PaperStyle.Signer("TRƯỞNG PHÒNG", head)],
            ],
        };
    }

    /// <summary>D13: tờ trình Chủ tịch UBND.</summary>
    public static PaperContent Submit(PaperScene scene, Submission submission, SignedInOfficial head)
    {
        var (superior, issuer) = PaperStyle.Division(scene);
        // A dossier with two awards is one.
        var (yes, no) = (submission.Eligible.DistinctBy(r => r.Person).Count(), submission.NotEligible.Count);
        var monthly = submission.Eligible.Sum(r => r.Award?.MonthlyDong ?? 0);
        var arrears = submission.Eligible.Sum(r => r.Award?.ArrearsDong ?? 0);
        var chairman = $"Chủ tịch {scene.Committee(scene.Decider)}";
        var reference = $"Tờ trình {PaperStyle.LongDate(scene.Today)} của {scene.AppraiserName}";
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Appraiser), NumberLine = PaperStyle.Unnumbered($"TTr-{scene.DivisionLetters}"),
            Title = "TỜ TRÌNH", Summary = $"Về việc đề nghị quyết định {submission.About}", DossierCode = scene.DossierCode, Addressees = [chairman],
            Bases = FlowPapers.Closed(scene.Bases(submission.Topic)),
            Paragraphs =
            [
                $"{(submission.ProposedBy.Length > 0 ? $"Thực hiện {submission.ProposedBy}, " : "")}{scene.AppraiserName} đã thẩm định {PaperStyle.Count(submission.Received)} hồ sơ đề nghị trợ giúp xã hội. Kết quả: {PaperStyle.Count(yes)} hồ sơ đủ điều kiện; {PaperStyle.Count(no)} hồ sơ không đủ điều kiện.",
                .. monthly > 0
                    ? [$"Kinh phí tăng thêm mỗi tháng: {new Dong(monthly)} {PaperStyle.InWords(monthly)}.{(arrears > 0 ? $" Kinh phí truy lĩnh: {new Dong(arrears)} {PaperStyle.InWords(arrears)}." : "")}"]
                    : Array.Empty<string>(),
                $"{scene.AppraiserName} kính trình {chairman} xem xét, quyết định (có danh sách và dự thảo quyết định kèm theo)./.",
            ],
            Recipients = ["Như trên;", $"Lưu: VT, {scene.DivisionLetters}."],
            Signatures = [PaperStyle.Signer("TRƯỞNG PHÒNG", head)],
            Annexes =
            [
                .. yes > 0 ? [PaperLists.Annex("DANH SÁCH ĐỐI TƯỢNG ĐỦ ĐIỀU KIỆN HƯỞNG TRỢ GIÚP XÃ HỘI", reference, submission.Eligible)] : Array.Empty<PaperAnnex>(),
                .. no > 0 ? [PaperLists.Annex("DANH SÁCH HỒ SƠ KHÔNG ĐỦ ĐIỀU KIỆN", reference, submission.NotEligible)] : Array.Empty<PaperAnnex>(),
            ],
        };
    }

    // A group whose papers are kept apart is asked without words: only that it was asked, and how it ended when it is the one paid.
    // Of a household that cares for several people each is named before what was asked of him.
    private static IEnumerable<PaperLine> AskedLines(Appraisal appraisal, string form) =>
    [
        .. appraisal.About is { } member ? [new PaperLine("Người được chăm sóc", $"{member.FullName}{(BirthDate.TryParse(member.BirthDate, out var birth) ? $", sinh {birth.Printed}" : "")}")] : Array.Empty<PaperLine>(),
        .. appraisal.Before is { } before
            ? [new PaperLine("Theo quy định khi nộp hồ sơ", $"các tháng đến hết tháng {new PayMonth(before.Month)}"), .. PaperScenes.Money(appraisal with { Answer = before }), new PaperLine("Theo quy định hiện hành", "")]
            : Array.Empty<PaperLine>(),
        .. PaperScenes.Trials(appraisal, form).SelectMany(TrialLines), .. PaperScenes.Money(appraisal),
    ];

    private static IEnumerable<PaperLine> TrialLines(PaperTrial trial)
    {
        if (trial.Sensitive)
        {
            return trial.Eligible ? [new PaperLine(NeutralWords.Article, "Đạt: điều kiện theo hồ sơ lưu riêng")] : [];
        }

        return trial.Clauses.Where(c => !NeutralWords.Reveals(c.Wants + c.Found + c.Article))
            .Select(c => new PaperLine($"{c.Wants} ({c.Article})", $"{(c.Holds ? "Đạt" : "Không đạt")}: {c.Found}"));
    }
}
