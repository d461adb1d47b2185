using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Yêu cầu rút hồ sơ: a citizen may until a result is signed; the desk confirms it (policy 5.5).</summary>
public sealed class RequestWithdrawal(NodeDb db, FlowRules rules)
{
    private const int MostReason = 500;

    /// <summary>The caller has entered the dossier's scope.</summary>
    public async Task<Outcome<Dossier>> Handle(Guid id, string reason, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.Include(d => d.Steps).SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (dossier is null)
        {
            return CommonProblems.NotFound.Now();
        }

        var text = reason.Trim();
        if (text.Length > MostReason)
        {
            return CommonProblems.TooLong.At("Reason", "Lý do", MostReason, text.Length);
        }

        if (StatusTable.Find(dossier.Status, ActKinds.Withdraw) is not { To: { } to })
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        var context = await rules.ForAsync(TenantPath.Parse(dossier.TenantPath), cancel);
        dossier.ResumeStatus = dossier.Status == DossierStatus.SupplementRequested ? dossier.ResumeStatus : dossier.Status;
        DossierFlow.Apply(context, dossier, to, ActKinds.Withdraw, Mover.Citizen(dossier.Applicant.FullName), "", text);
        var act = Act.ByCitizen(TenantPath.Parse(dossier.TenantPath), ActKinds.Withdraw, context.NowUtc).On("dossier", id);
        return await db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }
}
