using System.Security.Cryptography;
using System.Text;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>
/// Folders of an exchange. <c>out/</c>: lists for the provider, who may take them away; <c>in/</c>: where he puts results; <c>done/</c>: results that were taken;
/// <c>refused/</c>: those that were not, each with its report; <c>.so/</c>: the node's own book of what was sent and read.
/// </summary>
internal sealed class ExchangePaths(string root)
{
    public string Root => root;

    public string Out => Made("out");

    public string In => Made("in");

    public string Done => Made("done");

    public string Refused => Made("refused");

    /// <summary>Receipt of a sending; keys are any text, so their hash names the file.</summary>
    public string Sent(string key) => Path.Combine(Made(".so", "gui"), Named(key) + ".json");

    /// <summary>A sending whose file may or may not have been put into <c>out/</c>.</summary>
    public string Pending(string key) => Path.Combine(Made(".so", "gui"), Named(key) + ".cho");

    /// <summary>The file before it is renamed into place; on the same disk, so that the rename is one step.</summary>
    public string Draft(string key) => Path.Combine(Made(".so", "tam"), Named(key) + ".tmp");

    /// <summary>A file of results, by the hash of its bytes.</summary>
    public string Read(string hash) => Path.Combine(Made(".so", "nhan"), hash + ".json");

    /// <summary>A list as it was sent, by its id.</summary>
    public string List(string listId) => Path.Combine(Made(".so", "ds"), Named(listId) + ".json");

    /// <summary>Writes a small file whole or not at all.</summary>
    public void WriteWhole(string path, Action<Stream> write)
    {
        var draft = path + ".tmp";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Puts a file away under its name, or with a number when another has it.</summary>
    /// <returns>Where it lies now.</returns>
    public static string PutAway(string file, string folder)
    {
        var (stem, ending) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        for (var n = 1; ; n++)
        {
            var to = Path.Combine(folder, n == 1 ? stem + ending : $"{stem}.{n}{ending}");
            if (!File.Exists(to))
            {
                File.Move(file, to);
                return to;
            }
        }
    }

    private static string Named(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..40];

    private string Made(params string[] parts)
    {
        var path = Path.Combine([root, .. parts]);
        Directory.CreateDirectory(path);
        return path;
    }
}
