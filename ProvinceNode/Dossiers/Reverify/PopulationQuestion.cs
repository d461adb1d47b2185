using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>
/// A question about a person of the registry, and what its answer suggests. The same person, asked about in the same state, has the same question id: killed between answer and
/// save, the node gets the same answer without a second query. Pure.
/// </summary>
public static class PopulationQuestion
{
    // As long as the gateway takes names.
    private const int LongestName = 100;

    /// <summary>The question; null when there is nothing to ask with: no number, or no birth.</summary>
    /// <param name="on">Reference day of the question: another day is another question.</param>
    public static CitizenQuestion? Of(Beneficiary person, PopulationAnswer answer, DateOnly on)
    {
        var number = Number(person);
        if (number.Length == 0 || !BirthDate.TryParse(person.BirthDate, out var birth) || person.FullName.Trim().Length is 0 or > LongestName)
        {
            return null;
        }

        return new CitizenQuestion
        {
            RequestId = Id($"{person.Id:D}|{answer.AskedAt?.Ticks}|{on:yyyy-MM-dd}|{number}|{person.FullName}|{birth}|{person.Sex}"), Number = number, FullName = person.FullName, BirthDate = birth.ToString(), Sex = person.Sex,
        };
    }

    /// <summary>Values that the registry lacks or has otherwise.</summary>
    public static IReadOnlyList<SuggestedValue> Suggestions(Beneficiary person, VerifyCitizenReply reply)
    {
        var values = new List<SuggestedValue>();
        foreach (var field in reply.Fields.Where(f => f.OfficialValue.Length > 0))
        {
            values.AddRange(Suggestion(person, field) is { } value ? [value] : []);
        }

        // Told with a match alone: nobody learns a number by guessing a name.
        if (person.CitizenId.Length == 0 && CitizenId.TryParse(reply.PersonalNumber, out var id))
        {
            values.Add(new(nameof(Beneficiary.CitizenId), id.Digits, true));
        }

        if (person.OldIdentityNumber.Length == 0 && CitizenId.IsOldCardNumber(reply.OldNumber))
        {
            values.Add(new(nameof(Beneficiary.OldIdentityNumber), reply.OldNumber, true));
        }

        return values;
    }

    /// <summary>Day of death; null while alive, or when it cannot be read.</summary>
    public static DateOnly? DiedOn(VerifyCitizenReply reply) =>
        DateOnly.TryParseExact(reply.DeathDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The number that he is asked about with, or empty.</summary>
    private static string Number(Beneficiary person) => CitizenId.TryParse(person.CitizenId, out var id) ? id.Digits : CitizenId.IsOldCardNumber(person.OldIdentityNumber) ? CitizenId.Clean(person.OldIdentityNumber) : "";

    private static SuggestedValue? Suggestion(Beneficiary person, FieldAnswer field)
    {
        switch (field.Field)
        {
            case "full_name" when !field.Matches:
                return new(nameof(Beneficiary.FullName), VietnameseText.Cased(VietnameseText.Clean(field.OfficialValue)), false);
            case "birth_date" when BirthDate.TryParse(field.OfficialValue, out var birth) && birth.ToString() != person.BirthDate:
                var more = BirthDate.TryParse(person.BirthDate, out var own) && birth.Precision > own.Precision;
                return !field.Matches || more ? new(nameof(Beneficiary.BirthDate), birth.ToString(), field.Matches) : null;
            case "sex" when !field.Matches && field.OfficialValue is "1" or "2" && field.OfficialValue != person.Sex.ToString(CultureInfo.InvariantCulture):
                return new(nameof(Beneficiary.Sex), field.OfficialValue, person.Sex is not (1 or 2));
            default:
                return null;
        }
    }

    private static string Id(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D");
}
