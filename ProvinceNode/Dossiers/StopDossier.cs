using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Dừng xử lý: the desk confirms a citizen's withdrawal and gives the papers back (policy 5.5). Notice D05.</summary>
public sealed class StopDossier(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Stop, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        dossier.FinishedAt = context.NowUtc;
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D05", "", DeskPapers.Stopped(context, dossier, "", official.FullName)));
        return await desk.MoveAsync(opened.Value, ActKinds.Stop, DossierStatus.Stopped, "Xác nhận rút hồ sơ", cancel);
    }
}

/// <inheritdoc cref="StopDossier"/>
[Needs(Actions.DossierReceive)]
public sealed class StopDossierModel(StopDossier verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Stop;

    protected override string Done => "Đã dừng xử lý hồ sơ theo đề nghị của người nộp.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
