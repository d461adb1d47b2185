using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Reference;
using Protos.Hosting;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Signs packs as the hub does, for a node that trusts its authority.</summary>
internal sealed class PackPress : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packs-").FullName;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _signer;

    public PackPress()
    {
        using var key = NodeKey.New();
        var request = new CertificateRequest("CN=hub authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        _signer = Issue(PackSeal.Subject, PackSeal.Usage);
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    public string AuthorityFile => Path.Combine(_folder, "hub-ca.crt");

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A node that trusts this press; it has no hub to ask.</summary>
    public NodeHostSettings Settings(DateOnly? day = null) => new() { Day = day ?? new DateOnly(2025, 3, 10), Configuration = new Dictionary<string, string?> { ["Hub:AuthorityFile"] = AuthorityFile } };

    public X509Certificate2 Issue(string name, string usage)
    {
        using var key = NodeKey.New();
        var request = new CertificateRequest($"CN={name}, O=BaoTroXaHoi", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        using var bare = request.Create(_authority, Now.AddDays(-20), Now.AddDays(20), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>The shipped tables, edited.</summary>
    public static PackContent Content(PackKind kind, int number, DateOnly inForce, Action<Dictionary<string, string>>? edit = null)
    {
        var texts = PackTables.Shipped(kind).ToDictionary();
        edit?.Invoke(texts);
        return PackContent.Of(kind, number, number - 1, inForce, $"Nghị định số {number}/2025/NĐ-CP", Now.UtcDateTime, texts);
    }

    public byte[] Press(PackKind kind, int number, DateOnly inForce, Action<Dictionary<string, string>>? edit = null) => Press(Content(kind, number, inForce, edit));

    public byte[] Press(PackContent content) => PackSeal.Sign(content, _signer).ToBytes();

    public static Task<TakenPack> TakeAsync(NodeHost node, byte[] file) => node.WithAsync(s => s.GetRequiredService<TakePack>().HandleAsync(file, null, null, CancellationToken.None));

    /// <summary>What the job does at its turn without a hub.</summary>
    public static Task<int> TurnAsync(NodeHost node) => node.WithAsync(s => s.GetRequiredService<ActivatePacks>().HandleAsync(CancellationToken.None));

    public static string Edited(string text, string right, string wrong) =>
        text.IndexOf(right, StringComparison.Ordinal) is >= 0 and var at ? text[..at] + wrong + text[(at + right.Length)..] : throw new ArgumentException($"No “{right}”.");

    /// <summary>600.000 đồng from a month of 2025 on, instead of 500.000.</summary>
    public static void Raise(Dictionary<string, string> texts, DateOnly from) => texts[PackTables.Levels] = Edited(
        texts[PackTables.Levels], "standard;2024-07-01;2026-06-30;500000;Nghị định 76/2024/NĐ-CP;",
        $"standard;2024-07-01;{from.AddDays(-1):yyyy-MM-dd};500000;Nghị định 76/2024/NĐ-CP;\nstandard;{from:yyyy-MM-dd};2026-06-30;600000;Nghị định số 2/2025/NĐ-CP;");

    public void Dispose()
    {
        // Units of a pack count in the whole process.
        UnitCatalogue.Use(UnitCatalogue.Shipped);
        CodeCatalogue.Use(CodeCatalogue.Shipped);
        _signer.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
