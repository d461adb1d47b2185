using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>What a pack does at this node, as an official looks at it before he approves.</summary>
/// <param name="Day">Day on which the past is judged: today, or the pack's day when that is later.</param>
/// <param name="Against">Number that the changes are held against.</param>
public sealed record PackView(IReadOnlyList<PackChange> Changes, PackEffect Effect, DateOnly Day, int Against);

/// <summary>
/// Đưa gói vào áp dụng: approved packs on their day, one after the other, each in one transaction; a pack that changes nothing here goes into force by itself. What cannot be put in force says so
/// and leaves everything as it was: the node works on with the pack before it.
/// </summary>
public sealed class ActivatePacks(NodeDb db, PackBook book, SetAsidePacks aside, PackEffects effects, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <returns>How many were put in force.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        // Another process may have put one in force: the command line, or this node before it was restored.
        await UnitsInForce.RefreshAsync(db, cancel);
        await CodesInForce.RefreshAsync(db, cancel);
        var count = 0;
        foreach (var kind in PackKinds.All)
        {
            await aside.HandleAsync(kind, new Dictionary<int, string>(), cancel);
            foreach (var pack in await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == kind && (p.State == ReferencePackState.Waiting || p.State == ReferencePackState.Approved)).OrderBy(p => p.Number).ToListAsync(cancel))
            {
                if (pack.State == ReferencePackState.Approved && pack.InForceFrom > time.Today)
                {
                    // What comes after it stands on it.
                    break;
                }

                // One that the product cannot cope with stops no other.
                count += await effects.GuardAsync(kind, pack.Number, () => TurnAsync(pack, cancel), words => NotedAsync(pack.Id, words, cancel), cancel) ? 1 : 0;
            }
        }

        return count;
    }

    private async Task<bool> TurnAsync(ReferencePack pack, CancellationToken cancel)
    {
        if (pack.State == ReferencePackState.Approved || (await OrderAsync(pack, cancel)).Changes.Count == 0)
        {
            return await ActivateAsync(pack.Id, null, cancel) is null;
        }

        // It waits for somebody who reads it: what the product could not do at an earlier turn, it can.
        await TellAsync(pack.Id, "", cancel);
        return false;
    }

    /// <summary>What a pack changes and does; nothing is kept of the looking.</summary>
    public Task<PackView> LookAsync(ReferencePack pack, CancellationToken cancel) => effects.GuardAsync(pack.Kind, pack.Number, async () =>
    {
        var order = await OrderAsync(pack, cancel);
        var effect = await effects.ApplyAsync(order, cancel);
        db.ChangeTracker.Clear();
        var (before, against) = await book.BeforeAsync(pack, cancel);
        return new PackView(await ChangesAsync(order.Content, before, cancel), effect, order.Today, against);
    }, words => Task.FromResult(new PackView([], PackEffect.Refused(words), time.Today, -1)), cancel);

    /// <summary>Puts one in force.</summary>
    /// <param name="official">Who approved it a moment ago; null: the job on its day.</param>
    /// <returns>Why not, in words; null when it is in force.</returns>
    public async Task<string?> ActivateAsync(Guid id, SignedInOfficial? official, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            await db.WaitForTurnAsync(cancel);
            var pack = await db.ReferencePacks.SingleAsync(p => p.Id == id, cancel);
            if (pack.State is ReferencePackState.Active or ReferencePackState.Past)
            {
                return null;
            }

            var order = await OrderAsync(pack, cancel);
            var effect = await effects.ApplyAsync(order, cancel);
            if (effect.Faults.Count == 0)
            {
                await KeepAsync(pack, order, effect, cancel);
                var late = Late(pack.PastEffect ?? "", effect, time.Today);
                pack.PastEffect = late.Length == 0 ? pack.PastEffect : Joined(pack.PastEffect ?? "", late);
                var words = $"Áp dụng gói {PackKinds.Name(pack.Kind)} số {pack.Number} ({pack.Basis}), {order.Changes.Count} điểm khác{(pack.ApprovedByName is { } name ? $", {name} duyệt" : "")}. {late}".TrimEnd('.', ' ');
                if (await db.SaveAsync(Made(official, ActKinds.PackActivate, words, pack), cancel))
                {
                    await transaction.CommitAsync(cancel);
                    await UnitsInForce.RefreshAsync(db, cancel);
                    await CodesInForce.RefreshAsync(db, cancel);
                    return null;
                }

                effect = PackEffect.Refused("Dữ liệu vừa được người khác thay đổi; hệ thống sẽ tự áp dụng lại.");
            }

            await transaction.RollbackAsync(cancel);
            return await TellAsync(id, string.Join(' ', effect.Faults), cancel);
        }
    }

    // Decisions that were signed after the approval by the rows of before, e.g. while the node stood still on the pack's day: nobody has read of them.
    internal static string Late(string approved, PackEffect effect, DateOnly today)
    {
        var words = string.Join(' ', effect.Past.Where(p => p.Reaches && p.Decisions + p.Receiving + p.OpenDossiers > 0 && !approved.Contains(p.Words, StringComparison.Ordinal)).Select(p => p.Words));
        return words.Length == 0 ? "" : Cut($"{ReferencePack.WhenActivated}{VietnameseFormat.Date(today)}: {words}", ReferencePack.MostPast - 1);
    }

    // What is new stands whole; what was approved stands in the act of the approval too.
    internal static string Joined(string approved, string late) =>
        approved.Length == 0 ? late : $"{Cut(approved, Math.Max(ReferencePack.MostPast - 1 - late.Length, 0))} {late}".TrimStart();

    private static string Cut(string text, int most) => text.Length <= most ? text : most == 0 ? "" : text[..(most - 1)] + "…";

    // The tables stand in the place of the shipped ones from now on, at each start too.
    private async Task KeepAsync(ReferencePack pack, PackOrder order, PackEffect effect, CancellationToken cancel)
    {
        db.PackReviews.AddRange((effect.Resting?.Decisions ?? []).Select(d => new PackReview
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), PackId = pack.Id, DecisionId = d.DecisionId, Place = d.TenantPath, People = d.People, RecordedAt = time.UtcNow, Version = 1,
        }));
        var stored = await db.ReferenceTexts.ToDictionaryAsync(t => t.Name, StringComparer.Ordinal, cancel);
        foreach (var table in order.Content.Tables.Where(t => t.Name != PackTables.Succession))
        {
            var row = stored.GetValueOrDefault(table.Name) ?? db.ReferenceTexts.Add(new ReferenceText { Name = table.Name, Text = "", Pack = "" }).Entity;
            (row.Text, row.Pack) = (table.Text, $"{pack.Kind}/{pack.Number}");
        }

        foreach (var earlier in await db.ReferencePacks.Where(p => p.Kind == pack.Kind && p.Number < pack.Number && p.State != ReferencePackState.Past).ToListAsync(cancel))
        {
            (earlier.State, earlier.Trouble, earlier.Version) = (ReferencePackState.Past, "", earlier.Version + 1);
        }

        (pack.State, pack.ActivatedAt, pack.Trouble, pack.Version) = (ReferencePackState.Active, time.UtcNow, "", pack.Version + 1);
    }

    private async Task<bool> NotedAsync(Guid id, string why, CancellationToken cancel)
    {
        await TellAsync(id, why, cancel);
        return false;
    }

    private async Task<string> TellAsync(Guid id, string why, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var pack = await db.ReferencePacks.SingleAsync(p => p.Id == id, cancel);
        var words = why.Length > 2000 ? why[..1999] + "…" : why;
        if (pack.Trouble != words)
        {
            (pack.Trouble, pack.Version) = (words, pack.Version + 1);
            await db.SaveAsync(Made(null, ActKinds.PackTrouble, words.Length > 0 ? words : "Trở ngại trước đây không còn", pack), cancel);
        }

        return words;
    }

    private Act Made(SignedInOfficial? official, string kind, string words, ReferencePack pack) => (official is null
        ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), kind, time.UtcNow, words, pack.Sha256) : Act.By(official, kind, time.UtcNow, words, pack.Sha256)).On("reference-pack", pack.Id);

    private async Task<PackOrder> OrderAsync(ReferencePack pack, CancellationToken cancel)
    {
        var content = PackBook.Read(pack);
        return new(content, await ChangesAsync(content, await book.PresentAsync(pack.Kind, cancel), cancel), time.Today > pack.InForceFrom ? time.Today : pack.InForceFrom);
    }

    // What the node alone knows stays; what only a withdrawn pack brought goes with it.
    private async Task<IReadOnlyList<PackChange>> ChangesAsync(PackContent content, IReadOnlyDictionary<string, string> before, CancellationToken cancel) =>
        PackDifference.Of(content.Kind, before, content.Texts, content.InForceFrom, PackBook.Names, keepsUnknown: true, await book.WithdrawnAsync(content, cancel)).Changes;
}
