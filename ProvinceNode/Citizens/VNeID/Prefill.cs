using ProvinceNode.Citizens.Own;
using ProvinceNode.Dossiers.Forms;

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
        var person = new ToldPerson(who.FullName, who.Number, who.BirthDate, who.Sex, who.Phone);
        if (form.Declarant == Declarant.OwnerOrOther && forOther)
        {
            person.AsApplicant(values);
            return;
        }

        var (prefix, phone) = form.Declarant switch { Declarant.Carer => ("Carer", "CarerPhone"), Declarant.Burier => ("Burier", "BurierPhone"), _ => (form.Owner, "Phone") };
        person.Into(values, prefix);
        (values[phone], values["DeclaredBy"]) = (who.Phone, form.Declarant == Declarant.OwnerOrOther ? "owner" : values["DeclaredBy"]);
    }
}
