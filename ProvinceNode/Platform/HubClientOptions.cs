namespace ProvinceNode.Platform;

/// <summary>How the node reaches the national hub.</summary>
public sealed class HubClientOptions
{
    public const string Section = "Hub";

    /// <summary>E.g. https://hub.example.gov.vn:5443. Empty: the node works alone.</summary>
    public string Address { get; set; } = "";

    /// <summary>PFX with the province's certificate and key, written by <c>ProvinceNode enroll</c>; empty: <c>hub/node.pfx</c> in the data folder.</summary>
    public string CertificateFile { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    /// <summary>The hub's own authority (PEM or DER): no other may vouch for the hub. Empty: <c>hub/hub-ca.crt</c> in the data folder.</summary>
    public string AuthorityFile { get; set; } = "";
}
