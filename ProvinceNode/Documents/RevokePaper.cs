using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What an official says when a paper is taken back.</summary>
/// <param name="Ground">Key of <see cref="RevocationGrounds"/>.</param>
/// <param name="Why">In his own words; never shown to the public.</param>
public sealed record RevokeInput(Guid Id, string Ground, string Why);

/// <summary>Thu hồi: the paper stays as it was issued, and everyone who verifies it learns that it no longer holds. What it granted is changed by a procedure of its own.</summary>
public sealed class RevokePaper(NodeDb db, VietnamTime time)
{
    public const int FewestWhy = 10;
    public const int MostWhy = 1000;

    public async Task<Outcome<IssuedPaper>> Handle(RevokeInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Papers.SingleOrDefaultAsync(p => p.Id == input.Id, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        if (Refusal(paper, official) is { } problem)
        {
            return problem;
        }

        if (Faults(input) is { Count: > 0 } faults)
        {
            return faults;
        }

        (paper.Validity, paper.ValidityChangedAt, paper.ValidityChangedBy) = (PaperValidity.Revoked, time.UtcNow, official.FullName);
        (paper.RevokedFor, paper.RevokedWhy) = (input.Ground, input.Why.Trim());
        var act = Act.By(official, ActKinds.RevokePaper, time.UtcNow, RevocationGrounds.Names[input.Ground], paper.Number).On("paper", paper.Id);
        return await db.SaveAsync(act, cancel) ? paper : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>The chairman of the office that issued it, or of one above it (Law on Organisation of Local Government).</summary>
    public static Problem? Refusal(IssuedPaper paper, SignedInOfficial official) =>
        !official.May(Actions.PaperRevoke) ? CommonProblems.NotAllowed.Now()
        : !official.Office.Covers(paper.OfficePath) ? PaperProblems.OtherOffice.Now(paper.OfficeName)
        : !paper.IsIssued ? PaperProblems.NotIssuedYet.Now()
        : paper.Validity != PaperValidity.Valid ? PaperProblems.NoLongerValid.Now(PaperProblems.Word(paper.Validity)) : null;

    private static List<Problem> Faults(RevokeInput input)
    {
        var faults = new List<Problem>();
        if (!RevocationGrounds.Names.ContainsKey(input.Ground))
        {
            faults.Add(PaperProblems.ChooseGround.At(nameof(input.Ground)));
        }

        if (input.Why.Trim().Length < FewestWhy)
        {
            faults.Add(PaperProblems.WhyNeeded.At(nameof(input.Why), FewestWhy));
        }
        else if (input.Why.Length > MostWhy)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(input.Why), "Nội dung", MostWhy, input.Why.Length));
        }

        return faults;
    }
}

/// <inheritdoc cref="RevokePaper"/>
[Needs(Actions.PaperRevoke)]
public sealed class RevokePaperModel(RevokePaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    protected override string Done => "Đã thu hồi văn bản. Ai xác minh văn bản này đều được báo là không còn giá trị.";

    protected override Problem? Refusal() => RevokePaper.Refusal(Issued, Official);

    protected override Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel) => verb.Handle(new RevokeInput(Paper, Ground ?? "", Why ?? ""), Official, cancel);
}
