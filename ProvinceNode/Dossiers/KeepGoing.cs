using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>How the desk knows that the withdrawal was not meant.</summary>
public sealed record KeepGoingInput(Guid Id, long Version, string Reason);

/// <summary>Tiếp tục giải quyết: the applicant says he did not ask for the dossier back, or takes it back; it goes on where it stood.</summary>
public sealed class KeepGoing(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(KeepGoingInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.KeepGoing, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            return fault;
        }

        return await desk.MoveAsync(opened.Value, ActKinds.KeepGoing, Back(opened.Value.Dossier), input.Reason.Trim(), cancel);
    }

    /// <summary>Where it stood: a dossier withdrawn while its clock was paused waits for its papers again.</summary>
    public static DossierStatus Back(Dossier dossier) =>
        dossier.PausedOn is not null ? DossierStatus.SupplementRequested : dossier.ResumeStatus ?? DossierStatus.AwaitingReception;
}

/// <inheritdoc cref="KeepGoing"/>
[Needs(Actions.DossierReceive)]
public sealed class KeepGoingModel(KeepGoing verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    public override string Verb => ActKinds.KeepGoing;

    protected override string Done => "Hồ sơ được tiếp tục giải quyết.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new KeepGoingInput(Id, Version, Reason ?? ""), Official, cancel);
}
