using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Result of a vote.</summary>
/// <param name="Winner">Null when no answer has it: the council votes again.</param>
/// <param name="ByChairman">True when equal votes were decided by the chairman's.</param>
public sealed record Tally(CouncilVote? Winner, bool ByChairman, IReadOnlyDictionary<CouncilVote, int> Votes)
{
    /// <summary>E.g. "nặng: 5 phiếu; nhẹ: 2 phiếu".</summary>
    public string Printed => string.Join("; ", Votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).Select(v => $"{CouncilWords.Vote(v.Key)}: {v.Value} phiếu"));
}

/// <summary>How the council works (Law 51/2010 Art. 16(4), Art. 15(2); Decree 28/2012 Art. 4): quorum, majority, the chairman's word, degrees. Pure.</summary>
public static class CouncilRules
{
    /// <summary>Smallest number of members that makes a session valid: two thirds.</summary>
    public static int QuorumOf(int members) => ((members * 2) + 2) / 3;

    public static bool HasQuorum(int present, int members) => members > 0 && present >= QuorumOf(members);

    /// <summary>More than half of the votes wins; equal votes at the top are decided by the chairman when his is one of them; anything else is voted again.</summary>
    /// <param name="chairman">The chairman's vote; null when he is absent.</param>
    public static Tally Count(IReadOnlyCollection<CouncilVote> votes, CouncilVote? chairman)
    {
        var counted = votes.GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        if (counted.Count == 0)
        {
            return new Tally(null, false, counted);
        }

        var most = counted.Values.Max();
        var top = counted.Where(c => c.Value == most).Select(c => c.Key).ToList();
        if (most * 2 > votes.Count)
        {
            return new Tally(top[0], false, counted);
        }

        return top.Count > 1 && chairman is { } word && top.Contains(word) ? new Tally(word, true, counted) : new Tally(null, false, counted);
    }

    /// <summary>What a winning vote means for the person.</summary>
    public static (CouncilOutcome Outcome, DisabilityDegree Degree) Meaning(CouncilVote vote) => vote switch
    {
        CouncilVote.ExtremelySevere => (CouncilOutcome.Disabled, DisabilityDegree.ExtremelySevere),
        CouncilVote.Severe => (CouncilOutcome.Disabled, DisabilityDegree.Severe),
        CouncilVote.Mild => (CouncilOutcome.Disabled, DisabilityDegree.Mild),
        CouncilVote.NotDisabled => (CouncilOutcome.NotDisabled, DisabilityDegree.None),
        _ => (CouncilOutcome.MedicalBoard, DisabilityDegree.None),
    };

    /// <summary>Degree of a medical board's conclusion in per cent of working ability lost (Decree 28/2012 Art. 4(3)): from 81 extremely severe, 61–80 severe, below 61 mild.</summary>
    public static DisabilityDegree OfLoss(int percent) => percent switch
    {
        >= 81 => DisabilityDegree.ExtremelySevere,
        >= 61 => DisabilityDegree.Severe,
        _ => DisabilityDegree.Mild,
    };

    /// <summary>The way through the whole procedure again: the degree or type changed, or a child reached six and is not a listed case (Circular 01/2019 Art. 8(2)(a), (c)).</summary>
    public static bool NeedsCouncil(string reason, DateOnly? validTo, DateOnly today) => reason == ExchangeReasons.Changed || validTo < today;
}

/// <summary>Why a certificate is exchanged or issued again (Circular 01/2019 Art. 8). Stored values.</summary>
public static class ExchangeReasons
{
    /// <summary>Sai thông tin so với giấy tờ tùy thân: exchange.</summary>
    public const string WrongData = "wrong-data";

    /// <summary>Hư hỏng: exchange.</summary>
    public const string Damaged = "damaged";

    /// <summary>Mất: issued again.</summary>
    public const string Lost = "lost";

    /// <summary>Thay đổi dạng hoặc mức độ khuyết tật: the whole procedure.</summary>
    public const string Changed = "changed";

    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(WrongData, "Đổi: thông tin sai so với giấy tờ tùy thân"), new(Damaged, "Đổi: giấy hư hỏng, không sử dụng được"),
        new(Lost, "Cấp lại: bị mất"), new(Changed, "Thay đổi dạng khuyết tật hoặc mức độ khuyết tật"),
    ];

    public static string Words(string reason) => All.FirstOrDefault(r => r.Key == reason).Value ?? reason;
}
