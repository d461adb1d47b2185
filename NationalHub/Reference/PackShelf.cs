using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Reference;

/// <summary>A published pack without its file.</summary>
public sealed record PackLine(PackKind Kind, int Number, DateOnly InForceFrom, string Basis, string DraftedBy, string ApprovedBy, DateTime PublishedAt, DateTime? WithdrawnAt, string? WithdrawnWhy);

/// <summary>The published packs. The first of each kind is what this version of the product ships, so that there is something to hold the second against.</summary>
public sealed class PackShelf(HubDb db, CertificateAuthority authority, VietnamTime time)
{
    /// <summary>Who publishes the first ones.</summary>
    public const string Product = "bản phần mềm";

    // The law whose numbers are shipped, the organisation whose units are, and so on.
    private static readonly Dictionary<PackKind, (DateOnly From, string Basis)> First = new()
    {
        [PackKind.Units] = (new(2025, 7, 1), "Quyết định số 19/2025/QĐ-TTg và các nghị quyết về sắp xếp đơn vị hành chính, theo bản phần mềm"),
        [PackKind.Calendar] = (new(2022, 1, 1), "Điều 112 Bộ luật Lao động và các thông báo nghỉ hằng năm, theo bản phần mềm"),
        [PackKind.Rules] = (new(2021, 7, 1), "Nghị định số 20/2021/NĐ-CP và các văn bản sửa đổi, theo bản phần mềm"),
        [PackKind.CodeLists] = (new(2021, 7, 1), "Danh mục dùng chung, theo bản phần mềm"),
    };

    /// <summary>The newest that was not withdrawn; made when there is none.</summary>
    public async Task<PublishedPack> PresentAsync(PackKind kind, CancellationToken cancellation)
    {
        await EnsureFirstAsync(cancellation).ConfigureAwait(false);
        return await db.PublishedPacks.AsNoTracking().Where(p => p.Kind == kind && p.WithdrawnAt == null).OrderByDescending(p => p.Number).FirstAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What a published pack says.</summary>
    public static PackContent Read(byte[] file) =>
        PackContent.Read(JsonSerializer.Deserialize<PackSeal>(file, JsonSerializerOptions.Web)!.Content);

    /// <summary>The tables of a pack, and with those of units who goes on with what ended by all packs until then: each pack says it of its own only.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(PublishedPack pack, CancellationToken cancellation)
    {
        var texts = Read(pack.File).Texts.ToDictionary(StringComparer.Ordinal);
        if (pack.Kind == PackKind.Units)
        {
            var files = await db.PublishedPacks.AsNoTracking().Where(p => p.Kind == pack.Kind && p.Number <= pack.Number && (p.WithdrawnAt == null || p.Number == pack.Number)).OrderBy(p => p.Number)
                .Select(p => p.File).ToListAsync(cancellation).ConfigureAwait(false);
            texts[PackTables.Succession] = Successions.Told(files.Select(f => PackReader.Peek(f)?.Texts.GetValueOrDefault(PackTables.Succession)).OfType<string>());
        }

        return texts;
    }

    public async Task<IReadOnlyList<PackLine>> LinesAsync(CancellationToken cancellation)
    {
        await EnsureFirstAsync(cancellation).ConfigureAwait(false);
        return await db.PublishedPacks.AsNoTracking().OrderByDescending(p => p.Number)
            .Select(p => new PackLine(p.Kind, p.Number, p.InForceFrom, p.Basis, p.DraftedBy, p.ApprovedBy, p.PublishedAt, p.WithdrawnAt, p.WithdrawnWhy)).ToListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Signs a pack for the shelf; nothing is stored.</summary>
    public PublishedPack Seal(PackContent content, string draftedBy, string approvedBy)
    {
        var file = PackSeal.Sign(content, authority.PackSigner).ToBytes();
        return new()
        {
            Kind = content.Kind, Number = content.Number, Previous = content.Previous, InForceFrom = content.InForceFrom, Basis = content.Basis, File = file, Sha256 = PackSeal.HashOf(file),
            DraftedBy = draftedBy, ApprovedBy = approvedBy, PublishedAt = time.UtcNow,
        };
    }

    /// <summary>Makes the first pack of each kind that has none.</summary>
    public async Task EnsureFirstAsync(CancellationToken cancellation)
    {
        var known = await db.PublishedPacks.Select(p => p.Kind).Distinct().ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var kind in PackKinds.All.Except(known))
        {
            db.PublishedPacks.Add(Seal(PackContent.Of(kind, 1, 0, First[kind].From, First[kind].Basis, time.UtcNow, PackTables.Shipped(kind)), Product, Product));
        }

        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException) when (known.Count < PackKinds.All.Count)
        {
            // Another call made them at the same time.
            db.ChangeTracker.Clear();
        }
    }
}
