using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Protos.Hosting;

namespace NationalHub.Provinces;

/// <summary>
/// Files of the authority in its folder: <c>ca.crt</c>, <c>ca.key</c> in use, <c>next.crt</c>, <c>next.key</c> of the one that takes its place, <c>former/</c> certificates of those before (never their keys), with which what they
/// signed is checked. A change that broke off is ended by whoever reads the folder next.
/// </summary>
internal static class AuthorityFiles
{
    public static string Certificate(string folder) => Path.Combine(folder, "ca.crt");

    public static string Key(string folder) => Path.Combine(folder, "ca.key");

    public static string NextCertificate(string folder) => Path.Combine(folder, "next.crt");

    public static string NextKey(string folder) => Path.Combine(folder, "next.key");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static string Mark(string folder) => Path.Combine(folder, "change");

    /// <summary>From here on the next authority is the one in use, also when the process ends at once.</summary>
    public static void BeginChange(string folder) => PrivateFile.Write(Mark(folder), "next");

    /// <summary>Puts the next authority in the place of the one in use when that was begun; done again it changes nothing. Another process that is at it is waited for.</summary>
    public static void EndChange(string folder)
    {
        while (File.Exists(Mark(folder)))
        {
            if (Alone(folder) is not { } alone)
            {
                SpinWait.SpinUntil(() => !File.Exists(Mark(folder)), Patience);
                continue;
            }

            using (alone)
            {
                if (File.Exists(Mark(folder)))
                {
                    Put(folder);
                    File.Delete(Mark(folder)); // last: until then whoever comes next does it again
                }
            }
        }
    }

    // Null: another process is at it.
    private static FileStream? Alone(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, ".making"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Put(string folder)
    {
        if (File.Exists(NextCertificate(folder)))
        {
            var (before, next) = (File.ReadAllText(Certificate(folder)), File.ReadAllText(NextCertificate(folder)));
            if (before != next)
            {
                using var former = X509Certificate2.CreateFromPem(before);
                Directory.CreateDirectory(Path.Combine(folder, "former"));
                File.WriteAllText(Path.Combine(folder, "former", former.GetCertHashString(HashAlgorithmName.SHA256) + ".crt"), before);
            }

            PrivateFile.Write(Key(folder), File.ReadAllBytes(NextKey(folder)));
            PrivateFile.Write(Certificate(folder), File.ReadAllBytes(NextCertificate(folder)));
            File.Delete(NextCertificate(folder));
        }

        File.Delete(NextKey(folder));
    }
}
