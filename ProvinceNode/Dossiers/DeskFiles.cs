using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ProvinceNode.Citizens;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Files that a clerk chose on a page of a dossier. Those that were taken stay with the page when it comes back with a fault: they travel in it
/// sealed, for this dossier and this official, so that nobody brings in a file that he did not send.
/// </summary>
public sealed class DeskFiles(Uploads uploads, IDataProtectionProvider protection)
{
    /// <summary>Field of the page with what was taken before.</summary>
    public const string Field = "TakenFiles";

    /// <summary>Boxes of the page: hashes of files that are not wanted after all.</summary>
    public const string Dropped = "DroppedFiles";

    // Well before a file that belongs to nothing is swept away.
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("desk.files").ToTimeLimitedDataProtector();

    /// <summary>What was taken with earlier tries and is still wanted, and what was sent now.</summary>
    public async Task<(List<StoredFile> Files, List<Problem> Problems)> TakeAsync(IFormCollection form, Guid dossier, SignedInOfficial official, CancellationToken cancel)
    {
        var dropped = form[Dropped];
        var files = Open(form[Field], dossier, official).Where(f => !dropped.Contains(f.Hash)).ToList();
        return (files, await uploads.TakeAsync(form.Files, files, from: null, cancel));
    }

    /// <summary>Value of <see cref="Field"/>.</summary>
    public string Seal(IReadOnlyList<StoredFile> files, Guid dossier, SignedInOfficial official) =>
        files.Count == 0 ? "" : _protector.Protect(JsonSerializer.Serialize(new Taken(dossier, official.Id, files)), Lasts);

    private IReadOnlyList<StoredFile> Open(string? value, Guid dossier, SignedInOfficial official)
    {
        try
        {
            return value is { Length: > 0 } && JsonSerializer.Deserialize<Taken>(_protector.Unprotect(value)) is { } taken && (taken.Dossier, taken.Official) == (dossier, official.Id) ? taken.Files : [];
        }
        catch (CryptographicException)
        {
            return []; // too old, or not ours
        }
    }

    private sealed record Taken(Guid Dossier, Guid Official, IReadOnlyList<StoredFile> Files);
}

/// <summary>The field of a page where files are chosen, with those that it holds already.</summary>
/// <param name="Paper">Code under which they are kept.</param>
/// <param name="Sealed">See <see cref="DeskFiles.Seal"/>.</param>
public sealed record DeskFilesView(string Paper, string Label, string Hint, IReadOnlyList<StoredFile> Files, string Sealed);
