using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>How an official settles payments that the law does not explain.</summary>
public sealed record SettleInput
{
    public required LevelChange Change { get; init; }

    /// <summary>Entitlements chosen one by one.</summary>
    public IReadOnlyList<Guid> Chosen { get; init; } = [];

    /// <summary>Instead: everybody of one doubt, in the commune or in the whole scope.</summary>
    public LevelDoubt? AllOf { get; init; }

    /// <summary>Path of a commune, or null.</summary>
    public string? Commune { get; init; }

    public LevelChoice? Choice { get; init; }

    /// <summary>Đồng a month, as typed, of <see cref="LevelChoice.Enter"/>.</summary>
    public string Amount { get; init; } = "";

    /// <summary>First month, MM/yyyy as typed, of <see cref="LevelChoice.Enter"/>; empty: the first list.</summary>
    public string From { get; init; } = "";

    public string Why { get; init; } = "";
}

/// <summary>Xử lý ngoại lệ: what the law does not explain goes on as an official says, who answers for it; it is paid only after the list is signed.</summary>
public sealed class SettleLevel(DossierDesk dossiers, LevelDesk levels, LevelReader reader)
{
    private const int ShortestReason = 10;

    /// <summary>Settles, and tells how many.</summary>
    public Task<Outcome<int>> Handle(SettleInput input, SignedInOfficial official, CancellationToken cancel) =>
        dossiers.InTransactionAsync(() => SettleAsync(input, official, cancel), cancel);

    /// <summary>The month of MM/yyyy or M/yyyy, or null.</summary>
    public static PayMonth? ParseMonth(string text) =>
        DateOnly.TryParseExact(text.Trim(), ["MM/yyyy", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? PayMonth.Of(day) : null;

    private async Task<Outcome<int>> SettleAsync(SettleInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var context = await levels.Rules.ForAsync(official.Office, cancel);
        if (!LevelDesk.MayMake(context, official))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var terms = LevelDesk.Terms(context, official.Office);
        var meant = new List<LevelEntry>();
        await foreach (var entry in reader.DueAsync(input.Change, terms, input.Commune, cancel))
        {
            if (entry.Answer.Doubt != LevelDoubt.None && (input.AllOf is { } all ? entry.Answer.Doubt == all : input.Chosen.Contains(entry.EntitlementId)))
            {
                meant.Add(entry);
            }
        }

        if (Faults(input, meant, terms) is { Count: > 0 } faults)
        {
            return faults;
        }

        await KeepAsync(input, meant, terms, official, context.NowUtc, cancel);
        var act = Act.By(official, ActKinds.LevelSettle, context.NowUtc, $"{LevelWords.Choice(input.Choice!.Value)}: {meant.Count} chế độ. {input.Why.Trim()}",
            string.Join(' ', meant.Take(40).Select(m => $"entitlement/{m.EntitlementId:D}")));
        return await levels.Db.SaveAsync(act, cancel) ? meant.Count : CommonProblems.ChangedMeanwhile.Now();
    }

    private static List<Problem> Faults(SettleInput input, List<LevelEntry> meant, LevelTerms terms)
    {
        var faults = new List<Problem>();
        void When(bool wrong, Func<Problem> problem)
        {
            if (wrong)
            {
                faults.Add(problem());
            }
        }

        When(meant.Count == 0, () => LevelProblems.NoneChosen.At("Chosen"));
        When(input.Choice is null, () => LevelProblems.NoChoice.At("Choice"));
        When(input.Why.Trim().Length < ShortestReason, () => LevelProblems.Reason.At("Why"));
        var refused = input.Choice is { } choice ? meant.Find(m => !LevelRules.Choices(m.Answer.Doubt).Contains(choice)) : null;
        When(refused is not null, () => LevelProblems.NotByChoice.At("Choice", LevelWords.Doubt(refused!.Answer.Doubt)));
        if (input.Choice == LevelChoice.Enter)
        {
            When(meant.Count > 1, () => LevelProblems.OneByOne.At("Choice"));
            When(Amount(input) is not (>= 10_000 and <= 50_000_000), () => LevelProblems.Amount.At("Amount"));
            var earliest = meant.Count == 0 ? terms.Until : new PayMonth(meant[0].Case.StartMonth);
            When(From(input, terms) is not { } from || from < earliest || from > terms.Until, () => LevelProblems.From.At("From", earliest, terms.Until));
        }

        return faults;
    }

    private async Task KeepAsync(SettleInput input, List<LevelEntry> meant, LevelTerms terms, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel)
    {
        var edition = terms.Edition;
        var known = await levels.Db.Set<LevelSettlement>().Where(s => s.Edition == edition).ToDictionaryAsync(s => s.EntitlementId, cancel);
        var (amount, from) = input.Choice == LevelChoice.Enter ? (Amount(input)!.Value, From(input, terms)!.Value.Number) : (0, 0);
        foreach (var entry in meant)
        {
            if (!known.TryGetValue(entry.EntitlementId, out var row))
            {
                row = new LevelSettlement
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(nowUtc)), TenantPath = entry.TenantPath, EntitlementId = entry.EntitlementId, Edition = edition, Choice = input.Choice!.Value,
                    Reason = "", OfficialId = official.Id, OfficialName = "", RecordedAt = nowUtc,
                };
                levels.Db.Add(row);
            }

            (row.Choice, row.ChosenDong, row.ChosenFrom, row.Reason, row.OfficialId, row.OfficialName, row.RecordedAt) =
                (input.Choice!.Value, amount, from, input.Why.Trim()[..Math.Min(500, input.Why.Trim().Length)], official.Id, official.FullName, nowUtc);
        }
    }

    private static long? Amount(SettleInput input) =>
        long.TryParse(input.Amount.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var dong) ? dong : null;

    private static PayMonth? From(SettleInput input, LevelTerms terms) => input.From.Trim().Length == 0 ? terms.Until : ParseMonth(input.From);
}
