using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>Every paper of the council that determines the degree of disability, of one round (Circular 01/2019).</summary>
internal sealed record CouncilSamples(FlowContext Context, Dossier Dossier, SignedInOfficial Chairman)
{
    private static readonly string[] Names = ["Trần Văn Minh", "Phạm Thị Lan", "Lê Thị Hoa"];

    public CouncilCase Round => new()
    {
        Id = Guid.NewGuid(), DossierId = Dossier.Id, TenantPath = Dossier.TenantPath, Round = 1, School = "Trường Tiểu học Hoa Lộc", SchoolRemarks = "Học sinh đi lại khó khăn.",
        Place = "trụ sở Ủy ban nhân dân xã", HeldOn = Context.Today, MinutesNumber = "03/BB-HĐXĐKT", Outcome = CouncilOutcome.Disabled, Degree = DisabilityDegree.Severe, Types = "1", BoardWhy = "Hội đồng không đưa ra được kết luận",
    };

    private static CouncilSession Session => new(
        [.. Enum.GetValues<CouncilRole>().Take(3).Select((r, i) => new Attendance(Guid.NewGuid(), Names[i], CouncilWords.Role(r), r, true, CouncilVote.Severe))],
        new EvaluationSheet(EvaluationSheets.FromSix, ["1"], [.. Enumerable.Repeat<Ability?>(Ability.NeedsHelp, 10)], "", "Đi lại khó khăn, cần người dìu."), "Các thành viên thống nhất", true);

    public IEnumerable<(string Id, PaperContent Paper)> All()
    {
        var members = Session.Members.Select(m => new CouncilMember { Id = Guid.NewGuid(), CouncilId = Guid.NewGuid(), TenantPath = Dossier.TenantPath, FullName = m.FullName, Role = m.Role, Post = m.Post }).ToList();
        yield return ("KT1", CouncilPapers.Invitation(Context, Dossier, VietnamTime.Local(Context.NowUtc), "trụ sở Ủy ban nhân dân xã", members));
        yield return ("KT2", CouncilPapers.Sheet(Context, Dossier, Round, Session));
        yield return ("KT4", CouncilPapers.SchoolRequest(Context, Dossier, "Trường Tiểu học Hoa Lộc", Chairman));
        yield return ("KT5", CouncilPapers.Minutes(Context, Dossier, Round, Session, CouncilRules.Count([CouncilVote.Severe, CouncilVote.Severe, CouncilVote.Severe], CouncilVote.Severe)));
        yield return ("KT7", CouncilPapers.ToMedicalBoard(Context, Dossier, Round));
        yield return ("KT8", CouncilPapers.ComplaintAnswer(Context, Dossier, new Objection
        {
            Id = Guid.NewGuid(), DossierId = Dossier.Id, TenantPath = Dossier.TenantPath, From = "Lê Văn Tám", Content = "Không đúng", At = Context.NowUtc, DueOn = Context.Today, Upheld = false, Conclusion = "Hội đồng đã xác minh tại nhà.",
        }, Chairman));
        yield return ("D09", CouncilPapers.Posting(Context, Dossier, Round));
        var refused = Dossier;
        refused.ReviewNote = "Hội đồng kết luận không phải là người khuyết tật.";
        yield return ("D20", CouncilPapers.Answer(Context, refused, Chairman));
    }
}
