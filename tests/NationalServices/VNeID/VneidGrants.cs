using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NationalServices.VNeID;

/// <summary>What somebody agreed to: who he is, for which system, and what ties the answer to its question.</summary>
internal sealed record Grant(string ClientId, string Redirect, string Nonce, string Challenge, string Number, int Level, DateTimeOffset Until);

/// <summary>Ways in which an answer is false, for those who check whether they find it out.</summary>
internal enum TokenLie
{
    None,
    Nonce,
    Audience,
    Issuer,
    Expired,
    Key,
    Unsigned,
    Subject,
}

/// <summary>Codes (once, a minute), access tokens (ten minutes) and signed identities. Keys live as long as the process.</summary>
internal sealed class VneidGrants(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan CodeHolds = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TokenHolds = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Grant> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> tokens = new(StringComparer.Ordinal);
    private readonly RSA key = RSA.Create(2048);
    private readonly RSA other = RSA.Create(2048);

    /// <summary>Next answers lie in this way.</summary>
    public TokenLie Lie { get; set; }

    public object Keys
    {
        get
        {
            var shown = key.ExportParameters(includePrivateParameters: false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64UrlEncoder.Encode(shown.Modulus), e = Base64UrlEncoder.Encode(shown.Exponent) } } };
        }
    }

    public string Code(Grant grant) => Keep(codes, grant with { Until = clock.GetUtcNow() + CodeHolds });

    /// <summary>Takes a code once; null when it is none, too old, of another system, or the verifier does not fit.</summary>
    public Grant? Redeem(string code, string clientId, string redirect, string verifier)
    {
        var hash = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        lock (gate)
        {
            return codes.Remove(code, out var grant) && grant.Until > clock.GetUtcNow() && (grant.ClientId, grant.Redirect, grant.Challenge) == (clientId, redirect, hash) ? grant : null;
        }
    }

    public string Token(Grant grant) => Keep(tokens, grant with { Until = clock.GetUtcNow() + TokenHolds });

    public Grant? Holder(string token)
    {
        lock (gate)
        {
            return tokens.TryGetValue(token, out var grant) && grant.Until > clock.GetUtcNow() ? grant : null;
        }
    }

    /// <summary>Who somebody is, for one system: the same person is another subject to each.</summary>
    public string Subject(Grant grant) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{(Lie == TokenLie.Subject ? Guid.NewGuid() : grant.ClientId)}|{grant.Number}")));

    public string Identity(Grant grant, string issuer)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var issued = Lie == TokenLie.Expired ? now.AddHours(-2) : now;
        var signing = new RsaSecurityKey(Lie == TokenLie.Key ? other : key) { KeyId = "k1" };
        var described = new SecurityTokenDescriptor
        {
            Issuer = Lie == TokenLie.Issuer ? "https://ke-gia.example" : issuer, Audience = Lie == TokenLie.Audience ? "ung-dung-khac" : grant.ClientId,
            IssuedAt = issued, NotBefore = issued, Expires = issued.AddMinutes(5),
            SigningCredentials = Lie == TokenLie.Unsigned ? null : new SigningCredentials(signing, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = Subject(grant), ["nonce"] = Lie == TokenLie.Nonce ? "khac" : grant.Nonce },
        };
        return new JsonWebTokenHandler().CreateToken(described);
    }

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }

    private string Keep(Dictionary<string, Grant> where, Grant grant)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        lock (gate)
        {
            where[secret] = grant;
        }

        return secret;
    }
}
