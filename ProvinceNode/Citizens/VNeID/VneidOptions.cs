namespace ProvinceNode.Citizens.VNeID;

/// <summary>How citizens sign in with VNeID (policy 8.3). Section <c>VNeID</c>; without an authority nobody is offered it.</summary>
public sealed class VneidOptions
{
    public const string Section = "VNeID";

    /// <summary>Issuer of the OpenID provider, e.g. https://sso.example.gov.vn. Plain HTTP is taken from this machine alone (stand-in).</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Space between scopes; the last ones bring number, name, birth and level.</summary>
    public string Scope { get; set; } = "openid vneid";

    /// <summary>What the provider is asked to do with somebody who is signed in there already: a computer of a kiosk is not his. Empty: nothing is asked.</summary>
    public string Prompt { get; set; } = "login";

    /// <summary>Longest wait for one answer of the provider.</summary>
    public int TimeoutMilliseconds { get; set; } = 5_000;

    public bool IsConfigured => Authority.Length > 0;

    /// <summary>What is wrong with the settings; empty when nothing is.</summary>
    /// <param name="publicAddress">Of the node: the addresses that VNeID sends people back to are made of it, never of what a request says of its host.</param>
    internal string Fault(string publicAddress)
    {
        if (!IsConfigured)
        {
            return "";
        }

        return !Uri.TryCreate(Authority, UriKind.Absolute, out var issuer) || (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback) ? "VNeID:Authority phải là địa chỉ https."
            : ClientId.Length == 0 || ClientSecret.Length == 0 ? "VNeID:ClientId và VNeID:ClientSecret phải có."
            : !Uri.TryCreate(publicAddress, UriKind.Absolute, out _) ? "Dùng VNeID thì Node:PublicAddress phải có: đó là địa chỉ đã đăng ký để VNeID đưa người dân trở lại." : "";
    }
}
