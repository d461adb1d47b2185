using Protos.Replication;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>A record of a person at the hub.</summary>
public readonly record struct PersonKey(string ProvinceCode, string Id);

/// <summary>What of a record tells who it is of. It is read from the message and never stored in clear.</summary>
/// <param name="Number">12 digits, or empty.</param>
/// <param name="OldNumber">9 digits of the old card, or empty.</param>
/// <param name="Name">Without tones, in small letters.</param>
/// <param name="Birth">Null when it is not known.</param>
/// <param name="Sex">1 male, 2 female, else unknown.</param>
public sealed record PersonTraits(PersonKey Key, string Number, string OldNumber, string Name, BirthDate? Birth, int Sex)
{
    /// <summary>Whether one kind of number alone is known: only then may the other kind elsewhere be of the same person.</summary>
    public bool HasOneKind => (Number.Length > 0) != (OldNumber.Length > 0);

    /// <summary>Whole birth date and not the first of January, which stands for "only the year is known".</summary>
    public bool HasTellingBirth => Birth is { Precision: BirthPrecision.Day, Assumed: not { Month: 1, Day: 1 } };

    /// <summary>Null for a record that became part of another one: that one is the person.</summary>
    public static PersonTraits? Of(string province, string id, BeneficiaryState state)
    {
        if (state.MergedIntoId.Length > 0)
        {
            return null;
        }

        // Either number may stand in the other's box; nine zeros stand for none.
        var numbers = new[] { CitizenId.Clean(state.CitizenId), CitizenId.Clean(state.OldIdentityNumber) }.Where(n => n.All(char.IsAsciiDigit) && n.Distinct().Count() > 1).ToList();
        return new(
            new(province, id), numbers.Find(n => n.Length == 12) ?? "", numbers.Find(n => n.Length == 9) ?? "", VietnameseText.Fold(state.FullName),
            BirthDate.TryParse(state.BirthDate, out var born) ? born : null, state.Sex);
    }
}
