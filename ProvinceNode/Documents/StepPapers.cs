using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>
/// Papers of the steps of one dossier: minutes of the review (D08) and of the posting (D10), submission of the division (D13). Who sat in the meeting
/// and how they voted is not kept by the system: those places stay open and are filled in on the draft. Pure.
/// </summary>
public static class StepPapers
{
    private const string Open = "………………………";

    /// <summary>D08 after the review of a dossier.</summary>
    /// <param name="secretary">Officer who reviewed.</param>
    public static PaperContent Review(FlowContext context, Dossier dossier, string secretary)
    {
        var scene = PaperScenes.Of(context, dossier);
        var at = dossier.Steps.Where(s => s.Verb == ActKinds.Review).Select(s => s.At).DefaultIfEmpty(context.NowUtc).Max();
        return MeetingPapers.Review(scene, new PaperMeeting
        {
            FromUtc = at, UntilUtc = at, Place = $"trụ sở {scene.Committee(scene.Commune)}",
            Chair = new PaperMember(Open, $"{scene.Authorities.Rule(Authorities.CommuneChair, scene.Today).Title.Replace("{unit}", scene.Inside(scene.Commune), StringComparison.Ordinal)} – Chủ trì"),
            Secretary = new PaperMember(secretary.Length > 0 ? secretary : Open, $"{scene.CommuneOfficer} – Thư ký"),
            Members =
            [
                new(Open, "đại diện Ủy ban Mặt trận Tổ quốc Việt Nam – Thành viên"), new(Open, "công chức Tư pháp – Hộ tịch – Thành viên"),
                new(Open, "Trạm trưởng Trạm Y tế – Thành viên"), new(Open, "Trưởng thôn (bản, tổ dân phố) – Thành viên"),
            ],
            Rows = [new MeetingRow(PaperScenes.Owner(scene, dossier), null, dossier.ReviewedEligible == true, 0, 0, dossier.ReviewNote ?? "")],
        });
    }

    /// <summary>D10 when the posting of a dossier ends.</summary>
    public static PaperContent PostingEnded(FlowContext context, Dossier dossier, IReadOnlyList<Objection> objections, SignedInOfficial recorder)
    {
        var scene = PaperScenes.Of(context, dossier);
        var from = dossier.Steps.Where(s => s.Verb == ActKinds.OpenPosting).Select(s => s.At).DefaultIfEmpty(context.NowUtc).Max();
        var said = objections.OrderBy(o => o.At).Select(o => $"{o.Content.TrimEnd('.')}{(o.Conclusion is { Length: > 0 } end ? $"; kết luận: {end.TrimEnd('.')}" : "")}.").ToList();
        return MeetingPapers.PostingEnded(scene, new PostingRecord(
            from, context.NowUtc, $"trụ sở {scene.Committee(scene.Commune)}", [new PaperMember(Open, "người chứng kiến")], said, new PaperMember(recorder.FullName.Length > 0 ? recorder.FullName : Open, scene.CommuneOfficer), [dossier.Code]));
    }

    /// <summary>D13 after the appraisal of a dossier.</summary>
    public static PaperContent Submit(FlowContext context, Dossier dossier, Appraisal appraisal, SignedInOfficial head)
    {
        var scene = PaperScenes.Of(context, dossier);
        var (person, eligible) = (PaperScenes.Owner(scene, dossier), dossier.AppraisedEligible == true);
        var grants = dossier.Kind is RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension or RequestKind.MoveIn or RequestKind.Admit;
        var awards = grants ? PaperScenes.Awards(appraisal, []) : [];
        var letter = dossier.Steps.Where(s => s.Verb == ActKinds.Forward).OrderBy(s => s.Number).LastOrDefault()?.Note ?? "";
        return AppraisalPapers.Submit(scene, new Submission
        {
            Received = 1, About = PaperScenes.Asked(dossier), Topic = PaperScenes.Topic(dossier), ProposedBy = letter.Length > 0 ? $"{letter} của {scene.Committee(scene.Commune)}" : "",
            Eligible = !eligible ? [] : awards.Count > 0 ? awards.Select(a => new PaperListRow(person, a)).ToList() : [new PaperListRow(person, null)],
            NotEligible = eligible ? [] : [new PaperListRow(person, null, dossier.AppraisalNote ?? "")],
        }, head);
    }
}
