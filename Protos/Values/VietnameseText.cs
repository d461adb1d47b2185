using System.Globalization;
using System.Text;

namespace Protos.Values;

/// <summary>Comparing and searching Vietnamese text (policy appendix B, "Name matching").</summary>
public static class VietnameseText
{
    private static readonly (string Old, string New)[] TonePlacement =
    [
        ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"),
        ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"),
        ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
    ];

    /// <summary>NFC with single spaces: how text is stored.</summary>
    public static string Clean(string? text) =>
        string.Join(' ', (text ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Key for legal comparison of names: case and tone placement do not matter (hoà = hòa), accents do.</summary>
    public static string NameKey(string? text)
    {
        var key = Clean(text).ToLower(VietnameseFormat.Culture);
        foreach (var (old, @new) in TonePlacement)
        {
            key = key.Replace(@new, old, StringComparison.Ordinal);
        }

        return key;
    }

    /// <summary>Key for search only: lower case without accents, đ as d.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in Clean(text).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c == 'đ' ? 'd' : c);
            }
        }

        return folded.ToString();
    }
}
