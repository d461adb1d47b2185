using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication.Repair;

/// <summary>An official saw to what a repair could not put right by itself, and says how.</summary>
public sealed class SettleFinding(NodeDb db, VietnamTime time)
{
    public const int LongestWhy = 300;

    /// <param name="why">What was done: entered again from the paper, erased again, or why nothing is to be done.</param>
    public async Task<Outcome<RepairFinding>> HandleAsync(Guid id, string? why, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ReplicationResend))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var words = why?.Trim() ?? "";
        if (words.Length is 0 or > LongestWhy)
        {
            return words.Length == 0 ? CommonProblems.Required.At("Why", "việc đã làm với bản ghi này") : CommonProblems.TooLong.At("Why", "Việc đã làm", LongestWhy, words.Length);
        }

        var finding = await db.RepairFindings.SingleOrDefaultAsync(f => f.Id == id && f.SettledAt == null, cancel);
        if (finding is null)
        {
            return ReplicationProblems.FindingSettled.Now();
        }

        (finding.SettledAt, finding.SettledBy, finding.SettledWhy) = (time.UtcNow, official.FullName, words);
        var act = Act.By(official, ActKinds.ReplicationSettle, time.UtcNow, words).On(RecordMessages.KindName(finding.Kind), finding.RecordId);
        return await db.SaveAsync(act, cancel) ? finding : CommonProblems.ChangedMeanwhile.Now();
    }
}
