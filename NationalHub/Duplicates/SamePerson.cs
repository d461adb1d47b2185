using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>Whether two records are thought to be of one person.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Evidence">Sentences that name nobody.</param>
public sealed record Sameness(int Score, IReadOnlyList<string> Evidence)
{
    /// <summary>The points are ours; from here on both provinces are asked.</summary>
    public const int Threshold = 70;

    public bool IsSame => Score >= Threshold;
}

/// <summary>
/// Compares records of two provinces. One number in both must be looked at whatever the rest says: somebody's number is wrong. Two different numbers of one kind are two people. Where one side
/// knows only the old number (CMND) and the other only the new one (CCCD), a whole birth date, name and sex must agree and the new number must fit them (Decree 137/2015 Art. 13). Pure.
/// </summary>
public static class SamePerson
{
    private static readonly Sameness Nothing = new(0, []);

    /// <param name="linked">The population database told the old number of one and the new number of the other together.</param>
    public static Sameness Of(PersonTraits one, PersonTraits other, bool linked)
    {
        if (one.Number.Length > 0 && other.Number.Length > 0)
        {
            return one.Number == other.Number ? Weigh(75, "Cùng số định danh cá nhân 12 số.", one, other, least: Sameness.Threshold) : Nothing;
        }

        if (one.OldNumber.Length > 0 && other.OldNumber.Length > 0)
        {
            // Numbers of old cards were given twice here and there: the name must agree, or the birth and the sex.
            return one.OldNumber == other.OldNumber ? Weigh(62, "Cùng số chứng minh nhân dân 9 số.", one, other, least: 0) : Nothing;
        }

        if (linked)
        {
            return Weigh(75, "Cơ sở dữ liệu quốc gia về dân cư cho biết số chứng minh nhân dân và số định danh là của một người.", one, other, least: Sameness.Threshold);
        }

        return AreOfTwoKinds(one, other) ? Mixed(one.Number.Length > 0 ? one : other, one.Number.Length > 0 ? other : one) : Nothing;
    }

    /// <summary>The old number alone here, the new one alone there.</summary>
    public static bool AreOfTwoKinds(PersonTraits one, PersonTraits other) => one.HasOneKind && other.HasOneKind && (one.Number.Length > 0) != (other.Number.Length > 0);

    private static Sameness Mixed(PersonTraits numbered, PersonTraits carded)
    {
        if (numbered.Name.Length == 0 || numbered.Name != carded.Name || !numbered.HasTellingBirth || numbered.Birth != carded.Birth || numbered.Sex != carded.Sex || numbered.Sex is not (1 or 2)
            || !CitizenId.TryParse(numbered.Number, out var id) || id.BirthYear != carded.Birth!.Value.Assumed.Year || id.Sex != carded.Sex)
        {
            return Nothing;
        }

        return new(85, ["Một bên ghi số định danh 12 số, bên kia ghi số chứng minh nhân dân 9 số; số định danh phù hợp năm sinh, giới tính của bên kia.", "Cùng họ tên, ngày sinh, giới tính."]);
    }

    private static Sameness Weigh(int points, string number, PersonTraits one, PersonTraits other, int least)
    {
        var (score, evidence) = (points, new List<string> { number });
        void Add(bool? agrees, int gain, int loss, string yes, string no)
        {
            if (agrees is { } told)
            {
                score += told ? gain : -loss;
                evidence.Add(told ? yes : no);
            }
        }

        Add(one.Name.Length == 0 || other.Name.Length == 0 ? null : one.Name == other.Name, 12, 20, "Cùng họ tên.", "Khác họ tên: số của một bên có thể ghi sai.");
        Add(one.Birth is { } a && other.Birth is { } b ? Agree(a, b) : null, 10, 12, "Ngày sinh không mâu thuẫn.", "Khác ngày sinh.");
        Add(one.Sex is 1 or 2 && other.Sex is 1 or 2 ? one.Sex == other.Sex : null, 5, 10, "Cùng giới tính.", "Khác giới tính.");
        return new(Math.Clamp(Math.Max(score, least), 0, 100), evidence);
    }

    // As far as both are known.
    private static bool Agree(BirthDate one, BirthDate other) =>
        one.Assumed.Year == other.Assumed.Year
        && (one.Precision == BirthPrecision.Year || other.Precision == BirthPrecision.Year || one.Assumed.Month == other.Assumed.Month)
        && (one.Precision != BirthPrecision.Day || other.Precision != BirthPrecision.Day || one.Assumed.Day == other.Assumed.Day);
}
