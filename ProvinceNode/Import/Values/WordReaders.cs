using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>Poverty status of the household (Decree 07/2021).</summary>
public enum PovertyWord
{
    None = 0,
    Poor = 1,
    NearPoor = 2,
}

/// <summary>Reads cells that hold one of a few words. Pure.</summary>
public static partial class WordReaders
{
    private static readonly HashSet<string> Ticks = ["x", "v", "✓", "✔", "1", "co", "true"];

    // Made once of each catalogue; what is not in force any more goes.
    private static readonly ConditionalWeakTable<CodeCatalogue, Names> Known = new();

    private static Dictionary<string, string> Peoples => Known.GetValue(CodeCatalogue.InForce, c => new(c)).ByKey;

    // Kinds of disability of Decree 28/2012 Art. 2, numbered as on the certificate.
    private static readonly (string Words, string Code)[] Disabilities =
        [("van dong", "1"), ("nghe", "2"), ("cam", "2"), ("diec", "2"), ("nhin", "3"), ("mu", "3"), ("than kinh", "4"), ("tam than", "4"), ("tri tue", "5"), ("khac", "6")];

    /// <summary>1 male, 2 female (policy 8.2).</summary>
    public static Reading<int> Sex(SheetCell cell)
    {
        var text = TextCleaner.Clean(cell.Text).Value;
        return WordKey.Of(text) switch
        {
            "" when IsBlank(text) => Reading.Nothing<int>(),
            "nam" or "nam gioi" or "trai" or "m" or "male" => Reading.Of(1),
            "nu" or "nu gioi" or "gai" or "f" or "female" => Reading.Of(2),
            "1" => Reading.Doubtful(1, ValueProblems.SexByDigit, "Nam", text, "Nam"),
            "2" => Reading.Doubtful(2, ValueProblems.SexByDigit, "Nữ", text, "Nữ"),
            _ => Reading.Wrong<int>(ValueProblems.SexUnreadable, null, text),
        };
    }

    /// <summary>Whether a column of marks is ticked; an empty cell is not.</summary>
    public static bool IsTicked(SheetCell cell) => Ticks.Contains(WordKey.Of(TextCleaner.Clean(cell.Text).Value));

    /// <inheritdoc cref="IsTicked"/>
    /// <param name="clean">The cell's text.</param>
    public static bool IsTick(string clean) => Ticks.Contains(WordKey.Of(clean));

    /// <summary>Code 01–56 of the ethnic group, by its names and spellings in use (policy 8.5).</summary>
    public static Reading<string> Ethnic(string clean)
    {
        if (clean.Length == 0)
        {
            return Reading.Nothing<string>();
        }

        var key = PeopleKey(clean);
        if (Peoples.TryGetValue(key, out var code))
        {
            return Reading.Of(code);
        }

        var near = Peoples.Where(p => key.Length >= 4 && Distance.Within(p.Key, key, 1)).Select(p => p.Value).Distinct().ToList();
        return near.Count == 1
            ? Reading.Doubtful(near[0], ValueProblems.EthnicMended, EthnicName(near[0]), clean, EthnicName(near[0]))
            : Reading.Wrong<string>(ValueProblems.EthnicUnknown, near.Count > 0 ? EthnicName(near[0]) : null, clean);
    }

    /// <summary>Name of a group's code.</summary>
    public static string EthnicName(string code) => CodeCatalogue.InForce.EthnicName(code) ?? code;

    /// <summary>Whether a text without tones, in small letters, is one of the names of an ethnic group.</summary>
    public static bool IsEthnicName(string folded) => Known.GetValue(CodeCatalogue.InForce, c => new(c)).Folded.Contains(folded);

    /// <summary>Poor, near-poor or neither.</summary>
    /// <param name="title">Heading of the column: a tick under "Hộ nghèo" means poor.</param>
    public static Reading<PovertyWord> Poverty(string clean, string title)
    {
        var key = WordKey.Of(clean);
        if (IsBlank(clean))
        {
            return Reading.Nothing<PovertyWord>();
        }

        if (Ticks.Contains(key))
        {
            return Word(PovertyTitles.OfColumn(title)) is { } ticked ? Reading.Of(ticked) : Reading.Wrong<PovertyWord>(ValueProblems.PovertyUnknown, null, clean);
        }

        return key switch
        {
            "can ngheo" or "ho can ngheo" or "hcn" or "cn" => Reading.Of(PovertyWord.NearPoor),
            "ngheo" or "ho ngheo" or "hn" => Reading.Of(PovertyWord.Poor),
            "khong" or "khong ngheo" or "binh thuong" or "ho khong ngheo" or "ko" or "khong thuoc" or "trung binh" or "kha" or "0" => Reading.Of(PovertyWord.None),
            _ => Reading.Wrong<PovertyWord>(ValueProblems.PovertyUnknown, null, clean),
        };
    }

    /// <summary>The status that a title names; null for none, several and "hộ thoát nghèo", of whom nobody knows it.</summary>
    public static PovertyWord? Word(PovertyTitle title) => title switch
    {
        PovertyTitle.Poor => PovertyWord.Poor, PovertyTitle.NearPoor => PovertyWord.NearPoor, PovertyTitle.Neither => PovertyWord.None, _ => null,
    };

    /// <summary>Degree of disability: 1 especially severe, 2 severe, 3 mild (Law 51/2010 Art. 3).</summary>
    public static Reading<int> Degree(string clean) => WordKey.Of(clean) switch
    {
        "" when IsBlank(clean) => Reading.Nothing<int>(),
        "dac biet nang" or "dbn" or "db nang" or "nkt dac biet nang" or "nkt dbn" or "dac biet" => Reading.Of(1),
        "nang" or "n" or "nkt nang" => Reading.Of(2),
        "nhe" or "nkt nhe" => Reading.Of(3),
        _ => Reading.Wrong<int>(ValueProblems.DegreeUnknown, null, clean),
    };

    /// <summary>Kinds of disability as digits 1–6 in order: 1 movement, 2 hearing and speech, 3 sight, 4 mind, 5 intellect, 6 other.</summary>
    public static Reading<string> DisabilityTypes(string clean)
    {
        var key = WordKey.Of(clean);
        if (IsBlank(clean))
        {
            return Reading.Nothing<string>();
        }

        var codes = Disabilities.Where(d => Regex.IsMatch(key, $@"\b{d.Words}\b")).Select(d => d.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return codes.Count > 0 ? Reading.Of(string.Join(",", codes)) : Reading.Wrong<string>(ValueProblems.TypeUnknown, null, clean);
    }

    /// <summary>A phone number of ten digits beginning with 0; the first when there are several.</summary>
    public static Reading<string> Phone(SheetCell cell)
    {
        var text = TextCleaner.Clean(cell.Text).Value;
        if (text.Length == 0)
        {
            return Reading.Nothing<string>();
        }

        foreach (var part in text.Split(['/', ';', ',', '\n']))
        {
            var digits = new string([.. TextCleaner.Digits(part, out _).Where(char.IsAsciiDigit)]);
            digits = digits.StartsWith("84", StringComparison.Ordinal) && digits.Length == 11 ? "0" + digits[2..] : digits.Length == 9 && digits[0] is '3' or '5' or '7' or '8' or '9' ? "0" + digits : digits;
            if (digits.Length == 10 && digits[0] == '0' || digits.Length == 11 && digits.StartsWith("02", StringComparison.Ordinal))
            {
                return Reading.Of(digits);
            }
        }

        // No reason to send a row back: the number is left out.
        return new Reading<string>(null, false, [new ValueFault(FaultLevel.Warning, ValueProblems.PhoneWrong.Now(text))]);
    }

    // A dash says that there is nothing to say; other signs say something unclear.
    private static bool IsBlank(string text) => text.All(c => c is '-' or '–' or ' ' or '.' or '_');

    private static string PeopleKey(string text)
    {
        var key = Marks().Replace(VietnameseText.Fold(text), "").Replace(" ", "", StringComparison.Ordinal);
        return key.StartsWith("dantoc", StringComparison.Ordinal) ? key[6..] : key.StartsWith("nguoi", StringComparison.Ordinal) && key.Length < 14 ? key[5..] : key;
    }

    private static Dictionary<string, string> PeoplesByKey(CodeCatalogue codes)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        // The latest name first: one that went over to another group is that one's.
        foreach (var (code, name) in codes.EthnicGroups.Concat(codes.EthnicNames))
        {
            table.TryAdd(PeopleKey(name.Split(" (")[0]), code);
        }

        (string Names, string Code)[] others =
        [
            ("viet|kinhviet", "01"), ("khmer|khome|khomer", "05"), ("mong|hmong|meo|hmongmeo", "08"), ("jarai|jrai|giarai|giarai", "10"), ("ede|rhade", "12"), ("bahnar|bana", "13"),
            ("sedang|xodang|xedang", "14"), ("sanchi|caolan|sanchay", "15"), ("koho|coho|kho", "16"), ("cham|champa", "17"), ("hre", "19"), ("mnong|munong", "20"), ("raglai|raglay", "21"),
            ("stieng|xtieng", "22"), ("brou|bru|vankieu|bruvankieu", "23"), ("giay", "25"), ("cotu|katu|cotuc", "26"), ("gietrieng|giegtrieng|gietrieng", "27"), ("khomu|khmu|kho mu", "29"), ("cor|kor", "30"),
            ("taoi|paco|pako|tohu", "31"), ("choro|chrau", "32"), ("xinhmun|sinhmun", "34"), ("churu", "36"), ("lachi|lati", "38"), ("lolo", "43"), ("pathen", "46"), ("colao|kelao", "47"), ("boy|bo y", "49"),
            ("odu", "53"), ("romam", "54"), ("nuocngoai", "55"),
        ];
        foreach (var (names, code) in others)
        {
            foreach (var name in names.Split('|'))
            {
                table.TryAdd(PeopleKey(name), code);
            }
        }

        return table;
    }

    private sealed class Names(CodeCatalogue codes)
    {
        public Dictionary<string, string> ByKey { get; } = PeoplesByKey(codes);

        public HashSet<string> Folded { get; } = [.. codes.EthnicNames.Select(n => VietnameseText.Fold(n.Value).Split(" (")[0]), "mong", "h'mong", "khmer"];
    }

    [GeneratedRegex(@"[^\p{L}\d ✓✔]+")]
    private static partial Regex Marks();
}
