using Protos.Values;

namespace ProvinceNode.Documents.Signing;

/// <summary>An electronic signature of an office.</summary>
/// <param name="Cms">Detached CMS (PKCS #7) over the bytes that were given, DER.</param>
/// <param name="Serial">Serial number of the certificate, hexadecimal.</param>
/// <param name="Thumbprint">SHA-256 of the certificate, lower-case hexadecimal.</param>
public sealed record PaperSignature(byte[] Cms, string Serial, string Thumbprint);

/// <summary>
/// Signs for an office. Software keys of the node do it here (<see cref="SoftwareSigner"/>); a hardware token or a remote signing service
/// takes its place by another implementation, so the call may take long and may fail, and is never made inside a transaction.
/// </summary>
public interface IPaperSigner
{
    /// <param name="officeName">Name of the body, as the certificate's subject says it.</param>
    /// <param name="content">The bytes that the signature covers.</param>
    /// <param name="atUtc">Moment of signing; the certificate is valid then.</param>
    Task<PaperSignature> SignAsync(TenantPath office, string officeName, ReadOnlyMemory<byte> content, DateTime atUtc, CancellationToken cancel);
}
