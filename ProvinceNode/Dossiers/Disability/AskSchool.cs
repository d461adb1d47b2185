using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>First the school, later what it said.</summary>
public sealed record AskSchoolInput(Guid Id, long Version, string School, string Remarks);

/// <summary>Hỏi ý kiến nhà trường (Mẫu số 04) when the person studies, and keeps the answer (Circular 01/2019 Art. 5; policy 3.11).</summary>
public sealed class AskSchool(CouncilDesk council)
{
    public async Task<Outcome<Dossier>> Handle(AskSchoolInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.AskSchool, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var round = await council.OpenRoundAsync(opened.Value, cancel);
        if (round.SchoolAskedOn is null)
        {
            var school = input.School.Trim();
            if (TextFault.Of(school, nameof(input.School), "tên trường, lớp đang học", "Tên trường, lớp", 200) is { } missing)
            {
                return missing;
            }

            (round.School, round.SchoolAskedOn) = (school, context.Today);
            council.Db.Papers.Add(PaperDesk.Issue(context, dossier, "KT4", "", CouncilPapers.SchoolRequest(context, dossier, school, official)));
            return await council.Dossiers.MoveAsync(opened.Value, ActKinds.AskSchool, DossierStatus.UnderCouncil, "Gửi phiếu hỏi ý kiến nhà trường (Mẫu số 04)", cancel);
        }

        var remarks = input.Remarks.Trim();
        if (TextFault.Of(remarks, nameof(input.Remarks), "nhận xét của nhà trường", "Nhận xét", 2000) is { } fault)
        {
            return fault;
        }

        (round.SchoolRemarks, round.SchoolAnsweredOn) = (remarks, context.Today);
        return await council.Dossiers.MoveAsync(opened.Value, ActKinds.AskSchool, DossierStatus.UnderCouncil, "Đã có nhận xét của nhà trường", cancel);
    }
}

/// <summary>Texts that must be there and fit their column.</summary>
internal static class TextFault
{
    /// <param name="wanted">In the middle of a sentence: what to type.</param>
    /// <param name="label">At the start of one.</param>
    public static Problem? Of(string text, string field, string wanted, string label, int longest) => text.Length switch
    {
        0 => CommonProblems.Required.At(field, wanted),
        var length when length > longest => CommonProblems.TooLong.At(field, label, longest, length),
        _ => null,
    };
}

/// <inheritdoc cref="AskSchool"/>
[Needs(Actions.DossierReview)]
public sealed class AskSchoolModel(AskSchool verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public string? School { get; set; }

    [BindProperty]
    public string? Remarks { get; set; }

    public override string Verb => ActKinds.AskSchool;

    /// <summary>The open round; null before the first verb.</summary>
    public CouncilCase? Round { get; private set; }

    protected override string Done => "Đã ghi. Văn bản của hồ sơ có phiếu hỏi ý kiến nhà trường để in.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Round = (await council.RoundsAsync(Id, cancel)).FirstOrDefault();
        Remarks ??= Round?.SchoolRemarks;
        School ??= DeclaredDisability.Of(Dossier).School;
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new AskSchoolInput(Id, Version, School ?? "", Remarks ?? ""), Official, cancel);
}
