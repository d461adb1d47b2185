using System.Text;
using Protos.Values;
using ProvinceNode.Import.Columns;

namespace TestSupport.UglyFiles;

/// <summary>Fonts, invisible characters, and how names are typed.</summary>
internal static class TextKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("Tcvn3Font", "font", d => d.Typed = (t, _) => OldFonts.Tcvn3(t)),
        new("Tcvn3CapitalFont", "font", d => d.Typed = (t, _) => OldFonts.Tcvn3(t.ToLower(VietnameseFormat.Culture))),
        new("VniFont", "font", d => d.Typed = (t, _) => OldFonts.Vni(t)),
        new("DecomposedUnicode", "font", d => d.Typed = (t, _) => t.Normalize(NormalizationForm.FormD)),
        new("Tcvn3RowsAmongUnicode", "font", d => d.Typed = (t, row) => row % 3 == 2 ? OldFonts.Tcvn3(t) : t, "*"),
        new("NonBreakingSpaces", "blanks", d => Names(d, n => n.Replace(' ', '\u00A0') + " ")),
        new("ZeroWidthSpaces", "blanks", d => Names(d, n => n.Replace(" ", " \u200B", StringComparison.Ordinal) + "\uFEFF")),
        new("DoubledSpaces", "blanks", d => Names(d, n => "  " + n.Replace(" ", "   ", StringComparison.Ordinal))),
        new("LookAlikeLetters", "names", d => Names(d, n => n.Replace('a', 'а').Replace('c', 'с').Replace('T', 'Т').Replace('H', 'Н')), "warn-import-look-alike"),
        new("NamesInCapitals", "names", d => Names(d, n => n.ToUpperInvariant())),
        new("NamesInSmallLetters", "names", d => Names(d, n => n.ToLower(VietnameseFormat.Culture))),
        new("NamesWithTitles", "names", d => d.Each(Field.FullName, (p, _) => (p.Sex == 1 ? "Ông " : "Bà ") + p.Name), "warn-import-name-title"),
        new("NamesWithNicknames", "names", d => Names(d, n => n + " (Tý)"), "warn-import-name-title"),
        new("NamesWithQuestionMarks", "names", d => Names(d, n => n.Replace('ă', '?').Replace('ị', '?')), "import-name-characters"),
        new("NameMissing", "names", d => d[Field.FullName].Cells[1] = null, "import-name-missing"),
    ];

    private static void Names(UglyDraft draft, Func<string, string> change) => draft.Each(Field.FullName, (_, c) => c is null ? null : change(c.AsText));
}
