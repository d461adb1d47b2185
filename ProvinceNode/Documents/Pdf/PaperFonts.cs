using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>The four faces that papers are set in: Tinos, which has the measures of Times New Roman and every Vietnamese letter.</summary>
public sealed class PaperFonts
{
    private static readonly Lazy<PaperFonts> ShippedFaces = new(() => new PaperFonts(style =>
    {
        var name = $"{typeof(PaperFonts).Namespace}.{style}.ttf";
        using var resource = typeof(PaperFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The build did not pack the font {name}.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return new TrueTypeFont(bytes.ToArray());
    }));

    private readonly TrueTypeFont[] faces;

    /// <exception cref="InvalidOperationException">A face lacks a letter: it would vanish from official papers without a word.</exception>
    public PaperFonts(Func<FontStyle, TrueTypeFont> face)
    {
        faces = [.. Enum.GetValues<FontStyle>().Select(face)];
        foreach (var (style, font) in Enum.GetValues<FontStyle>().Zip(faces))
        {
            if (Missing(style, Required) is { Length: > 0 } missing)
            {
                throw new InvalidOperationException($"The font {font.Name} lacks {missing}; papers cannot be printed with it.");
            }
        }
    }

    /// <summary>The faces packed into this assembly by the build.</summary>
    public static PaperFonts Shipped => ShippedFaces.Value;

    /// <summary>Letters of Vietnamese with every tone in both cases, digits and the signs of official papers.</summary>
    public static string Required { get; } = Letters();

    public TrueTypeFont this[FontStyle style] => faces[(int)style];

    /// <summary>Letters of a text that a face does not have; they would print as an empty box.</summary>
    public string Missing(FontStyle style, string text)
    {
        var missing = new StringBuilder();
        foreach (var rune in text.Normalize().EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && this[style].Glyph(rune.Value) == 0)
            {
                missing.Append(rune);
            }
        }

        return missing.ToString();
    }

    /// <summary>Width of a text in points.</summary>
    internal double Width(FontStyle style, ReadOnlySpan<char> text, double size) => faces[(int)style].Width(text) * size / 1000;

    private static string Letters()
    {
        const string Tones = "\u0300\u0301\u0303\u0309\u0323"; // huyền, sắc, ngã, hỏi, nặng
        var letters = new StringBuilder("bcdđghklmnpqrstvxfjwz0123456789 .,;:!?()[]/\\-–—“”‘’…%&@#*+=<>_'\"×°§₫•≥≤−");
        foreach (var vowel in "aăâeêioôơuưy")
        {
            letters.Append(vowel);
            foreach (var tone in Tones)
            {
                letters.Append($"{vowel}{tone}".Normalize());
            }
        }

        var small = letters.ToString();
        return small + new string([.. small.Where(char.IsLower).Select(char.ToUpperInvariant)]);
    }
}
