namespace NationalHub.Gateways.Transfers;

/// <summary>How much a province may leave in the mailbox of transfers. Section <c>Transfers</c>.</summary>
public sealed class TransferOptions
{
    /// <summary>Bytes of one object without its papers.</summary>
    public int MostContentBytes { get; set; } = 256 * 1024;

    /// <summary>Bytes of one reply with objects; at least one object goes. A node takes messages of 4 MB.</summary>
    public int MostReplyBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Papers of one object.</summary>
    public int MostPapers { get; set; } = 45;

    /// <summary>Bytes of all papers of one object.</summary>
    public long MostPaperBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Objects of one sender that are not at their end.</summary>
    public int MostOpen { get; set; } = 20_000;

    /// <summary>Longest wait for a paper that is being put, in seconds.</summary>
    public int PaperSeconds { get; set; } = 300;
}
