using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization.Accounts;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What a line of the sheet does to the list.</summary>
public enum AreaEffect
{
    /// <summary>A place that the list does not have in these days.</summary>
    New,

    /// <summary>Other days or another text than the list has.</summary>
    Changed,

    /// <summary>The place has a last day now, or is not in the sheet that takes the place of the list.</summary>
    Ended,

    /// <summary>As it stands.</summary>
    Same,
}

/// <summary>One change of the list.</summary>
/// <param name="Line">Row of the sheet; null for a place that the sheet does not name.</param>
public sealed record AreaChange(int? Line, AreaEffect Effect, string Commune, string Village, DateOnly From, DateOnly? To, string Legal)
{
    /// <summary>What the line does to the row that the list has; empty where it does nothing to it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The place was in the list for longer than the sheet says, and the sheet takes the place of the list: after the sheet's last day it is in it no more.</summary>
    public bool Shortens { get; init; }
}

/// <summary>A sheet of specially difficult places as one proposal. Pure.</summary>
internal static class AreaPlans
{
    public const string Lines = "Lines";
    public const string File = "File";

    /// <summary>Last day of the places that the sheet does not name; empty: they stay.</summary>
    public const string OthersUntil = "OthersUntil";

    public static RulePlan List(RuleReader reader, RuleGround ground)
    {
        var lines = Parse(reader.Text(Lines));
        var others = reader.Day(OthersUntil);
        Twice(lines).ForEach(reader.Add);
        var parts = new List<RulePlan>();
        var changes = Changes(lines, others, ground, parts, reader.Add);
        if (parts.Count == 0 && reader.Faults.Count == 0)
        {
            reader.Add(LawProblems.AreaNothing.At("Sheet"));
        }

        int Count(AreaEffect effect) => changes.Count(c => c.Effect == effect);
        return new RulePlan($"{RuleFields.Names[RuleKind.SpecialAreas]} ({reader.Text(File)}): {Count(AreaEffect.New)} nơi mới, {Count(AreaEffect.Changed)} nơi thay đổi, {Count(AreaEffect.Ended)} nơi kết thúc{Shortened(changes.Count(c => c.Shortens))}")
        {
            Since = parts.Select(p => p.Since).DefaultIfEmpty(DateOnly.MaxValue).Min(), Also = parts,
        };
    }

    /// <summary>What a sheet changes, for the trial and for who approves.</summary>
    public static IReadOnlyList<AreaChange> Changes(IReadOnlyList<AreaLine> lines, DateOnly? othersUntil, RuleGround ground) => Changes(lines, othersUntil, ground, [], _ => { });

    /// <summary>What a stored proposal changes.</summary>
    public static IReadOnlyList<AreaChange> Changes(IReadOnlyDictionary<string, string> values, RuleGround ground)
    {
        var reader = new RuleReader([], values);
        return Changes(Parse(reader.Text(Lines)), reader.Day(OthersUntil), ground);
    }

    /// <summary>Lines as a proposal keeps them: letters as they are, so that the longest sheet stays within the field.</summary>
    public static string Kept(IReadOnlyList<AreaLine> lines) => JsonSerializer.Serialize(lines, Json);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static List<AreaLine> Parse(string lines) => JsonSerializer.Deserialize<List<AreaLine>>(lines) ?? [];

    private static List<AreaChange> Changes(IReadOnlyList<AreaLine> lines, DateOnly? othersUntil, RuleGround ground, List<RulePlan> parts, Action<Problem> fault)
    {
        var (changes, named) = (new List<AreaChange>(), new HashSet<SpecialAreaRow>(ReferenceEqualityComparer.Instance));
        var known = ground.Rows.SpecialAreas.ToLookup(a => Key(a.CommuneCode, a.Village));
        foreach (var line in lines)
        {
            var stored = known[Key(line.Commune, line.Village)].Where(a => Meets(a, line)).OrderBy(a => a.ValidFrom).ToList();
            stored.ForEach(a => named.Add(a));
            if (stored.Count > 1)
            {
                fault(AccountProblems.SheetRow.At("Sheet", line.Line, LawProblems.AreaSeveral.Now(string.Join("; ", stored.Select(a => Days(a.ValidFrom, a.ValidTo)))).Message));
                continue;
            }

            var (effect, old) = (Part(line, stored.FirstOrDefault(), parts), stored.FirstOrDefault());
            var ended = effect == AreaEffect.Changed && old!.ValidFrom < line.From;
            var longer = ended && line.To is { } to && (old!.ValidTo is null || old.ValidTo > to);
            if (longer && othersUntil is null)
            {
                parts.Add(Rest(old!, line.To!.Value));
            }

            changes.Add(new AreaChange(line.Line, effect, line.Commune, line.Village, line.From, line.To, line.Legal)
            {
                Note = !ended ? "" : longer && othersUntil is null
                    ? $"trong các ngày này thay cho dòng đang có {Days(old!.ValidFrom, old.ValidTo)}; từ ngày {VietnameseFormat.Date(line.To!.Value.AddDays(1))} dòng đang có lại áp dụng"
                    : $"dòng đang có {Days(old!.ValidFrom, old.ValidTo)} kết thúc ngày {VietnameseFormat.Date(line.From.AddDays(-1))}",
                Shortens = longer && othersUntil is not null,
            });
        }

        foreach (var other in othersUntil is { } last ? ground.Rows.SpecialAreas.Where(a => ground.Communes.Contains(a.CommuneCode) && !named.Contains(a) && (a.ValidTo is null || a.ValidTo > last)) : [])
        {
            if (other.ValidFrom > othersUntil)
            {
                fault(LawProblems.AreaLater.At(OthersUntil, Place(other.CommuneCode, other.Village), VietnameseFormat.Date(other.ValidFrom)));
                continue;
            }

            parts.Add(new RulePlan("") { Since = othersUntil!.Value.AddDays(1), End = other, LastDay = othersUntil.Value });
            changes.Add(new AreaChange(null, AreaEffect.Ended, other.CommuneCode, other.Village, other.ValidFrom, othersUntil, other.Legal));
        }

        return changes;
    }

    // A text for some days only takes the place of a longer one for these days: a sheet that does not replace the list ends nothing that it does not say.
    private static RulePlan Rest(SpecialAreaRow longer, DateOnly last) => new("")
    {
        Since = last.AddDays(1), Add = new SpecialAreaRow { CommuneCode = longer.CommuneCode, Village = longer.Village, Legal = longer.Legal, ValidFrom = last.AddDays(1), ValidTo = longer.ValidTo },
    };

    private static string Shortened(int count) => count == 0 ? "" : $"; {count} nơi không còn trong danh sách sau ngày cuối ghi trong tệp, dù hiện được công nhận lâu hơn";

    // What the line does to the one row of the place that it meets.
    private static AreaEffect Part(AreaLine line, SpecialAreaRow? stored, List<RulePlan> parts)
    {
        var row = new SpecialAreaRow { CommuneCode = line.Commune, Village = line.Village, Legal = line.Legal, ValidFrom = line.From, ValidTo = line.To };
        if (stored is null)
        {
            parts.Add(new RulePlan("") { Since = line.From, Add = row });
            return AreaEffect.New;
        }

        if (stored.ValidFrom != line.From)
        {
            // Another text takes over from its day; a line that begins before the stored row is a fault of the rows together.
            parts.Add(new RulePlan("") { Since = line.From, Add = row, End = stored.ValidFrom < line.From ? stored : null, LastDay = line.From.AddDays(-1) });
            return AreaEffect.Changed;
        }

        if ((stored.ValidTo, stored.Legal) == (line.To, line.Legal))
        {
            return AreaEffect.Same;
        }

        parts.Add(new RulePlan("") { Since = Earlier(stored.ValidTo, line.To) is { } day ? day.AddDays(1) : line.From, Add = row, Replace = stored });
        return line.To is { } to && (stored.ValidTo is null || stored.ValidTo > to) ? AreaEffect.Ended : AreaEffect.Changed;
    }

    // Days that the same place has twice in the sheet.
    private static List<Problem> Twice(IReadOnlyList<AreaLine> lines) =>
    [
        .. lines.GroupBy(l => Key(l.Commune, l.Village)).SelectMany(g => g.OrderBy(l => l.From).Zip(g.OrderBy(l => l.From).Skip(1)))
            .Where(pair => pair.First.To is not { } to || to >= pair.Second.From)
            .Select(pair => AccountProblems.SheetRow.At("Sheet", pair.Second.Line, LawProblems.AreaTwice.Now(pair.First.Line).Message)),
    ];

    private static bool Meets(SpecialAreaRow row, AreaLine line) => (line.To is null || row.ValidFrom <= line.To) && (row.ValidTo is null || row.ValidTo >= line.From);

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;

    private static string Key(string commune, string village) => $"{commune} {VietnameseText.NameKey(village)}";

    private static string Place(string commune, string village) => village.Length > 0 ? $"{commune}, {village}" : commune;

    private static string Days(DateOnly from, DateOnly? to) => RulePlanner.Days(from, to);
}
