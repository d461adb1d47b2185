using ProvinceNode.Citizens.Own;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using Protos.Values;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>Writes what VNeID told of a citizen into the boxes where his form asks for him; he may change all of it. Pure.</summary>
internal static class Prefill
{
    public const string Self = "toi";
    public const string Other = "nguoi-khac";

    /// <summary>Whom he declares for.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Whom { get; } = [new(Self, "Cho chính tôi"), new(Other, "Cho con tôi hoặc người khác")];

    /// <param name="forOther">He declares for somebody else; asked only where a form leaves it open.</param>
    public static void Into(FormValues values, FormDefinition form, CitizenIdentity who, bool forOther)
    {
        switch (form.Declarant)
        {
            case Declarant.Carer:
                Person(values, "Carer", who);
                values["CarerPhone"] = who.Phone;
                break;
            case Declarant.Burier:
                Person(values, "Burier", who);
                values["BurierPhone"] = who.Phone;
                break;
            case Declarant.OwnerOrOther when forOther:
                (values["DeclaredBy"], values["ApplicantName"], values["ApplicantCitizenId"], values["ApplicantPhone"]) = ("other", who.FullName, who.Number, who.Phone);
                break;
            default:
                Person(values, form.Owner, who);
                (values["Phone"], values["DeclaredBy"]) = (who.Phone, form.Declarant == Declarant.OwnerOrOther ? "owner" : values["DeclaredBy"]);
                break;
        }
    }

    private static void Person(FormValues values, string prefix, CitizenIdentity who)
    {
        (values[prefix + "FullName"], values[prefix + "CitizenId"], values[prefix + "Sex"]) = (who.FullName, who.Number, who.Sex);
        if (BirthDate.TryParse(who.BirthDate, out var born))
        {
            var parts = born.ToString().Split('-');
            (values[prefix + "BirthYear"], values[prefix + "BirthMonth"], values[prefix + "BirthDay"]) = (parts[0], Plain(parts.ElementAtOrDefault(1)), Plain(parts.ElementAtOrDefault(2)));
        }
    }

    // As people write it: 3, not 03.
    private static string Plain(string? part) => (part ?? "").TrimStart('0');
}
