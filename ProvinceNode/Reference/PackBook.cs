using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>A pack as listed, without its file.</summary>
public sealed record PackLine(
    Guid Id, PackKind Kind, int Number, DateOnly InForceFrom, string Basis, DateTime ReceivedAt, bool Carried, ReferencePackState State, string? ApprovedByName, DateTime? ActivatedAt, string Trouble, bool ReachedMore);

/// <summary>The packs as the pages and verbs read them.</summary>
public sealed class PackBook(NodeDb db)
{
    /// <summary>Words for codes of the law.</summary>
    public static PackNames Names { get; } = new(n => RuleFields.Parameters.GetValueOrDefault(n, n), RuleFields.StepName, r => Authorities.Names.GetValueOrDefault(r, r));

    /// <summary>Every pack held, the newest of each kind first.</summary>
    public async Task<IReadOnlyList<PackLine>> ListAsync(CancellationToken cancel) => await db.ReferencePacks.AsNoTracking().OrderBy(p => p.Kind).ThenByDescending(p => p.Number)
        .Select(p => new PackLine(p.Id, p.Kind, p.Number, p.InForceFrom, p.Basis, p.ReceivedAt, p.Carried, p.State, p.ApprovedByName, p.ActivatedAt, p.Trouble,
            p.State == ReferencePackState.Active && p.PastEffect != null && p.PastEffect.Contains(ReferencePack.WhenActivated))).ToListAsync(cancel);

    /// <summary>What a kept pack says.</summary>
    public static PackContent Read(ReferencePack pack) => PackContent.Read(JsonSerializer.Deserialize<PackSeal>(pack.File, JsonSerializerOptions.Web)!.Content);

    /// <summary>The tables in force: of the pack in force, else as shipped.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PresentAsync(PackKind kind, CancellationToken cancel)
    {
        var texts = await ReferenceTexts.AllAsync(db, cancel);
        var present = PackTables.Shipped(kind).ToDictionary(t => t.Key, t => texts.GetValueOrDefault(t.Key, t.Value), StringComparer.Ordinal);
        if (kind == PackKind.Units)
        {
            // As UnitCatalogue: what was in force once goes on telling who took over what ended with it.
            present[PackTables.Succession] = Told(await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == kind && p.ActivatedAt != null).OrderBy(p => p.Number).ToListAsync(cancel));
        }

        return present;
    }

    /// <summary>What will be in force when the pack's turn comes: an earlier one that is approved and waits for its day stands before it.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Texts, int Number)> BeforeAsync(ReferencePack pack, CancellationToken cancel)
    {
        var present = await PresentAsync(pack.Kind, cancel);
        var waiting = await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == pack.Kind && p.Number < pack.Number && p.State == ReferencePackState.Approved).OrderBy(p => p.Number).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return (present, await ActiveAsync(pack.Kind, cancel));
        }

        var texts = Read(waiting[^1]).Texts.ToDictionary(StringComparer.Ordinal);
        if (pack.Kind == PackKind.Units)
        {
            texts[PackTables.Succession] = Successions.Told([present[PackTables.Succession], Told(waiting)]);
        }

        return (texts, waiting[^1].Number);
    }

    private static string Told(IEnumerable<ReferencePack> packs) => Successions.Told(packs.Select(p => Read(p).Texts.GetValueOrDefault(PackTables.Succession)).OfType<string>());

    /// <summary>
    /// The tables that the hub held a pack against, when it had withdrawn the pack that is in force here: between the two numbers that a pack is signed with lie only withdrawn ones.
    /// Null: the pack in force stands, or what came before it is not held here.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>?> FollowedAsync(PackContent content, CancellationToken cancel)
    {
        var (kind, previous) = (content.Kind, content.Previous);
        if (previous >= await ActiveAsync(kind, cancel))
        {
            return null;
        }

        if (previous == 0)
        {
            return PackTables.Shipped(kind);
        }

        return await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == previous, cancel) is { } earlier
            ? Whole(earlier) : null;
    }

    // What a pack leaves out is as the product ships it.
    private static Dictionary<string, string> Whole(ReferencePack pack)
    {
        var texts = Read(pack).Texts;
        return PackTables.Shipped(pack.Kind).ToDictionary(t => t.Key, t => texts.GetValueOrDefault(t.Key, t.Value), StringComparer.Ordinal);
    }

    /// <summary>Matters that only the pack in force brought, by table, when the hub had withdrawn it before a pack, or one that it follows, was signed, see <see cref="FollowedAsync"/>; none when it stands.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>?> WithdrawnAsync(PackContent content, CancellationToken cancel) =>
        await RootAsync(content, cancel) is { } followed && await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == content.Kind && p.State == ReferencePackState.Active).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancel) is { } active
            ? PackDifference.Brought(content.Kind, Read(active).Texts, followed) : null;

    // What a pack stands on in the end: the tables that the first pack of its line which is not above the one in force was held against. Null: its line goes through the pack in force, or is not held here whole.
    // Another pack of the line may wait or have been overtaken: what it would have taken back goes with this one.
    private async Task<IReadOnlyDictionary<string, string>?> RootAsync(PackContent content, CancellationToken cancel)
    {
        var (kind, active, at) = (content.Kind, await ActiveAsync(content.Kind, cancel), content);
        while (at.Previous > active)
        {
            var previous = at.Previous;
            if (await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == previous, cancel) is not { } earlier)
            {
                return null;
            }

            at = Read(earlier);
        }

        return await FollowedAsync(at, cancel);
    }

    /// <summary>The tables of the newest pack that is held, was not withdrawn and that a pack may follow, e.g. of a correction that waits for its day. Null: there is none but those of the product.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> AwaitedAsync(PackContent content, CancellationToken cancel)
    {
        var (kind, previous) = (content.Kind, content.Previous);
        return await db.ReferencePacks.AsNoTracking().Where(p => p.Kind == kind && p.Number <= previous && p.State != ReferencePackState.Past).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancel) is { } earlier
            ? Whole(earlier) : null;
    }

    /// <summary>Number in force; 0: what the product ships.</summary>
    public async Task<int> ActiveAsync(PackKind kind, CancellationToken cancel) =>
        await db.ReferencePacks.Where(p => p.Kind == kind && p.State == ReferencePackState.Active).MaxAsync(p => (int?)p.Number, cancel) ?? 0;

    public async Task<int> HeldAsync(PackKind kind, CancellationToken cancel) => await db.ReferencePacks.Where(p => p.Kind == kind).MaxAsync(p => (int?)p.Number, cancel) ?? 0;
}
