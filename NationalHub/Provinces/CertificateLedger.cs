using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces;

/// <summary>
/// What was issued to nodes and what was withdrawn, line by line in <c>certificates.log</c> beside the authority, outside the database: a hub whose database was restored from a backup knows at its start the certificates of nodes
/// that renewed or enrolled since, and takes none that was withdrawn since. Certificates are public; there is no key in it.
/// </summary>
public sealed class CertificateLedger(CertificateAuthority authority)
{
    private const string IssuedWord = "issued";
    private const string WithdrawnWord = "withdrawn";
    private static readonly Lock OneWriter = new();

    private string Path => System.IO.Path.Combine(authority.Folder, "certificates.log");

    /// <summary>After the commit that issued it.</summary>
    public void Issued(NodeCertificate row) => Append($"{IssuedWord} {row.ProvinceCode} {Ticks(row.IssuedAt)} {Convert.ToBase64String(row.Certificate)}");

    /// <summary>After the commit that withdrew it.</summary>
    public void Withdrawn(string thumbprint, DateTime at, string why) => Append($"{WithdrawnWord} {thumbprint} {Ticks(at)} {why.ReplaceLineEndings(" ")}");

    /// <summary>Brings the database up to the file; what it has already is left.</summary>
    /// <returns>Certificates that were added or withdrawn.</returns>
    public async Task<int> ReplayAsync(HubDb db, CancellationToken cancellation)
    {
        if (!File.Exists(Path))
        {
            return 0;
        }

        var known = await db.NodeCertificates.ToDictionaryAsync(c => c.Thumbprint, StringComparer.Ordinal, cancellation).ConfigureAwait(false);
        var provinces = await db.Provinces.ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, cancellation).ConfigureAwait(false);
        var changed = 0;
        foreach (var parts in (await File.ReadAllLinesAsync(Path, cancellation).ConfigureAwait(false)).Select(l => l.Split(' ', 4)).Where(p => p.Length == 4))
        {
            // A line that was cut by a crash is none.
            changed += parts[0] == IssuedWord && Read(parts) is { } row && known.TryAdd(row.Thumbprint, row) && Add(db, provinces, row) ? 1
                : parts[0] == WithdrawnWord && known.GetValueOrDefault(parts[1]) is { RevokedAt: null } one && Time(parts[2]) is { } at && Withdraw(one, at, parts[3]) ? 1 : 0;
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return changed;
    }

    private static bool Add(HubDb db, Dictionary<string, Province> provinces, NodeCertificate row)
    {
        if (!provinces.ContainsKey(row.ProvinceCode))
        {
            if (ProvinceUnits.Find(row.ProvinceCode) is not { } units)
            {
                return false;
            }

            // Registered since the backup: it begins at its first stage again, the operator sees it.
            provinces[row.ProvinceCode] = db.Provinces.Add(new Province { Code = row.ProvinceCode, Name = units.Name, Identifier = units.Identifier, RegisteredAt = row.IssuedAt }).Entity;
        }

        db.NodeCertificates.Add(row);
        return true;
    }

    private static bool Withdraw(NodeCertificate row, DateTime at, string why)
    {
        (row.RevokedAt, row.RevocationReason) = (at, why.Length <= 500 ? why : why[..500]);
        return true;
    }

    private static NodeCertificate? Read(string[] parts)
    {
        var bytes = new byte[parts[3].Length];
        if (Time(parts[2]) is not { } at || !Convert.TryFromBase64String(parts[3], bytes, out var length))
        {
            return null;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes.AsSpan(0, length));
            return NodeCertificate.Of(certificate, parts[1], at);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static string Ticks(DateTime utc) => utc.Ticks.ToString(CultureInfo.InvariantCulture);

    private static DateTime? Time(string ticks) => long.TryParse(ticks, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 3_155_378_975_999_999_999 ? new DateTime(value, DateTimeKind.Utc) : null;

    private void Append(string line)
    {
        lock (OneWriter)
        {
            Directory.CreateDirectory(authority.Folder);
            File.AppendAllText(Path, line + "\n");
        }
    }
}
