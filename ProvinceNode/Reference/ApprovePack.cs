using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>What the approver says.</summary>
/// <param name="Against">Number that the differences which he read were held against.</param>
/// <param name="PastConfirmed">He read what it reaches of the past.</param>
/// <param name="RestingConfirmed">He read which decisions rest on what goes.</param>
public sealed record PackApproval(int Against, bool PastConfirmed, string Reason, bool RestingConfirmed = false);

/// <summary>Duyệt áp dụng gói: a leader of the department who read the differences; the pack goes into force on its day, at once when that has come.</summary>
public sealed class ApprovePack(NodeDb db, ActivatePacks activate, VietnamTime time)
{
    private const int MostReason = 1000;

    public async Task<Outcome<ReferencePack>> HandleAsync(Guid id, PackApproval said, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.RulesApprove) || official.Office.Depth != 1)
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } seen)
        {
            return CommonProblems.NotFound.Now();
        }

        var view = await activate.LookAsync(seen, cancel);
        if (Faults(seen, view, said) is { Count: > 0 } faults)
        {
            return faults;
        }

        if (!await KeepAsync(seen, view, said, official, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        // On its day nobody is asked again; before it an earlier one may have to go first.
        if (seen.InForceFrom <= time.Today)
        {
            await activate.HandleAsync(cancel);
        }

        db.ChangeTracker.Clear();
        return await db.ReferencePacks.AsNoTracking().SingleAsync(p => p.Id == id, cancel);
    }

    private async Task<bool> KeepAsync(ReferencePack seen, PackView view, PackApproval said, SignedInOfficial official, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var pack = await db.ReferencePacks.SingleAsync(p => p.Id == seen.Id, cancel);
        if (pack.Version != seen.Version)
        {
            return false;
        }

        var (past, reason) = (string.Join(' ', view.Effect.Past.Select(p => p.Words).Append(view.Effect.Resting?.Words).OfType<string>()), said.Reason.Trim());
        (pack.State, pack.ApprovedById, pack.ApprovedByName, pack.ApprovedAt, pack.Version) = (ReferencePackState.Approved, official.Id, official.FullName, time.UtcNow, pack.Version + 1);
        (pack.PastEffect, pack.PastReason) = past.Length == 0 ? (null, null) : (past.Length > 2000 ? past[..1999] + "…" : past, reason);
        var words = $"Duyệt gói {PackKinds.Name(pack.Kind)} số {pack.Number}, áp dụng từ {VietnameseFormat.Date(pack.InForceFrom)}, {view.Changes.Count} điểm khác. {past} {reason}".TrimEnd();
        if (!await db.SaveAsync(Act.By(official, ActKinds.PackApprove, time.UtcNow, words, pack.Sha256).On("reference-pack", pack.Id), cancel))
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    private static List<Problem> Faults(ReferencePack pack, PackView view, PackApproval said)
    {
        if (pack.State != ReferencePackState.Waiting)
        {
            return [PackProblems.AlreadyApproved.Now()];
        }

        if (said.Against != view.Against)
        {
            return [PackProblems.LooksDifferent.Now()];
        }

        var faults = view.Effect.Faults.Select(f => PackProblems.CannotApply.Now(f)).ToList();
        if (view.Effect.Past.Count > 0 && !said.PastConfirmed)
        {
            faults.Add(PackProblems.ConfirmPast.At(nameof(PackApproval.PastConfirmed)));
        }

        if (view.Effect.Resting is not null && !said.RestingConfirmed)
        {
            faults.Add(PackProblems.ConfirmResting.At(RestingDecisions.Confirmed));
        }

        if (view.Effect.Past.Any(p => p.Reaches) && said.Reason.Trim().Length == 0)
        {
            faults.Add(PackProblems.SayWhyPast.At(nameof(PackApproval.Reason)));
        }
        else if (said.Reason.Length > MostReason)
        {
            faults.Add(CommonProblems.TooLong.At(nameof(PackApproval.Reason), "Lý do", MostReason, said.Reason.Length));
        }

        return faults;
    }
}
