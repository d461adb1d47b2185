using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Replication;

/// <summary>Lets a refused version go to the hub once more, after the cause was put right there or here.</summary>
public sealed class ResendRefused(NodeDb db, VietnamTime time)
{
    /// <param name="kind">Number of the record kind, or null for every refused row.</param>
    /// <param name="code">Only rows that were refused for this reason; null for every reason.</param>
    /// <returns>Number of rows that wait again.</returns>
    public async Task<Outcome<int>> HandleAsync(SignedInOfficial official, int? kind, Guid? recordId, string? code, CancellationToken cancel)
    {
        if (!official.May(Actions.ReplicationResend))
        {
            return CommonProblems.NotAllowed.Now();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.States.ExecuteUpdateAsync(s => s.SetProperty(x => x.Turn, x => x.Turn + 1), cancel);
        var rows = await db.Outbox
            .Where(r => r.RefusedAt != null && (kind == null || r.Kind == kind) && (recordId == null || r.RecordId == recordId) && (code == null || r.RefusedCode == code))
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return ReplicationProblems.NothingRefused.Now();
        }

        foreach (var row in rows)
        {
            (row.RefusedAt, row.RefusedCode, row.RefusedReason) = (null, null, null);
        }

        var act = Act.By(official, ActKinds.ReplicationResend, time.UtcNow, code is null ? $"{rows.Count}" : $"{rows.Count} ({code})");
        var saved = await db.SaveAsync(rows.Count == 1 ? act.On(RecordMessages.KindName(rows[0].Kind), rows[0].RecordId) : act, cancel);
        if (!saved)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return rows.Count;
    }
}
