using Protos.PublicService;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Somebody whom a national service knows, for the boxes of a form that nobody filled in. Pure.</summary>
/// <param name="BirthDate">1954, 1954-03 or 1954-03-02.</param>
public sealed record ToldPerson(string FullName, string Number, string BirthDate, string Sex, string Phone)
{
    /// <summary>As the national portal tells a person; his sex is told by his number.</summary>
    public static ToldPerson Of(FilingPerson person) => new(person.FullName, person.Number, person.BirthDate,
        CitizenId.TryParse(person.Number, out var id) ? id.Sex.ToString(System.Globalization.CultureInfo.InvariantCulture) : "", person.Phone);

    /// <summary>Into block P under a prefix; what stands there already stays.</summary>
    public void Into(FormValues values, string prefix)
    {
        Fill(values, prefix + "FullName", FullName);
        Fill(values, prefix + "CitizenId", Number);
        Fill(values, prefix + "Sex", Sex);
        if (values[prefix + "BirthYear"].Length == 0 && Protos.Values.BirthDate.TryParse(BirthDate, out var born))
        {
            var parts = born.ToString().Split('-');
            (values[prefix + "BirthYear"], values[prefix + "BirthMonth"], values[prefix + "BirthDay"]) = (parts[0], Plain(parts.ElementAtOrDefault(1)), Plain(parts.ElementAtOrDefault(2)));
        }
    }

    /// <summary>As who declares for somebody else (block E).</summary>
    public void AsApplicant(FormValues values)
    {
        values["DeclaredBy"] = "other";
        Fill(values, "ApplicantName", FullName);
        Fill(values, "ApplicantCitizenId", Number);
        Fill(values, "ApplicantPhone", Phone);
    }

    private static void Fill(FormValues values, string box, string text) => values[box] = values[box].Length > 0 ? values[box] : text;

    // As people write it: 3, not 03.
    private static string Plain(string? part) => (part ?? "").TrimStart('0');
}
