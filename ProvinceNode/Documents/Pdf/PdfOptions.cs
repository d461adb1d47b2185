namespace ProvinceNode.Documents.Pdf;

/// <summary>What a file says of itself; the same content with the same options gives the same bytes.</summary>
public sealed record PdfOptions
{
    /// <summary>Identity of the paper; the file's two ids are made from it.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The issuing body; the issuer line when empty.</summary>
    public string Author { get; init; } = "";

    /// <summary>Leaves a gap for a signature.</summary>
    public PdfSignaturePlan? Signature { get; init; }
}
