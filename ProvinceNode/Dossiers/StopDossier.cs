using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>The withdrawal that is confirmed.</summary>
/// <param name="Returned">Originals given back, one per line.</param>
public sealed record StopInput(Guid Id, long Version, string Returned);

/// <summary>Dừng xử lý: the desk confirms a citizen's withdrawal and gives the papers back (policy 5.5). Notice D05.</summary>
public sealed class StopDossier(DossierDesk desk)
{
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
        var (returned, asked) = (ReturnedPapers.Read(input.Returned), dossier.Steps.Where(s => s.Verb == ActKinds.Withdraw).MaxBy(s => s.Number)?.At);
        dossier.FinishedAt = context.NowUtc;
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D05", "", DeskPapers.Stopped(context, dossier, "", official.FullName, asked is { } at ? VietnamTime.Day(at) : null, returned)));
        return await desk.MoveAsync(opened.Value, ActKinds.Stop, DossierStatus.Stopped, $"Xác nhận rút hồ sơ, {ReturnedPapers.Words(returned)}", cancel);
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
