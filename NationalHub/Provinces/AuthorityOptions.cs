namespace NationalHub.Provinces;

/// <summary>The hub's own certificate authority. Section <c>Authority</c>.</summary>
public sealed class AuthorityOptions
{
    /// <summary>Folder of the authority's key and certificate; empty: <c>authority</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Names and addresses by which nodes reach the hub.</summary>
    public string[] Names { get; set; } = ["localhost", "127.0.0.1"];

    /// <summary>Life of a node's certificate.</summary>
    public int NodeCertificateDays { get; set; } = 365;

    /// <summary>How long an invitation may wait for its node.</summary>
    public int InvitationHours { get; set; } = 72;
}
