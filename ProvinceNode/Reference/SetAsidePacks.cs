using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>
/// Để riêng gói đã thu hồi: a pack that the hub withdrew and that is not in force here never comes into force, and bars none after it. The hub tells it when it is asked; without a link a later
/// pack proves it: between its number and the one that it was held against lie only withdrawn ones. A pack in force stays until the next one takes its place.
/// </summary>
public sealed class SetAsidePacks(NodeDb db, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <param name="told">Why, by number, as the hub told it; empty without the hub.</param>
    public async Task HandleAsync(PackKind kind, IReadOnlyDictionary<int, string> told, CancellationToken cancel)
    {
        if (!await db.ReferencePacks.AnyAsync(p => p.Kind == kind && (p.State == ReferencePackState.Waiting || p.State == ReferencePackState.Approved), cancel))
        {
            return;
        }

        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var open = await db.ReferencePacks.Where(p => p.Kind == kind && (p.State == ReferencePackState.Waiting || p.State == ReferencePackState.Approved)).OrderBy(p => p.Number).ToListAsync(cancel);
        var lowest = open.Count > 0 ? open[0].Number : int.MaxValue;
        var later = (await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == kind && p.Number > lowest).OrderBy(p => p.Number).ToListAsync(cancel)).Select(PackBook.Read).Select(c => (c.Number, c.Previous)).ToList();
        foreach (var pack in open)
        {
            if (Why(pack.Number, told, later) is { } why)
            {
                (pack.State, pack.Trouble, pack.Version) = (ReferencePackState.Past, why, pack.Version + 1);
                var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.PackTrouble, time.UtcNow, $"Gói {PackKinds.Name(kind)} số {pack.Number}: {why}", pack.Sha256).On("reference-pack", pack.Id);
                if (!await db.SaveAsync(act, cancel))
                {
                    // Somebody else changed it meanwhile: the next turn looks again.
                    return;
                }
            }
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Why a pack is set aside; null when nothing speaks against it.</summary>
    /// <param name="later">Later packs, each with the number that it was held against.</param>
    internal static string? Why(int number, IReadOnlyDictionary<int, string> told, IReadOnlyList<(int Number, int Previous)> later) =>
        told.TryGetValue(number, out var why) ? $"Trục quốc gia đã thu hồi gói này{(why.Trim().Length > 0 ? $": {why.Trim().TrimEnd('.')}" : "")}. Gói không được áp dụng; hãy dùng gói sau khi có."
            : later.Where(l => l.Previous < number && number < l.Number).Select(l => (int?)l.Number).FirstOrDefault() is { } by
                ? $"Trục quốc gia đã thu hồi gói này: gói số {by} đã ký không nối tiếp gói này. Gói không được áp dụng; hãy dùng gói số {by}." : null;
}
