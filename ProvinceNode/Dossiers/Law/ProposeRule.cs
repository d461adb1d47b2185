using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Đề nghị thay đổi một quy định của tỉnh.</summary>
[Needs(Actions.RulesPropose)]
public sealed class ProposeRuleModel(LawBook book, CurrentOfficial current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "loai")]
    public RuleKind Kind { get; set; }

    public IReadOnlyList<RuleField> Fields { get; private set; } = [];

    /// <summary>What was typed.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The change reaches days before today: it is confirmed and given a reason.</summary>
    public bool Past { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        Values = Fields.ToDictionary(f => f.Name, f => f.Kind == RuleFieldKind.Date ? Typed(f.Name) : Request.Form[f.Name].ToString(), StringComparer.Ordinal);
        Values = Values.Concat(new[] { PastEffect.Confirmed, PastEffect.Reason }.Select(n => KeyValuePair.Create(n, Request.Form[n].ToString()))).ToDictionary(StringComparer.Ordinal);
        var outcome = await book.ProposeAsync(Kind, Values, current.Required, cancel);
        if (!outcome.Succeeded)
        {
            Past = outcome.Has(LawProblems.ConfirmPast) || outcome.Has(LawProblems.SayWhyPast) || Values[PastEffect.Reason].Length > 0;
            this.Show(outcome.Problems);
            return page;
        }

        TempData["Done"] = "Đã ghi đề nghị. Quy định chỉ có hiệu lực sau khi lãnh đạo khác duyệt.";
        return Redirect("/quan-tri/quy-dinh");
    }

    private string Typed(string name) => string.Join('/', new[] { "Day", "Month", "Year" }.Select(part => Request.Form[name + part].ToString().Trim())).Trim('/');

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (!Enum.IsDefined(Kind) || Kind == RuleKind.SpecialAreas)
        {
            return NotFound();
        }

        Fields = RuleFields.Of(Kind, (await book.GroundAsync(current.Required.Office.Province, cancel)).Choices);
        return Page();
    }
}
