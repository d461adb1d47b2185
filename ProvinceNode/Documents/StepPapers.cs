using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What is known of the meeting that reviewed a dossier.</summary>
/// <param name="Chair">Chairman of the commune; empty when the accounts do not tell one.</param>
/// <param name="Secretary">Officer who reviewed.</param>
/// <param name="Members">Bodies that sit; empty: the usual ones without names.</param>
/// <param name="Proposed">What the rules give for the declared facts, or null.</param>
public sealed record ReviewMeeting(DateTime AtUtc, string Chair, string Secretary, IReadOnlyList<PaperMember> Members, PaperAward? Proposed)
{
    /// <summary>What was confirmed of who cares, a sentence each (Decree 20 Art. 22, 23).</summary>
    public IReadOnlyList<string> Carers { get; init; } = [];
}

/// <summary>
/// Papers of the steps of one dossier: minutes of the review (D08) and of the posting (D10), submission of the division (D13). What
/// the system does not know of a meeting stays open and is filled in on the draft. Pure.
/// </summary>
public static class StepPapers
{
    private const string Open = "………………………";

    /// <summary>D08 after the review of a dossier.</summary>
    public static PaperContent Review(FlowContext context, Dossier dossier, ReviewMeeting meeting)
    {
        var (scene, at) = (PaperScenes.Of(context, dossier), meeting.AtUtc);
        return MeetingPapers.Review(scene, new PaperMeeting
        {
            FromUtc = at, Place = $"trụ sở {scene.Committee(scene.Commune)}",
            Chair = new PaperMember(Known(meeting.Chair), $"{scene.Authorities.Rule(Authorities.CommuneChair, scene.Today).Title.Replace("{unit}", scene.Inside(scene.Commune), StringComparison.Ordinal)} – Chủ trì"),
            Secretary = new PaperMember(Known(meeting.Secretary), $"{scene.CommuneOfficer} – Thư ký"),
            Members = meeting.Members.Count > 0 ? [.. meeting.Members.Select(m => m with { Role = $"{m.Role} – Thành viên" })] :
            [
                new(Open, "đại diện Ủy ban Mặt trận Tổ quốc Việt Nam – Thành viên"), new(Open, "công chức Tư pháp – Hộ tịch – Thành viên"),
                new(Open, "Trạm trưởng Trạm Y tế – Thành viên"), new(Open, "Trưởng thôn (bản, tổ dân phố) – Thành viên"),
            ],
            Findings = meeting.Carers,
            Rows = [new MeetingRow(PaperScenes.Owner(scene, dossier), meeting.Proposed, dossier.ReviewedEligible == true, 0, 0, dossier.ReviewNote ?? "")],
        });
    }

    private static string Known(string name) => name.Length > 0 ? name : Open;

    /// <summary>D10 when the posting of a dossier ends.</summary>
    public static PaperContent PostingEnded(FlowContext context, Dossier dossier, IReadOnlyList<Objection> objections, SignedInOfficial recorder, string witness = "")
    {
        var scene = PaperScenes.Of(context, dossier);
        var from = dossier.Steps.Where(s => s.Verb == ActKinds.OpenPosting).Select(s => s.At).DefaultIfEmpty(context.NowUtc).Max();
        var said = objections.OrderBy(o => o.At).Select(o => $"{o.Content.TrimEnd('.')}{(o.Conclusion is { Length: > 0 } end ? $"; kết luận: {end.TrimEnd('.')}" : "")}.").ToList();
        return MeetingPapers.PostingEnded(scene, new PostingRecord(
            from, context.NowUtc, $"trụ sở {scene.Committee(scene.Commune)}", [new PaperMember(Known(witness), "người chứng kiến")], said, new PaperMember(recorder.FullName.Length > 0 ? recorder.FullName : Open, scene.CommuneOfficer), [dossier.Code]));
    }

    /// <summary>D13 after the appraisal of a dossier.</summary>
    /// <param name="rows">What is proposed for each person; empty when it has no monthly amount.</param>
    public static PaperContent Submit(FlowContext context, Dossier dossier, IReadOnlyList<PaperListRow> rows, SignedInOfficial head)
    {
        var scene = PaperScenes.Of(context, dossier);
        var (person, eligible) = (PaperScenes.Owner(scene, dossier), dossier.AppraisedEligible == true);
        return AppraisalPapers.Submit(scene, new Submission
        {
            Received = 1, About = PaperScenes.Asked(dossier), Topic = PaperScenes.Topic(dossier), ProposedBy = scene.Letter.Length > 0 ? $"{scene.Letter} của {scene.Committee(scene.Commune)}" : "",
            Eligible = !eligible ? [] : rows.Count > 0 ? rows : [new PaperListRow(person, null)],
            NotEligible = eligible ? [] : [new PaperListRow(person, null, dossier.AppraisalNote ?? "")],
        }, head);
    }
}
