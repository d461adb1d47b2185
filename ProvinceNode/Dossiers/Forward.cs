using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Trình: the commune's chairman sends the dossier to the appraising office (three-tier, policy 3.4 S4). Letter D11.</summary>
public sealed class Forward(DossierDesk desk, PaperDrafts drafts, ReviewMinutes minutes, SignedLetters letters)
{
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => SendAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> SendAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Forward, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        await minutes.IssueAsync(opened.Value, cancel);
        var drafted = await drafts.ContentFor(dossier.Id, "D11", FlowPapers.Forwarding(context, dossier, $"………/{PaperKind.Letters}", official), cancel);
        var letter = await letters.IssueAsync(opened.Value, "D11", drafted.Content, cancel);
        return await desk.MoveAsync(opened.Value, ActKinds.Forward, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Forward), SignedLetters.Words(letter), cancel, $"paper/{letter.Id:D}");
    }
}

/// <inheritdoc cref="Forward"/>
[Needs(Actions.DossierForward)]
public sealed class ForwardModel(Forward verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Forward;

    protected override string Done => "Đã ký công văn và trình hồ sơ lên cơ quan thẩm định. Văn thư vào số công văn.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
