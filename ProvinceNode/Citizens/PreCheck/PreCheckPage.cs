using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers.PreCheck;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Citizens.PreCheck;

/// <summary>A question that was answered, as it is read back.</summary>
public sealed record Answered(Question Question, string Value);

/// <summary>
/// Tra trước: the fewest questions that settle what somebody could receive, from when and with which papers. All answers travel in the page
/// itself: nothing is stored, nothing is in an address or a log.
/// </summary>
[AllowAnonymous]
public sealed class PreCheckPageModel(PreCheckRules rules, Throttle throttle, VietnamTime time, IOptions<NodeOptions> node) : PageModel
{
    private const int MostPerAddress = 300;
    private const string Prefix = "da-";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    [BindProperty(Name = "nam")]
    public string? Year { get; set; }

    [BindProperty(Name = "thang")]
    public string? Month { get; set; }

    public IReadOnlyList<Answered> Given { get; private set; } = [];

    /// <summary>What is asked now; null at the beginning and at the end.</summary>
    public Question? Asked { get; private set; }

    /// <summary>What the rules say, once it is settled.</summary>
    public PreCheckOutcome? Result { get; private set; }

    /// <summary>Name of the hidden field that carries an answer.</summary>
    public static string FieldOf(string key) => Prefix + key;

    public async Task<IActionResult> OnPostAsync(string? hoi, string? chon, string? lui, CancellationToken cancel)
    {
        if (!throttle.CountOne("pre-check:" + Address.Of(HttpContext), MostPerAddress, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (ReadBirth(out var faults) is not { } birth)
        {
            this.Show(faults);
            return Page();
        }

        var interview = new Interview(birth, time.Today, await rules.LoadAsync(cancel), node.Value.ProvinceCode);
        var answers = Read(interview);
        if (lui is not null)
        {
            if (answers.Count == 0)
            {
                ModelState.Clear();
                return Page();
            }

            answers.RemoveAt(answers.Count - 1);
        }
        else if (interview.Possible.FirstOrDefault(q => q.Key == hoi) is { } question)
        {
            if (question.Choices.All(c => c.Value != chon))
            {
                this.Show([PreCheckProblems.Choose.At("chon")]);
            }
            else
            {
                answers.Add(new Answered(question, chon!));
            }
        }

        var said = answers.ToDictionary(a => a.Question.Key, a => a.Value, StringComparer.Ordinal);
        (Given, Asked) = (answers, interview.Next(said));
        Result = Asked is null ? PreCheckOutcome.Of(interview.Answer(said), time.Today) : null;
        return Page();
    }

    private BirthDate? ReadBirth(out List<Problem> faults)
    {
        faults = [];
        var today = time.Today;
        var month = int.TryParse(Month, NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? m : (int?)null;
        if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < today.Year - 130 || year > today.Year)
        {
            faults.Add(PreCheckProblems.Year.At("nam", today.Year));
        }

        if (!string.IsNullOrWhiteSpace(Month) && month is not (>= 1 and <= 12))
        {
            faults.Add(PreCheckProblems.Month.At("thang"));
        }

        if (faults.Count == 0 && year == today.Year && month > today.Month)
        {
            faults.Add(PreCheckProblems.Month.At("thang"));
        }

        return faults.Count > 0 ? null : BirthDate.Of(year, month);
    }

    private List<Answered> Read(Interview interview) => Request.Form.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(k => (Question: interview.Possible.FirstOrDefault(q => FieldOf(q.Key) == k), Value: Request.Form[k].ToString()))
        .Where(a => a.Question is not null && a.Question.Choices.Any(c => c.Value == a.Value)).Select(a => new Answered(a.Question!, a.Value)).ToList();
}
