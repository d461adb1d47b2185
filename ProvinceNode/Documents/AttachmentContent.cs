using System.Text;

namespace ProvinceNode.Documents;

/// <summary>Tells what a file is by its content, and whether its name says the same. Pure.</summary>
public static class AttachmentContent
{
    /// <summary>Bytes from the start that are enough to tell.</summary>
    public const int HeadLength = 16;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>application/pdf, image/jpeg, image/png, or null for anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }

        if (head.StartsWith(Png))
        {
            return "image/png";
        }

        return head.Length > 3 && head[0] == 0xFF && head[1] == 0xD8 && head[2] == 0xFF ? "image/jpeg" : null;
    }

    /// <summary>Whether the ending of the name belongs to the type.</summary>
    public static bool Agrees(string fileName, string mediaType) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" => mediaType == "application/pdf",
        ".png" => mediaType == "image/png",
        ".jpg" or ".jpeg" or ".jfif" => mediaType == "image/jpeg",
        _ => false,
    };

    public static string Word(string mediaType) => mediaType switch { "application/pdf" => "PDF", "image/png" => "ảnh PNG", _ => "ảnh JPG" };

    /// <summary>The last part of a path of any system, without control and reserved characters, at most 200 long; its ending stays.</summary>
    public static string CleanName(string? sent)
    {
        var last = (sent ?? "").Split('/', '\\')[^1].Normalize(NormalizationForm.FormC);
        var clean = new StringBuilder();
        foreach (var c in last)
        {
            clean.Append(char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format || "<>:\"|?*".Contains(c, StringComparison.Ordinal) ? '_' : c);
        }

        var name = clean.ToString().Trim().TrimStart('.');
        var ending = Path.GetExtension(name);
        if (name.Length > 200)
        {
            name = name[..(200 - Math.Min(ending.Length, 10))].TrimEnd('\uD800', '\uDBFF') + ending[..Math.Min(ending.Length, 10)];
        }

        return name.Length == 0 ? "tep" : name;
    }
}
