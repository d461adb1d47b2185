using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>The node's rules, with one place more on the list of special difficulty: the one of people who say that theirs is on it.</summary>
public sealed class PreCheckRules(NodeDb db)
{
    public async Task<RuleBook> LoadAsync(CancellationToken cancel) => With(await RuleTables.RowsAsync(db, cancel));

    public static RuleBook With(LawRows rows) => new(rows with
    {
        SpecialAreas = [.. rows.SpecialAreas, new SpecialAreaRow { CommuneCode = PreCheckFacts.ListedPlace, Legal = "danh sách xã, thôn đặc biệt khó khăn", ValidFrom = DateOnly.MinValue }],
    });
}
