using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Reference;

/// <summary>A second operator approves a draft: it gets its number, is signed, and nodes may fetch it. Or it is dropped, or a published one withdrawn.</summary>
public sealed class PublishPack(HubDb db, PackShelf shelf, LearnUnits units, VietnamTime time, ILogger<PublishPack> logger)
{
    /// <returns>The pack, or a Vietnamese sentence why not.</returns>
    public async Task<(PublishedPack? Pack, string Fault)> HandleAsync(Guid draftId, string by, CancellationToken cancellation)
    {
        if (await db.PackDrafts.SingleOrDefaultAsync(d => d.Id == draftId, cancellation).ConfigureAwait(false) is not { State: PackDraftState.Open } draft)
        {
            return (null, "Dự thảo này đã được ban hành hoặc đã bỏ. Hãy tải lại trang.");
        }

        if (string.Equals(draft.DraftedBy, by, StringComparison.Ordinal))
        {
            return (null, "Người lập dự thảo không được tự ban hành. Hãy để một cán bộ khác kiểm tra và ban hành.");
        }

        var present = await shelf.PresentAsync(draft.Kind, cancellation).ConfigureAwait(false);
        if (present.Number != draft.BasedOn)
        {
            return (null, $"Dự thảo được so với gói số {draft.BasedOn}, mà gói hiện hành là số {present.Number}. Hãy lập lại dự thảo.");
        }

        if (PackReader.Peek(present.File) is null)
        {
            return (null, $"Không đọc được gói hiện hành số {present.Number}: tệp đã hỏng. Hãy thu hồi gói đó rồi lập lại dự thảo.");
        }

        var read = PackContent.Read(draft.Content);
        var last = await db.PublishedPacks.Where(p => p.Kind == draft.Kind).MaxAsync(p => p.Number, cancellation).ConfigureAwait(false);
        var content = PackContent.Of(draft.Kind, last + 1, present.Number, draft.InForceFrom, draft.Basis, time.UtcNow, read.Texts);
        if (DraftPack.Against(content, await shelf.TextsAsync(present, cancellation).ConfigureAwait(false), present.Number) is { Count: > 0 } faults)
        {
            return (null, string.Join(' ', faults));
        }

        var pack = shelf.Seal(content, draft.DraftedBy, by);
        db.PublishedPacks.Add(pack);
        (draft.State, draft.SettledBy, draft.SettledAt) = (PackDraftState.Published, by, time.UtcNow);
        if (!await SavedAsync(cancellation).ConfigureAwait(false))
        {
            return (null, "Một người khác vừa ban hành gói cùng loại. Hãy tải lại trang.");
        }

        await LearnAsync(pack.Kind, cancellation).ConfigureAwait(false);
        return (pack, "");
    }

    /// <returns>Empty, or why not.</returns>
    public async Task<string> DropAsync(Guid draftId, string by, CancellationToken cancellation)
    {
        if (await db.PackDrafts.SingleOrDefaultAsync(d => d.Id == draftId, cancellation).ConfigureAwait(false) is not { State: PackDraftState.Open } draft)
        {
            return "Dự thảo này đã được ban hành hoặc đã bỏ. Hãy tải lại trang.";
        }

        (draft.State, draft.SettledBy, draft.SettledAt) = (PackDraftState.Dropped, by, time.UtcNow);
        return await SavedAsync(cancellation).ConfigureAwait(false) ? "" : "Một người khác vừa xử lý dự thảo này. Hãy tải lại trang.";
    }

    /// <summary>Nodes that have not taken it will not; who holds it sets it aside when he next asks; where it is in force it stays until the next one comes.</summary>
    /// <returns>Empty, or why not.</returns>
    public async Task<string> WithdrawAsync(PackKind kind, int number, string why, string by, CancellationToken cancellation)
    {
        if (why.Trim().Length is < 5 or > 500)
        {
            return "Hãy ghi lý do thu hồi gói (từ 5 đến 500 ký tự).";
        }

        if (await db.PublishedPacks.SingleOrDefaultAsync(p => p.Kind == kind && p.Number == number, cancellation).ConfigureAwait(false) is not { WithdrawnAt: null } pack)
        {
            return "Không có gói này, hoặc gói đã được thu hồi.";
        }

        if (number == 1 || await db.PublishedPacks.AnyAsync(p => p.Kind == kind && p.Number > number && p.WithdrawnAt == null, cancellation).ConfigureAwait(false))
        {
            return "Chỉ thu hồi được gói mới nhất, và không thu hồi gói số 1. Hãy ban hành gói mới để sửa.";
        }

        (pack.WithdrawnAt, pack.WithdrawnBy, pack.WithdrawnWhy) = (time.UtcNow, by, why.Trim());
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await LearnAsync(kind, cancellation).ConfigureAwait(false);
        return "";
    }

    // Nodes may have it in force within the hour: their records must not be refused. What is published stays published whatever becomes of the learning: UnitRounds does it again within a minute.
    private async Task LearnAsync(PackKind kind, CancellationToken cancellation)
    {
        try
        {
            if (kind == PackKind.Units && await units.HandleAsync(cancellation).ConfigureAwait(false) is { Count: > 0 } unread)
            {
                Log.PacksNotRead(logger, string.Join(", ", unread));
            }
        }
        catch (DbException failure)
        {
            Log.LearnedLater(logger, failure);
        }
        catch (OperationCanceledException failure)
        {
            Log.LearnedLater(logger, failure);
        }
    }

    private async Task<bool> SavedAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // The number is taken, or the draft was settled meanwhile.
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
