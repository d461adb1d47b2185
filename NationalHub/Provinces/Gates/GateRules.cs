using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>The last push, and what the node said then of what waits and what the hub refused.</summary>
public sealed record LastPush(DateTime? At, long Waiting, long Refused);

/// <summary>All that the gates of a province look at.</summary>
/// <param name="Told">Null: the node has told nothing yet.</param>
/// <param name="Push">Null: the node has pushed nothing yet.</param>
/// <param name="Records">Records that the hub has of the province.</param>
/// <param name="Equality">The last certificate of equality; null when none was made.</param>
public sealed record GateFacts(Standing? Told, LastPush? Push, long Records, IReadOnlyList<ParallelMonth> Months, LastEquality? Equality);

/// <summary>What the last certificate of equality says.</summary>
/// <param name="Refused">Records of which the hub refused the newest version: they are counted as on their way.</param>
public sealed record LastEquality(DateTime SignedAt, long Records, int InFlight, int Refused, int Differing);

/// <summary>A gate as measured now.</summary>
/// <param name="Measure">What was found, in words.</param>
/// <param name="Lacking">What is to be done; empty when the gate is met.</param>
public sealed record GateMeasure(GateKind Gate, string Measure, string Lacking)
{
    public bool Met => Lacking.Length == 0;
}

/// <summary>Which gates lead to which stage, and what each asks for. Pure.</summary>
public static class GateRules
{
    private const string Silent = "Nút chưa báo số liệu";

    /// <summary>The stage after this one; null after the last. From Invited a province goes by its node's first call.</summary>
    public static ProvinceStage? Next(ProvinceStage stage) => stage switch
    {
        ProvinceStage.Testing => ProvinceStage.Pilot,
        ProvinceStage.Pilot => ProvinceStage.Live,
        _ => null,
    };

    /// <summary>The stage that a province is set back to; null where there is none: what was tried once is not untried.</summary>
    public static ProvinceStage? Before(ProvinceStage stage) => stage switch
    {
        ProvinceStage.Live => ProvinceStage.Pilot,
        ProvinceStage.Pilot => ProvinceStage.Testing,
        _ => null,
    };

    public static IReadOnlyList<GateKind> Of(ProvinceStage next) => next switch
    {
        ProvinceStage.Pilot => [GateKind.Accounts, GateKind.Calendar, GateKind.Import, GateKind.Replication],
        ProvinceStage.Live => [GateKind.Accounts, GateKind.Calendar, GateKind.Import, GateKind.Replication, GateKind.Parallel],
        _ => [],
    };

    public static GateMeasure Judge(GateKind gate, GateFacts facts, GateOptions options, DateTime now)
    {
        if (gate == GateKind.Parallel)
        {
            return ParallelGate.Judge(facts.Months, options, PayMonth.Of(VietnamTime.Day(now)));
        }

        if (facts.Told is not { } told || now - told.ReceivedAt > TimeSpan.FromHours(options.FreshHours))
        {
            var measure = facts.Told is { } old ? $"{Silent} từ {ProvinceWords.Moment(old.ReceivedAt)}" : $"{Silent} lần nào";
            return new(gate, measure, $"{measure}. Hãy khởi động nút của tỉnh và kiểm tra kết nối ở trang “Kết nối” của nút.");
        }

        return gate switch
        {
            GateKind.Accounts => AccountsGate.Judge(told, options),
            GateKind.Calendar => CalendarGate.Judge(told, options, VietnamTime.Day(now)),
            GateKind.Import => ImportGate.Judge(told, options),
            _ => ReplicationGate.Judge(facts, told, options, now),
        };
    }

    /// <summary>What is said of something that a node of before does not tell.</summary>
    internal static string Untold(string what) => $"Nút chưa báo {what}. Hãy nâng cấp nút của tỉnh lên bản mới.";

    /// <summary>A number as people read it.</summary>
    internal static string Number(long number) => number.ToString("N0", VietnameseFormat.Culture);

    /// <summary>Names with commas, and that there are more.</summary>
    internal static string Some(IEnumerable<string> names, int of)
    {
        var told = names.ToList();
        return $"{string.Join(", ", told)}{(of > told.Count ? ", …" : "")}";
    }
}
