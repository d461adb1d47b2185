using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ProvinceNode.Platform.Layout;

/// <summary>How a page says what is wrong: a summary at the top that links to the fields, and the same sentence at each field.</summary>
public static class ProblemList
{
    private const string Key = "Problems";

    /// <summary>Shows the problems of a verb on the page that sent it.</summary>
    public static void Show(this PageModel page, IReadOnlyList<Problem> problems) => page.ViewData[Key] = problems;

    public static IReadOnlyList<Problem> Of(ViewDataDictionary data) => data[Key] as IReadOnlyList<Problem> ?? [];

    /// <summary>The problem of a field, or null.</summary>
    public static Problem? At(ViewDataDictionary data, string field) => Of(data).FirstOrDefault(p => p.Field == field);

    /// <summary>Id of the first control of a field; the summary's links point there.</summary>
    public static string IdOf(string field) => "f-" + field.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
