using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.ReferenceDown;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>What became of a file.</summary>
/// <param name="Pack">Null when it was refused, or held already.</param>
/// <param name="Faults">Why it was refused, in words; none when it is held.</param>
public sealed record TakenPack(ReferencePack? Pack, IReadOnlyList<PackFault> Faults);

/// <summary>Nhận một gói: verifies it against the authority of the enrolment, keeps it whole, or refuses it with the reason, which is kept. Nothing is put in force.</summary>
public sealed class TakePack(NodeDb db, PackBook book, SetAsidePacks aside, IOptionsMonitor<HubClientOptions> hub, IOptions<NodeOptions> node, VietnamTime time)
{
    /// <summary>The same refusal is an act once a day, not at every turn of the job.</summary>
    private static readonly TimeSpan SaidAgain = TimeSpan.FromDays(1);

    /// <summary>Whether the node knows who may sign: it has enrolled, or was given the authority's certificate.</summary>
    public bool CanVerify => File.Exists(hub.CurrentValue.AuthorityFile);

    /// <param name="official">Who brought it as a file at the page; null: the job, or the operator of the machine.</param>
    /// <exception cref="FileNotFoundException">The node has no authority to trust, see <see cref="CanVerify"/>.</exception>
    /// <param name="claimed">Kind and number that the hub gave the file, for the list of what was refused; null when it was carried.</param>
    public async Task<TakenPack> HandleAsync(byte[] file, (PackKind? Kind, int Number)? claimed, SignedInOfficial? official, CancellationToken cancel)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(hub.CurrentValue.AuthorityFile);
        var verdict = PackReader.Read(file, authority);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.ReferencePacks.AnyAsync(p => p.Sha256 == verdict.Sha256, cancel))
        {
            return new(null, []);
        }

        if (await FaultsAsync(verdict, cancel) is { Count: > 0 } faults)
        {
            await RefuseAsync(verdict, faults, claimed, official, cancel);
            await transaction.CommitAsync(cancel);
            return new(null, faults);
        }

        var content = verdict.Content!;
        var pack = new ReferencePack
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), Kind = content.Kind, Number = content.Number, InForceFrom = content.InForceFrom, Basis = content.Basis, IssuedAt = content.IssuedAt,
            Sha256 = verdict.Sha256, File = file, ReceivedAt = time.UtcNow, Carried = claimed is null, Version = 1,
        };
        db.ReferencePacks.Add(pack);
        await db.SaveAsync(Made(official, ActKinds.PackTake, $"Nhận gói {PackKinds.Name(pack.Kind)} số {pack.Number}: {pack.Basis}", pack.Sha256).On("reference-pack", pack.Id), cancel);
        await transaction.CommitAsync(cancel);
        // It may prove that one which waits was withdrawn: nobody is shown that one any more. Else the next turn of the job sees it.
        await transaction.DisposeAsync();
        await aside.HandleAsync(pack.Kind, new Dictionary<int, string>(), cancel);
        return new(pack, []);
    }

    /// <summary>What the hub says that it withdrew.</summary>
    public async Task WithdrawnAsync(IEnumerable<WithdrawnPack> withdrawn, CancellationToken cancel)
    {
        foreach (var told in withdrawn.GroupBy(w => w.Kind))
        {
            if (PackKinds.Of(told.Key) is { } kind)
            {
                await aside.HandleAsync(kind, told.GroupBy(w => w.Number).ToDictionary(w => w.Key, w => w.First().Why.Length > 500 ? w.First().Why[..500] : w.First().Why), cancel);
            }
        }
    }

    private Act Made(SignedInOfficial? official, string kind, string reason, string evidence) => official is null
        ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), kind, time.UtcNow, reason, evidence) : Act.By(official, kind, time.UtcNow, reason, evidence);

    private async Task<IReadOnlyList<PackFault>> FaultsAsync(PackVerdict verdict, CancellationToken cancel)
    {
        if (!verdict.Sound)
        {
            return verdict.Faults;
        }

        var content = verdict.Content!;
        if (PackReader.OrderFault(content, await book.HeldAsync(content.Kind, cancel)) is { } order)
        {
            return [order];
        }

        // Rows of the law that are in force do not vanish: what was decided by them is recomputed for years.
        var faults = Against(content, await book.PresentAsync(content.Kind, cancel));
        // What a pack brought that the hub withdrew since may go again, also while the correction waits for its day.
        return faults.Count > 0 && (await book.FollowedAsync(content, cancel) ?? await book.AwaitedAsync(content, cancel)) is { } followed ? Against(content, followed) : faults;
    }

    private static IReadOnlyList<PackFault> Against(PackContent content, IReadOnlyDictionary<string, string> tables) =>
        PackDifference.Of(content.Kind, tables, content.Texts, content.InForceFrom, PackBook.Names, keepsUnknown: true).Faults;

    private async Task RefuseAsync(PackVerdict verdict, IReadOnlyList<PackFault> faults, (PackKind? Kind, int Number)? claimed, SignedInOfficial? official, CancellationToken cancel)
    {
        var words = string.Join(' ', faults.Select(f => f.Words));
        var reason = words.Length > 4000 ? words[..3999] + "…" : words;
        var row = await db.RefusedPacks.SingleOrDefaultAsync(r => r.Sha256 == verdict.Sha256, cancel);
        if (row is not null && row.Reason == reason && time.UtcNow - row.LastAt < SaidAgain)
        {
            return;
        }

        if (row is null)
        {
            db.RefusedPacks.Add(new RefusedPack
            {
                Sha256 = verdict.Sha256, Kind = verdict.Content?.Kind ?? claimed?.Kind, Number = verdict.Content?.Number ?? claimed?.Number, Fault = faults[0].Kind, Reason = reason, Carried = claimed is null, FirstAt = time.UtcNow, LastAt = time.UtcNow,
            });
        }
        else
        {
            (row.Reason, row.Fault, row.Carried, row.LastAt, row.Times) = (reason, faults[0].Kind, claimed is null, time.UtcNow, row.Times + 1);
        }

        await db.SaveAsync(Made(official, ActKinds.PackRefuse, reason, verdict.Sha256), cancel);
    }
}
