using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>
/// Decisions as another one cites them. A signed decision never changes: what adjusts, interrupts or ends what it granted names its number, day and
/// body (policy 10.2; D15, D16 in 4.3).
/// </summary>
public static class CitedDecisions
{
    /// <summary>Decisions kept here that the rows rest on, in words, by their ids; what was granted on paper is not among them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> AllAsync(NodeDb db, IReadOnlyList<Entitlement> rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.DecisionId).Distinct().ToList();
        // The decision may stand with a commune that the person has left; the rows themselves are in the caller's scope.
        var decisions = ids.Count == 0 ? [] : await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.Id))
            .Select(d => new { d.Id, d.Number, d.SignedOn, d.IssuerName }).ToListAsync(cancel);
        return decisions.ToDictionary(d => d.Id, d => Words(d.Number, d.SignedOn, d.IssuerName));
    }

    /// <summary>"Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch Ủy ban nhân dân huyện Hậu Lộc"; without a number while the clerk has given none.</summary>
    /// <param name="issuer">Name of the body as its book has it, e.g. UBND huyện Hậu Lộc.</param>
    public static string Words(string? number, DateOnly signedOn, string issuer)
    {
        var body = issuer.StartsWith("UBND ", StringComparison.Ordinal) ? $"Chủ tịch Ủy ban nhân dân {issuer[5..]}" : issuer;
        return $"Quyết định {(number is { Length: > 0 } ? $"số {number} " : "")}ngày {VietnameseFormat.Date(signedOn)}{(body.Length > 0 ? $" của {body}" : "")}";
    }

    /// <summary>The decision that granted what a version pays, a suspension left aside; else the one on paper that the appraiser typed; empty when nobody knows it.</summary>
    public static string Of(Case found, Entitlement row)
    {
        var granted = row;
        while (granted.Status == EntitlementStatus.Suspended && found.Rows.FirstOrDefault(r => r.Id == granted.PreviousId) is { } before)
        {
            granted = before;
        }

        return found.Cited.TryGetValue(granted.DecisionId, out var words) ? words : OnPaper(found.Measure.OldDecision);
    }

    /// <summary>What was typed from a paper, as a decision cites it: "12/QĐ-UBND ngày 05/10/2019" is "Quyết định số 12/QĐ-UBND ngày 05/10/2019".</summary>
    public static string OnPaper(string typed)
    {
        var text = NeutralWords.Remark(typed.Trim().TrimEnd('.'));
        return text.Length == 0 ? "" : text.StartsWith("quyết định", StringComparison.OrdinalIgnoreCase) ? "Q" + text[1..]
            : text.StartsWith("số ", StringComparison.OrdinalIgnoreCase) ? $"Quyết định s{text[1..]}" : $"Quyết định số {text}";
    }
}
