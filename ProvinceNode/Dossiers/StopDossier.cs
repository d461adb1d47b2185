using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>The withdrawal that is confirmed.</summary>
/// <param name="Returned">Originals given back, one per line.</param>
public sealed record StopInput(Guid Id, long Version, string Returned);

/// <summary>Dừng xử lý: the desk confirms a citizen's withdrawal and gives the papers back (policy 5.5). Notice D05.</summary>
public sealed class StopDossier(DossierDesk desk, PaperDrafts drafts)
{
    public const string Notice = "D05";

    public async Task<Outcome<Dossier>> Handle(StopInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Stop, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (ReturnedPapers.Fault(nameof(input.Returned), input.Returned) is { } fault)
        {
            return fault;
        }

        var (dossier, context, _) = opened.Value;
        var returned = ReturnedPapers.Read(input.Returned);
        dossier.FinishedAt = context.NowUtc;
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, Notice, "", (await drafts.ContentFor(dossier.Id, Notice, Made(opened.Value, returned), cancel)).Content));
        return await desk.MoveAsync(opened.Value, ActKinds.Stop, DossierStatus.Stopped, $"Xác nhận rút hồ sơ, {ReturnedPapers.Words(returned)}", cancel);
    }

    /// <summary>The notice as the withdrawal makes it.</summary>
    public static PaperContent Made(OpenDossier open, IReadOnlyList<string> returned)
    {
        var asked = open.Dossier.Steps.Where(s => s.Verb == ActKinds.Withdraw).MaxBy(s => s.Number)?.At;
        return DeskPapers.Stopped(open.Context, open.Dossier, "", open.Official.FullName, asked is { } at ? VietnamTime.Day(at) : null, returned);
    }
}

/// <inheritdoc cref="StopDossier"/>
[Needs(Actions.DossierReceive)]
public sealed class StopDossierModel(StopDossier verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Returned { get; set; }

    public override string Verb => ActKinds.Stop;

    protected override string Done => "Đã dừng xử lý hồ sơ theo đề nghị của người nộp.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(new StopInput(Id, Version, Returned ?? ""), Official, cancel);
}
