using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Hosting;

namespace ProvinceNode.Registry.Quality;

/// <summary>The secret under which people stand in the log of questions: the same person is found again, but who has the database alone cannot try twelve digits one by one. File <c>asking.key</c> of the data folder.</summary>
public sealed class AskingKey(IOptions<NodeOptions> node)
{
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _key = new(() => Load(Path.Combine(node.Value.DataFolder, "asking.key")));

    /// <summary>Hash of somebody's number; people share old numbers, so those count with the year of birth.</summary>
    /// <param name="number">12 digits, or 9 of an old card.</param>
    /// <param name="birthDate">1954, 1954-03 or 1954-03-02.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Of(string number, string birthDate)
    {
        var text = number.Length == 12 ? number : $"{number}|{(birthDate.Length >= 4 ? birthDate[..4] : "")}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text)));
    }

    private static byte[] Load(string file)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            PrivateFile.Write(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }

        return Convert.FromBase64String(File.ReadAllText(file).Trim());
    }
}
