using System.Text;
using System.Text.Json;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Explain;

/// <summary>
/// <c>explain &lt; facts.jsonl &gt; answers.jsonl</c>: what the law pays for each case of a file and why. One line in, one line out, in order;
/// a bad line gets a line with its faults and the rest go on. Nothing is stored; only national rules unless <c>--node</c> is given.
/// </summary>
public static class ExplainCommand
{
    // A line is one person; longer than this is no case but a mistake, e.g. a whole file without line ends.
    private const int MostCharacters = 200_000;

    /// <returns>0 when every line was answered, 3 when some had faults.</returns>
    public static async Task<int> RunAsync(RuleBook rules, Stream input, Stream output, CancellationToken cancel)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false, throwOnInvalidBytes: false), leaveOpen: true);
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var (line, faulty) = (0, false);
        while (await reader.ReadLineAsync(cancel) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var answer = Answer(line, text, rules);
            faulty |= answer.Errors is not null;
            await writer.WriteLineAsync(JsonSerializer.Serialize(answer, ExplainJson.Options).AsMemory(), cancel);
        }

        return faulty ? 3 : 0;
    }

    /// <summary>Answers one line.</summary>
    public static ExplainAnswer Answer(int line, string text, RuleBook rules)
    {
        if (text.Length > MostCharacters)
        {
            return new ExplainAnswer { Line = line, Errors = [new("", $"Dòng dài quá {MostCharacters} ký tự. Mỗi dòng chỉ ghi một người.")] };
        }

        try
        {
            var asked = JsonSerializer.Deserialize<ExplainCase>(text, ExplainJson.Options);
            return asked is null ? new ExplainAnswer { Line = line, Errors = [new("", "Dòng trống. Hãy ghi một đối tượng JSON.")] } : Answer(line, asked, rules);
        }
        catch (JsonException e)
        {
            // The message of the library is English and may repeat what was typed; its path is enough to find the place.
            return new ExplainAnswer { Line = line, Errors = [new(e.Path ?? "$", "Không đọc được: sai tên trường, thiếu trường bắt buộc, sai dạng giá trị hoặc năm ngoài khoảng 1850–2200. Xem bảng trường trong README.")] };
        }
    }

    private static ExplainAnswer Answer(int line, ExplainCase asked, RuleBook rules)
    {
        var faults = ExplainFaults.Of(asked);
        if (faults.Count > 0)
        {
            return new ExplainAnswer { Line = line, Id = asked.Id, Errors = faults };
        }

        rules = rules.On(asked.DecidedOn);
        var month = ExplainFaults.ReadMonth(asked.Month)!.Value;
        var answer = Assistance.Decide(asked.Facts, month, rules, asked.Province);
        return new ExplainAnswer
        {
            Line = line, Id = asked.Id, Month = asked.Month, DecidedOn = asked.DecidedOn, RuleSet = answer.RuleSet, Eligible = answer.Eligible, TotalDong = answer.TotalDong,
            Awards = answer.Awards, Choices = answer.Choices, Trials = answer.Trials, Remarks = answer.Remarks,
            Timeline = asked.Until.Length == 0 ? null : Runs(asked, month, rules), Changes = asked.Until.Length == 0 ? null : Changes(asked, month, rules),
        };
    }

    private static List<ExplainRun> Runs(ExplainCase asked, PayMonth month, RuleBook rules)
    {
        var months = new TimelineMonths(month, ExplainFaults.ReadMonth(asked.Until)!.Value, month);
        return Timeline.Spans(Timeline.Of(asked.Facts, months, rules, asked.Province)).Select(s => new ExplainRun(
            Written(s.FromMonth), Written(s.ToMonth), s.MonthlyDong, string.Join('+', s.Parts.Select(p => p.CategoryCode)), s.TotalDong, s.Note)).ToList();
    }

    private static List<ExplainChange> Changes(ExplainCase asked, PayMonth month, RuleBook rules) =>
        Triggers.Ahead(asked.Facts, month.AddMonths(1), ExplainFaults.ReadMonth(asked.Until)!.Value, rules, asked.Province).Select(t => new ExplainChange(
            Written(t.Month), t.What, t.Effect, t.EffectMonth == 0 ? null : Written(t.EffectMonth), t.BeforeDong, t.AfterDong)).ToList();

    private static string Written(int month) => $"{month / 100:0000}-{month % 100:00}";
}
