using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Hosting;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>Who a key or token belongs to, and what it may show.</summary>
public sealed record KeyOwner(string Name, AnalystRole Role);

/// <summary>Keys and tokens of those who read over OData.</summary>
public sealed class AnalystKeys(HubDb db, TokenSigning signing, VietnamTime time)
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    /// <summary>A key for who works with cases.</summary>
    public Task<string> AddAsync(string name, CancellationToken cancellation) => AddAsync(name, AnalystRole.Analyst, cancellation);

    /// <returns>The key, which is shown once and not stored.</returns>
    /// <exception cref="ArgumentException">The name is taken or unusable.</exception>
    public async Task<string> AddAsync(string name, AnalystRole role, CancellationToken cancellation)
    {
        if (name.Length is 0 or > 60 || name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException("Tên phải có từ 1 đến 60 ký tự, không có dấu hai chấm.");
        }

        if (await db.Analysts.AnyAsync(a => a.Name == name, cancellation).ConfigureAwait(false))
        {
            throw new ArgumentException($"Đã có người dùng {name}.");
        }

        var key = "btxh_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        db.Analysts.Add(new Analyst { Name = name, KeyHash = Hash(key), Role = role, CreatedAt = time.UtcNow });
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return key;
    }

    /// <summary>The key, and tokens made with it, open nothing any more.</summary>
    /// <exception cref="ArgumentException">Nobody has the name.</exception>
    public async Task CloseAsync(string name, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        if (await db.Analysts.Where(a => a.Name == name && a.ClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.ClosedAt, now), cancellation).ConfigureAwait(false) == 0)
        {
            throw new ArgumentException($"Không có người dùng {name} đang dùng khóa. Hãy xem lại tên.");
        }
    }

    /// <summary>One question for each request, and never from memory: a key that is closed opens nothing from that moment on.</summary>
    /// <returns>The owner; null when the key opens nothing.</returns>
    public async Task<KeyOwner?> OwnerAsync(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        return await Owners(db).Where(a => a.KeyHash == hash).Select(a => new KeyOwner(a.Name, a.Role)).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
    }

    internal static IQueryable<Analyst> Owners(HubDb db) => db.Analysts.Where(a => a.ClosedAt == null);

    /// <returns>A bearer token; null when id and secret do not fit.</returns>
    public async Task<string?> TokenAsync(string name, string key, CancellationToken cancellation)
    {
        if ((await OwnerAsync(key, cancellation).ConfigureAwait(false))?.Name != name)
        {
            return null;
        }

        var now = time.UtcNow;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenSigning.Issuer,
            Audience = TokenSigning.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + TokenLife,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = name },
            SigningCredentials = new SigningCredentials(signing.Key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <returns>The holder; null when the token is not ours, is over, or its holder was closed.</returns>
    public async Task<KeyOwner?> HolderAsync(string token, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = TokenSigning.Issuer,
            ValidAudience = TokenSigning.Audience,
            IssuerSigningKey = signing.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            LifetimeValidator = (from, to, _, _) => from <= now.AddMinutes(1) && to > now,
        }).ConfigureAwait(false);
        var name = result.IsValid ? result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value : null;
        return name is null ? null : await Owners(db).Where(a => a.Name == name).Select(a => new KeyOwner(a.Name, a.Role)).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>The secret that bearer tokens are signed with: a file beside the authority's key.</summary>
public sealed class TokenSigning(CertificateAuthority authority)
{
    public const string Issuer = "baotroxahoi-hub";
    public const string Audience = "odata";
    private readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(LoadOrMake(Path.Combine(authority.Folder, "token.key"))));

    public SymmetricSecurityKey Key => _key.Value;

    private static byte[] LoadOrMake(string file)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            PrivateFile.Write(file, RandomNumberGenerator.GetBytes(32));
        }

        return File.ReadAllBytes(file);
    }
}
