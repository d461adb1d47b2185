using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Why the desk does not take the dossier.</summary>
public sealed record RefuseInput(Guid Id, long Version, string Reason);

/// <summary>Từ chối tiếp nhận, with the slip D03 that says why.</summary>
public sealed class Refuse(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(RefuseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Refuse, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var reason = input.Reason.Trim();
        if (ReasonText.Fault(nameof(input.Reason), reason) is { } fault)
        {
            return fault;
        }

        var (dossier, context, _) = opened.Value;
        dossier.FinishedAt = context.NowUtc;
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D03", "", DeskPapers.Refusal(context, dossier, reason, official.FullName)));
        return await desk.MoveAsync(opened.Value, ActKinds.Refuse, DossierStatus.Refused, reason, cancel);
    }
}

/// <summary>Reasons given to people: never empty, at most 1,000 characters.</summary>
public static class ReasonText
{
    public const int Longest = 1000;

    public static Problem? Fault(string field, string text) => text.Length switch
    {
        0 => DossierProblems.ReasonNeeded.At(field),
        > Longest => CommonProblems.TooLong.At(field, "Lý do", Longest, text.Length),
        _ => null,
    };
}

/// <inheritdoc cref="Refuse"/>
[Needs(Actions.DossierReceive)]
public sealed class RefuseModel(Refuse verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    public override string Verb => ActKinds.Refuse;

    protected override string Done => "Đã từ chối tiếp nhận. Phiếu từ chối đã sẵn sàng để in và gửi người nộp.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new RefuseInput(Id, Version, Reason ?? ""), Official, cancel);
}
