using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>
/// Lập trước đơn vị mới: the communes of the province that a pack of units makes get their row and their office from the pack's day on, before the pack is in force. It cannot be while a commune that it ends
/// has people, and these can go over only to communes that work: opened, they take people from that day, those that end stay until they are empty, and then the pack goes into force as every other. A leader of
/// the department decides it, also ahead of the day.
/// </summary>
public sealed class OpenUnits(NodeDb db, ActivatePacks activate, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <summary>Who may: who approves packs.</summary>
    public static bool May(SignedInOfficial official) => official.Office.Depth == 1 && official.May(Actions.RulesApprove);

    public async Task<Outcome<ReferencePack>> HandleAsync(int number, SignedInOfficial official, CancellationToken cancel)
    {
        if (!May(official))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == PackKind.Units && p.Number == number && (p.State == ReferencePackState.Waiting || p.State == ReferencePackState.Approved), cancel) is not { } pack)
        {
            return CommonProblems.NotFound.Now();
        }

        if (pack.OpenedAt is not null)
        {
            // Pressed twice.
            return pack;
        }

        if (await db.ReferencePacks.Where(p => p.Kind == PackKind.Units && p.Number < number && (p.State == ReferencePackState.Waiting || p.State == ReferencePackState.Approved)).MinAsync(p => (int?)p.Number, cancel) is { } earlier)
        {
            return TakingProblems.EarlierPack.Now(earlier);
        }

        var made = Made(await activate.LookAsync(pack, cancel), node.Value.ProvinceCode);
        if (made.Count == 0)
        {
            return TakingProblems.NothingToOpen.Now();
        }

        var opened = await db.InTurnAsync(() => OpenAsync(pack.Id, made, official, cancel), cancel);
        db.ChangeTracker.Clear();
        await UnitsInForce.RefreshAsync(db, cancel);
        return opened;
    }

    /// <summary>Communes that a pack makes in the province.</summary>
    internal static List<ReferenceTable.Row> Made(PackView view, string province) => [.. view.Changes
        .Where(c => c.Table.Name == PackTables.Units && c.Kind != PackChangeKind.Removed && c.New is { } row && row["level"] == "commune" && row["parent_code"] == province && c.Old?["parent_code"] != province).Select(c => c.New!)];

    private async Task<Outcome<ReferencePack>> OpenAsync(Guid id, List<ReferenceTable.Row> made, SignedInOfficial official, CancellationToken cancel)
    {
        var pack = await db.ReferencePacks.SingleAsync(p => p.Id == id, cancel);
        var (added, from) = (new AddedCommunes(db, node.Value.ProvinceCode), pack.InForceFrom);
        foreach (var row in made)
        {
            // One that ended before is there again from its day only: it has no second first day.
            var path = TenantPath.Parse(node.Value.ProvinceCode).Child(row["code"]).Value;
            if (from > time.Today && await db.Offices.AnyAsync(o => o.TenantPath == path && o.ValidTo != null, cancel))
            {
                return TakingProblems.NotYet.Now(row["name"], VietnameseFormat.Date(from));
            }

            if ((await added.AddAsync(row, from, cancel)).FirstOrDefault() is { } fault)
            {
                db.ChangeTracker.Clear();
                return TakingProblems.CannotOpen.Now(fault);
            }
        }

        (pack.OpenedAt, pack.Version) = (time.UtcNow, pack.Version + 1);
        var act = Act.By(official, ActKinds.CommuneTake, time.UtcNow, $"Lập trước {string.Join(", ", made.Select(r => $"{r["name"]} (mã {r["code"]})"))} từ ngày {VietnameseFormat.Date(from)} để tiếp nhận người, gói đơn vị hành chính số {pack.Number} ({pack.Basis}) chưa áp dụng", pack.Sha256).On("reference-pack", id);
        return await db.SaveAsync(act, cancel) ? pack : CommonProblems.ChangedMeanwhile.Now();
    }
}
