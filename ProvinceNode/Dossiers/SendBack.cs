using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Why it goes back.</summary>
public sealed record SendBackInput(Guid Id, long Version, string Reason);

/// <summary>Trả lại: the appraiser to the commune's review, or the chairman to the appraiser, with the reason.</summary>
public sealed class SendBack(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(SendBackInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.SendBack, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            return fault;
        }

        var to = DossierFlow.BackTo(opened.Value.Context, opened.Value.Dossier);
        return await desk.MoveAsync(opened.Value, ActKinds.SendBack, to, input.Reason.Trim(), cancel);
    }
}

/// <inheritdoc cref="SendBack"/>
[Needs(Actions.DossierView)]
public sealed class SendBackModel(SendBack verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    public override string Verb => ActKinds.SendBack;

    protected override string Done => "Đã trả lại hồ sơ.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new SendBackInput(Id, Version, Reason ?? ""), Official, cancel);
}
