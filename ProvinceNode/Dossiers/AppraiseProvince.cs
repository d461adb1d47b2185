using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What the department found.</summary>
public sealed record AppraiseProvinceInput(Guid Id, long Version, string Note);

/// <summary>Sở thẩm định within seven working days and passes the dossier to the institution's head (Decree 20 Art. 28); what is not right goes back.</summary>
public sealed class AppraiseProvince(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(AppraiseProvinceInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.AppraiseProvince, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            return fault;
        }

        var (dossier, context, _) = opened.Value;
        var named = dossier.AppraisalJson is { } json ? Appraisal.Parse(json).Measure.Institution : "";
        if (context.InstitutionNamed(named) is not { } institution)
        {
            return Outcomes.OutcomeProblems.InstitutionUnknown.Now(named);
        }

        // What the department found goes with the dossier (Art. 28(1)(đ)).
        var scene = PaperScenes.Of(context, dossier);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "CS5", "", StayPapers.DepartmentSlip(scene, institution.UnitName, PaperScenes.Owner(scene, dossier), input.Note.Trim(), official), body: scene.OfficeName(Authorities.ProvinceDepartment)));
        await InstitutionOffices.HandOverAsync(desk.Db, dossier, institution, cancel);
        var to = DossierFlow.RouteOf(opened.Value.Context, opened.Value.Dossier).After(RouteStepKind.Province);
        return await desk.MoveAsync(opened.Value with { Context = context.For(dossier) }, ActKinds.AppraiseProvince, to, input.Note.Trim(), cancel);
    }
}

/// <inheritdoc cref="AppraiseProvince"/>
[Needs(Actions.DossierAppraise)]
public sealed class AppraiseProvinceModel(AppraiseProvince verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Note { get; set; }

    public override string Verb => ActKinds.AppraiseProvince;

    protected override string Done => "Đã chuyển hồ sơ đến cơ sở trợ giúp xã hội.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new AppraiseProvinceInput(Id, Version, Note ?? ""), Official, cancel);
}
