using System.Text.Json;
using System.Text.Json.Serialization;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>In what form a paper came (policy 4.3 D01: chính, sao, điện tử). Stored by name.</summary>
public enum PaperForm
{
    /// <summary>Bản chính, filed.</summary>
    Original,

    /// <summary>Bản sao, filed.</summary>
    Copy,

    /// <summary>Shown to be compared and taken home again (Decree 20 Art. 8(1)(a)).</summary>
    Shown,
}

/// <summary>A paper that somebody brought.</summary>
/// <param name="Paper">Code of <see cref="SubmitPapers"/>, <c>to-khai.</c> with the form for a declaration, or a name as the clerk typed it.</param>
public sealed record PresentedPaper(string Paper, PaperForm Form, int Count = 1);

/// <summary>A paper that the clerk may tick, with what was chosen.</summary>
/// <param name="Files">Files of it that were sent online.</param>
public sealed record PresentedRow(string Field, string CountField, string Name, string Form, string Count, int Files);

/// <summary>What was filed and shown at the reception: printed on D01, kept with the dossier, told again on the slip of the appraisal. Pure.</summary>
public static class PresentedPapers
{
    private const string Prefix = "Presented.";
    private const string CountPrefix = "PresentedCount.";
    private const string Declaration = "to-khai.";
    private const int MostOf = 99;
    private const int MostName = 200;

    public static readonly ProblemKind CountWrong = new("presented-count", "Số lượng giấy tờ là một số từ 1 đến 99. Hãy nhập lại số lượng.");

    public static readonly ProblemKind EmailWrong = new("applicant-email", "Email chưa đúng dạng, ví dụ ten@vidu.vn. Hãy nhập lại hoặc để trống.");

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Choices of the desk.</summary>
    public static IReadOnlyDictionary<string, string> Forms { get; } = new Dictionary<string, string>
    {
        [nameof(PaperForm.Copy)] = "Nộp bản sao", [nameof(PaperForm.Original)] = "Nộp bản chính", [nameof(PaperForm.Shown)] = "Xuất trình bản chính để đối chiếu",
    };

    public static IReadOnlyList<PresentedPaper> Of(Dossier dossier) => dossier.Presented is { } json ? JsonSerializer.Deserialize<List<PresentedPaper>>(json, Json)! : [];

    public static string? ToJson(IReadOnlyList<PresentedPaper> papers) => papers.Count == 0 ? null : JsonSerializer.Serialize(papers, Json);

    /// <summary>"bản sao, số lượng: 01".</summary>
    public static string Words(PresentedPaper paper) => $"{Word(paper.Form)}, số lượng: {PaperStyle.Count(paper.Count)}";

    /// <summary>Declarations and papers of the dossier's forms, to be ticked.</summary>
    /// <param name="typed">What was typed in a field; null on a page that nobody filled in yet.</param>
    public static IReadOnlyList<PresentedRow> Rows(Dossier dossier, Func<string, string>? typed)
    {
        var forms = FormFacts.FormsOf(dossier);
        var day = VietnamTime.Day(dossier.SubmittedAt);
        var sent = dossier.Attachments.GroupBy(a => a.Paper, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        // Who comes in person signed his declaration on paper, or signs it at the desk.
        var declared = dossier.Channel == 2 ? "" : nameof(PaperForm.Original);
        PresentedRow Row(string code, string name, string form) => new(Prefix + code, CountPrefix + code, name,
            typed?.Invoke(Prefix + code) ?? form, typed?.Invoke(CountPrefix + code) is { Length: > 0 } count ? count : "1", sent.GetValueOrDefault(code));
        return
        [
            .. DeclarationsOf(dossier).Select(f => Row(Declaration + f, NameOf(Declaration + f), declared)),
            .. forms.Count == 0 ? [] : new FormSet(forms).Papers.Select(p => Row(p.Kind.Code, p.Kind.NameOn(day), "")),
        ];
    }

    /// <summary>What was chosen on the page.</summary>
    /// <param name="others">Names of papers that are not in the list, one a line.</param>
    public static IReadOnlyList<PresentedPaper> Read(Func<string, string> typed, IEnumerable<string> fields, string others) =>
    [
        .. fields.Where(f => f.StartsWith(Prefix, StringComparison.Ordinal)).Where(f => Enum.TryParse<PaperForm>(typed(f), out _)).Select(f => new PresentedPaper(
            f[Prefix.Length..], Enum.Parse<PaperForm>(typed(f)),
            int.TryParse(typed(CountPrefix + f[Prefix.Length..]).Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0)),
        .. others.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => new PresentedPaper(VietnameseText.Clean(name), PaperForm.Copy)),
    ];

    /// <summary>What is wrong with what the desk wrote down, each at its box.</summary>
    public static List<Problem> Faults(ReceiveInput input)
    {
        var faults = input.Presented.Where(p => p.Count is < 1 or > MostOf).Select(p => CountWrong.At(CountPrefix + p.Paper)).ToList();
        faults.AddRange(input.Presented.Where(p => p.Paper.Length > MostName).Take(1).Select(p => CommonProblems.TooLong.At("OtherPapers", "Tên giấy tờ", MostName, p.Paper.Length)));
        var email = input.Email.Trim();
        if (email.Length > ApplicantData.MostEmail || (email.Length > 0 && (email.Split('@') is not [{ Length: > 0 }, var host] || !host.Contains('.', StringComparison.Ordinal) || email.Any(char.IsWhiteSpace))))
        {
            faults.Add(EmailWrong.At(nameof(input.Email)));
        }

        return faults;
    }

    /// <summary>Everything that the receipt lists: what came on paper, then what was sent online.</summary>
    public static IReadOnlyList<string> Lines(Dossier dossier)
    {
        var brought = Of(dossier).Select(p => p.Paper).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. OnPaper(dossier),
            .. DeclarationsOf(dossier).Where(f => !brought.Contains(Declaration + f)).Select(f => $"{Printed(Declaration + f)} (bản điện tử, số lượng: 01)"),
            .. Electronic(dossier).Select(e => $"{Printed(e.Paper)} (bản điện tử, số lượng: {PaperStyle.Count(e.Files)} tệp)"),
        ];
    }

    /// <summary>What came on paper.</summary>
    public static IReadOnlyList<string> OnPaper(Dossier dossier) => Of(dossier).Select(p => $"{Printed(p.Paper)} ({Words(p)})").ToList();

    /// <summary>Names of papers whose original nobody has seen yet.</summary>
    public static IReadOnlyList<string> Uncompared(Dossier dossier)
    {
        var presented = Of(dossier);
        var seen = presented.Where(p => p.Form != PaperForm.Copy).Select(p => p.Paper).ToHashSet(StringComparer.Ordinal);
        return presented.Where(p => p.Form == PaperForm.Copy).Select(p => p.Paper).Concat(Electronic(dossier).Select(e => e.Paper))
            .Where(p => !seen.Contains(p)).Distinct(StringComparer.Ordinal).Select(Printed).ToList();
    }

    private static IEnumerable<string> DeclarationsOf(Dossier dossier) => dossier.Requests.OrderBy(r => r.Number).Select(r => r.Form).Distinct(StringComparer.Ordinal);

    private static IEnumerable<(string Paper, int Files)> Electronic(Dossier dossier) => dossier.Attachments.GroupBy(a => a.Paper, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));

    private static string NameOf(string paper) => paper.StartsWith(Declaration, StringComparison.Ordinal) ? $"Tờ khai mẫu số {paper[Declaration.Length..]}" : SubmitPapers.NameOf(paper);

    // Papers of groups 3 and 8 are named without the illness.
    private static string Printed(string paper) => NeutralWords.Paper(NameOf(paper));

    private static string Word(PaperForm form) => form switch { PaperForm.Original => "bản chính", PaperForm.Copy => "bản sao", _ => "xuất trình bản chính để đối chiếu" };
}
