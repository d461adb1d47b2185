using System.Text.RegularExpressions;
using Protos.Values;

namespace ProvinceNode.Registry.Search;

/// <summary>
/// What a clerk typed, read: words of a name in any order, the last one perhaps unfinished; a number or code from its beginning; a year or day of birth;
/// after a comma the commune. "nguyen thi lan 1954", "02/03/1954", "038154", "38-380-14758-0001", "le van hoa, hoa loc". Pure.
/// </summary>
public sealed partial record PeopleQuery
{
    /// <summary>Digits from which on a number narrows.</summary>
    public const int FewestDigits = 4;

    private const int Longest = 120;
    private const int MostWords = 8;
    private const int CitizenIdLength = 12;
    private const int OldNumberLength = 9;

    private PeopleQuery()
    {
    }

    /// <summary>Words of the name as <see cref="NameKey"/> writes them, in the order typed.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>Whether the last word may go on: nothing was typed after it.</summary>
    public bool Unfinished { get; private init; }

    /// <summary>First digits of a personal number, new or old; or empty.</summary>
    public string Number { get; private init; } = "";

    /// <summary>
    /// Only a whole number finds somebody: who may not read numbers would else read them digit by digit, by trying which beginning still finds the person.
    /// </summary>
    public bool WholeNumbers { get; init; }

    /// <summary>All digits of a number are there: 9 of an old card, or 12.</summary>
    public bool HasWholeNumber => Number.Length is OldNumberLength or CitizenIdLength;

    /// <summary>A part of a number was typed where only a whole one finds somebody.</summary>
    public bool WantsWholeNumber => WholeNumbers && Number.Length > 0 && !HasWholeNumber;

    /// <summary>Beginning of a beneficiary's code; or empty.</summary>
    public string Code { get; private init; } = "";

    public BirthDate? Birth { get; private init; }

    /// <summary>Key of the commune's name; or empty.</summary>
    public string Place { get; private init; } = "";

    /// <summary>Nothing to look for.</summary>
    public bool IsEmpty => Words.Count == 0 && Number.Length == 0 && Code.Length == 0 && Birth is null && Place.Length == 0;

    /// <summary>Words that were typed to their end.</summary>
    public IEnumerable<string> Whole => Unfinished ? Words.SkipLast(1) : Words;

    /// <summary>All words as one key.</summary>
    public string Name => string.Join(' ', Words);

    public static PeopleQuery Parse(string? text)
    {
        text = VietnameseText.Clean(text is { Length: > Longest } ? text[..Longest] : text) + (text is { Length: > 0 } && char.IsWhiteSpace(text[^1]) ? " " : "");
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var (told, place) = comma < 0 ? (text, "") : (text[..comma] + " ", text[(comma + 1)..]);
        var query = new PeopleQuery { Place = NameKey.Of(place) };
        var words = new List<string>();
        foreach (var token in Joined(told.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            query = query.With(token, words);
        }

        return query with { Words = words.Take(MostWords).ToList(), Unfinished = words.Count > 0 && words.Count <= MostWords && told.Length > 0 && char.IsLetter(told[^1]) };
    }

    /// <summary>Whether a name has all the words, in whatever order.</summary>
    public bool Fits(string key)
    {
        var words = NameKey.Words(key);
        return Whole.All(words.Contains) && (!Unfinished || words.Any(w => w.StartsWith(Words[^1], StringComparison.Ordinal)));
    }

    /// <summary>Stored births that agree with the one typed: coarser ones too, for somebody of whom only the year is known.</summary>
    public IReadOnlyList<string> Births => Birth is not { } birth ? [] : birth.Precision switch
    {
        BirthPrecision.Day => [birth.ToString(), birth.ToString()[..7], birth.ToString()[..4]],
        BirthPrecision.Month => [birth.ToString(), birth.ToString()[..4]],
        _ => [birth.ToString()],
    };

    private PeopleQuery With(string token, List<string> words)
    {
        if (ReadBirth(token) is { } birth)
        {
            return this with { Birth = birth };
        }

        if (CodeStart().IsMatch(token))
        {
            return this with { Code = token };
        }

        if (CitizenId.Clean(token) is { Length: >= FewestDigits and <= CitizenIdLength } digits && digits.All(char.IsAsciiDigit))
        {
            return this with { Number = digits };
        }

        // What begins like a number or a date is one that is not finished.
        if (!char.IsAsciiDigit(token[0]))
        {
            words.AddRange(NameKey.Words(NameKey.Of(token)));
        }

        return this;
    }

    private static BirthDate? ReadBirth(string token)
    {
        var text = Day().Replace(token, "$1/$2/$3");
        return (token.Length == 4 || text.Length > 5) && BirthDate.TryParse(text, out var birth) && birth.Assumed.Year is >= 1900 and < 2100 ? birth : null;
    }

    // 038 154 000 123 is written so on the card.
    private static IEnumerable<string> Joined(string[] tokens)
    {
        for (var at = 0; at < tokens.Length; at++)
        {
            var token = tokens[at];
            if (token.Length == 3 && token.All(char.IsAsciiDigit))
            {
                while (at + 1 < tokens.Length && tokens[at + 1].All(char.IsAsciiDigit) && token.Length + tokens[at + 1].Length <= CitizenIdLength)
                {
                    token += tokens[++at];
                }
            }

            yield return token;
        }
    }

    [GeneratedRegex(@"^\d{2}(-\d{2,6}){1,3}-?$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeStart();

    [GeneratedRegex(@"^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
