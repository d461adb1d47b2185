using ProvinceNode.Dossiers;

namespace ProvinceNode.Documents;

/// <summary>A file that is safe on disk and waits to become part of a dossier.</summary>
/// <param name="Paper">Which paper it shows; several photos make one paper.</param>
/// <param name="Hash">SHA-256 of the content, lower-case hexadecimal: its name on disk.</param>
public sealed record StoredFile(string Paper, string FileName, string Hash, long Bytes, string MediaType)
{
    public Attachment AsAttachment(Guid dossier, string tenantPath, DateTime atUtc) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(atUtc)), DossierId = dossier, TenantPath = tenantPath,
        Paper = Paper, FileName = FileName, Hash = Hash, Bytes = Bytes, MediaType = MediaType, AddedAt = atUtc,
    };
}
