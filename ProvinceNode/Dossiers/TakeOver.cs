using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// How one dossier or one row goes over to the commune that takes an old one over (Law 72/2025/QH15). A finished dossier only changes its keeper;
/// one in flight goes on at the step that exists there, with a line in its control sheet.
/// </summary>
public static class TakeOver
{
    private static readonly DateOnly FirstDay = new(2025, 7, 1);

    /// <summary>Path of the commune that took over, or null.</summary>
    public static TenantPath? NewPath(string oldPath)
    {
        var path = TenantPath.Parse(oldPath);
        return Succession.MainOf(path.UnitCode) is { } code ? TenantPath.Parse(path.Province).Child(code) : null;
    }

    /// <summary>Status at the new authority: where the step still exists, the same; else the step that follows it there.</summary>
    public static DossierStatus StatusAfter(Route route, DossierStatus status) =>
        // The head of a division that is no more has signed nothing: the new one appraises again.
        status == DossierStatus.AwaitingHead && route.Has(RouteStepKind.Appraise) ? DossierStatus.UnderAppraisal :
        Route.KindOf(status) is { } kind && !route.Has(kind) && status != DossierStatus.SentBack ? route.After(kind) : status;

    /// <summary>
    /// Which move of residence a request is now (policy 3.7, two-tier): a move within the former district between two communes of today begins with
    /// the old one, which stops paying; both places in one commune of today are a change of address only.
    /// </summary>
    /// <param name="home">Commune of today that pays the person, or null when nobody does.</param>
    public static (RequestKind Kind, TenantPath At) MoveOf(Dossier dossier, TenantPath path, TenantPath? home) => dossier.Kind switch
    {
        _ when StatusTable.IsDecided(dossier.Status) => (dossier.Kind, path),
        RequestKind.MoveWithin when home is { } payer && payer != path => (RequestKind.MoveOut, payer),
        RequestKind.MoveOut when Destination(dossier) is { } place && place.Province == path.Province && place.Commune == path.UnitCode => (RequestKind.MoveWithin, path),
        _ => (dossier.Kind, path),
    };

    /// <summary>The other place of a transfer as a unit of today.</summary>
    public static void Point(TransferHalf half)
    {
        if (UnitNames.PlaceSince(half.OtherProvince, half.OtherCommune, FirstDay.AddDays(-1), FirstDay) is { } place)
        {
            (half.OtherProvince, half.OtherCommune) = (place.Province, place.Commune);
        }
    }

    /// <summary>The dossier with all that is its own, at the new path.</summary>
    /// <param name="home">See <see cref="MoveOf"/>.</param>
    public static void Take(FlowContext context, Dossier dossier, TenantPath home, RequestKind kind)
    {
        Keep(dossier, home);
        if (StatusTable.IsFinished(dossier.Status))
        {
            return;
        }

        var (old, due, before, turned) = (dossier.Owner.CommuneName, dossier.StepDueOn, dossier.Status, dossier.Kind != kind);
        // Another authority decides now: it makes its own lists.
        dossier.ListId = before == DossierStatus.AwaitingSignature ? null : dossier.ListId;
        Turn(dossier, kind);
        Appraised(dossier);
        var route = DossierFlow.RouteOf(context, dossier);
        var to = turned && kind == RequestKind.MoveOut ? Again(dossier, route) : StatusAfter(route, before);
        dossier.ResumeStatus = dossier.ResumeStatus is { } resume ? StatusAfter(route, resume) : null;
        var parts = Succession.Of(dossier.Owner.CommuneCode).Count > 1 ? " Xã cũ được chia cho nhiều xã mới; hãy đối chiếu nơi ở của người đề nghị." : "";
        DossierFlow.Apply(context, dossier, to, ActKinds.ChangeRegime, Mover.System, context.OfficeName(Authorities.Decider, home),
            $"Chuyển thẩm quyền từ {old} sang {context.UnitName(home)} theo mô hình chính quyền địa phương hai cấp.{Words(turned, kind)}{parts}");
        // The step that goes on keeps its day; a new one has its own days, never past the promised day.
        dossier.StepDueOn = before == to ? due : dossier.StepDueOn is { } day && dossier.DueOn is { } promised && promised < day && promised >= context.Today ? promised : dossier.StepDueOn;
    }

    private static void Keep(Dossier dossier, TenantPath path)
    {
        dossier.TenantPath = path.Value;
        dossier.Requests.ForEach(r => r.TenantPath = path.Value);
        dossier.Steps.ForEach(s => s.TenantPath = path.Value);
        dossier.Supplements.ForEach(s => s.TenantPath = path.Value);
        dossier.Attachments.ForEach(a => a.TenantPath = path.Value);
    }

    private static void Turn(Dossier dossier, RequestKind kind)
    {
        dossier.Requests.Where(r => r.Kind == dossier.Kind).ToList().ForEach(r => r.Kind = kind);
        dossier.Kind = kind;
    }

    // Nobody at the old place has looked at it yet.
    private static DossierStatus Again(Dossier dossier, Route route)
    {
        (dossier.AppraisalJson, dossier.AppraisalNote, dossier.AppraisedById, dossier.AppraisedEligible, dossier.ReviewedEligible) = (null, null, null, null, null);
        dossier.ResumeStatus = dossier.ResumeStatus is null ? null : route.First;
        return dossier.Status is DossierStatus.AwaitingReception or DossierStatus.SupplementRequested or DossierStatus.WithdrawalRequested ? dossier.Status : route.First;
    }

    // What was appraised and not signed goes to a unit of today.
    private static void Appraised(Dossier dossier)
    {
        if (dossier.Kind == RequestKind.MoveOut && !StatusTable.IsDecided(dossier.Status) && dossier.AppraisalJson is { } json && Destination(dossier) is { } place)
        {
            var appraisal = Appraisal.Parse(json);
            dossier.AppraisalJson = (appraisal with { Measure = appraisal.Measure with { ToProvince = place.Province, ToCommune = place.Commune } }).ToJson();
        }
    }

    // As appraised; before that as the form names it. Unknown: the appraiser will choose.
    private static UnitPlace? Destination(Dossier dossier)
    {
        var filed = VietnamTime.Day(dossier.SubmittedAt);
        if (dossier.AppraisalJson is { } json && Appraisal.Parse(json).Measure is { ToCommune.Length: > 0 } measure)
        {
            return UnitNames.PlaceSince(measure.ToProvince, measure.ToCommune, filed, FirstDay);
        }

        var scope = FormFacts.ValuesOf(dossier).On(filed);
        return scope.Has("NewProvince") && UnitNames.CommuneOn(scope["NewProvince"], scope["NewCommune"], filed) is { } named
            ? UnitNames.PlaceSince(scope["NewProvince"], named.Code, filed, FirstDay) : null;
    }

    private static string Words(bool turned, RequestKind kind) => !turned ? "" : kind == RequestKind.MoveOut
        ? " Không còn cấp huyện: nơi đang chi trả quyết định thôi chi trả và chuyển hồ sơ đến nơi cư trú mới; người dân không phải nộp lại."
        : " Nơi đi và nơi đến nay cùng một xã, phường: chỉ cập nhật địa chỉ, không thay đổi nơi chi trả.";
}
