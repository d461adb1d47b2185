using Protos.Values;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Texts of fields: tidied for keeping, and in people's words for reading back. Pure.</summary>
public static class FieldText
{
    /// <summary>As it is kept: single spaces, numbers without the dots people type, money with them.</summary>
    public static string Tidy(FormField field, string text) => field.Kind switch
    {
        FieldKind.Identity or FieldKind.Account => CitizenId.Clean(text),
        FieldKind.Phone => PersonRules.Phone(text) ?? VietnameseText.Clean(text),
        FieldKind.Money => SubmitFaults.ReadAmount(text) is { } dong ? dong.ToString("#,0", VietnameseFormat.Culture) : text.Trim(),
        FieldKind.Text when field.Lines is not null => text.Normalize(System.Text.NormalizationForm.FormC).Trim(),
        FieldKind.Text or FieldKind.Name => VietnameseText.Clean(text),
        _ => text.Trim(),
    };

    /// <summary>In words; empty when nothing was answered.</summary>
    public static string Words(FormField field, FormScope scope, Func<string, string>? commune = null) => field.Kind switch
    {
        FieldKind.Date or FieldKind.Birth => string.Join('/', field.Boxes.Select(b => scope[b].Trim()).Where(p => p.Length > 0).Select(p => p.PadLeft(2, '0'))),
        FieldKind.Choice or FieldKind.Select => field.WordsOf(scope[field.Name], scope.Today),
        FieldKind.Tick => scope.Ticked(field.Name) ? "Có" : "",
        FieldKind.Money => scope.Money(field.Name) is { } dong ? dong.ToString("#,0", VietnameseFormat.Culture) + " đồng" : scope[field.Name].Trim(),
        FieldKind.Month => scope.Month(field.Name) is { } month ? BirthDate.Parse(month).Printed : scope[field.Name].Trim(),
        FieldKind.Commune => commune?.Invoke(scope[field.Name]) ?? scope[field.Name],
        FieldKind.Group or FieldKind.Heading => "",
        _ => scope[field.Name].Trim(),
    };
}
