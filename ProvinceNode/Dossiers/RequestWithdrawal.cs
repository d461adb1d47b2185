using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Yêu cầu rút hồ sơ: a citizen may until a result is signed; the desk confirms it (policy 5.5). What an official opened of his own accord, and what
/// came by a transfer of the old place, nobody filed here: who knows the code and four digits cannot stop it.
/// </summary>
public sealed class RequestWithdrawal(NodeDb db, FlowRules rules)
{
    private const int MostReason = 500;

    public static readonly ProblemKind NotFiled = new("withdrawal-not-filed",
        "Hồ sơ này do cơ quan lập hoặc do nơi cư trú cũ chuyển đến nên không rút tại đây được. Có ý kiến khác, ông/bà hãy liên hệ UBND cấp xã nơi cư trú.");

    /// <summary>Whether a dossier can be asked back now: somebody filed it, and nothing is signed yet. Its requests are loaded.</summary>
    public static bool IsOpen(Dossier dossier) => WasFiled(dossier) && StatusTable.Find(dossier.Status, ActKinds.Withdraw) is not null;

    /// <summary>The caller has entered the dossier's scope.</summary>
    public async Task<Outcome<Dossier>> Handle(Guid id, string reason, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.Include(d => d.Steps).Include(d => d.Requests).AsSplitQuery().SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (dossier is null)
        {
            return CommonProblems.NotFound.Now();
        }

        var text = reason.Trim();
        if (text.Length > MostReason)
        {
            return CommonProblems.TooLong.At("Reason", "Lý do", MostReason, text.Length);
        }

        if (!WasFiled(dossier))
        {
            return NotFiled.Now();
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

    /// <summary>Somebody filed it here. Its requests are loaded.</summary>
    public static bool WasFiled(Dossier dossier) => dossier.TransferId is null && dossier.Requests.TrueForAll(r => r.Form != OwnDossier.Form);
}
