using ProvinceNode.Eligibility;
using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What is done with a shipped row that contradicts one of the province's own: the province's stays, or the shipped one takes its place from its day on. Pure.</summary>
internal static class ShippedPlans
{
    public static RulePlan Settle(RuleReader reader, RuleGround ground)
    {
        var (conflict, why) = (ground.Conflicts.First(c => c.Key == reader.Text("Conflict")), reader.Text(RuleFields.Legal));
        if (reader.Text("Verdict") == RuleFields.KeepOwn)
        {
            return new RulePlan($"Giữ quy định của tỉnh, không áp dụng dòng của bản cập nhật: {conflict.Words} ({why})") { Since = DateOnly.MaxValue, Settles = conflict };
        }

        var plan = conflict.Shipped() switch
        {
            LevelRow row => Insert(row, ground.Rows.Levels.Where(r => RuleGroups.Levels.Key(r) == RuleGroups.Levels.Key(row)), r => (r.ValidFrom, r.ValidTo), last => row.ValidTo = last),
            CategoryRow row => Insert(row, ground.Rows.Categories.Where(r => r.Code == row.Code), r => (r.ValidFrom, r.ValidTo), last => row.ValidTo = last),
            ParameterRow row => Insert(row, ground.Rows.Parameters.Where(r => r.Name == row.Name), r => (r.ValidFrom, r.ValidTo), last => row.ValidTo = last),
            StepRule row => Insert(row, ground.Steps.Where(r => RuleGround.Key(r) == RuleGround.Key(row)), r => (r.ValidFrom, r.ValidTo), last => row.ValidTo = last),
            // The shipped row of the map is there already: it holds when the province's own ends the day before.
            AuthorityRule row => new RulePlan("") { Since = row.ValidFrom, LastDay = row.ValidFrom.AddDays(-1), End = ground.Authority.FirstOrDefault(r => r.ByProvince && r.Role == row.Role && r.HoldsOn(row.ValidFrom)) },
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no row that a shipment brings."),
        };
        return plan with { Words = $"Áp dụng dòng của bản cập nhật: {conflict.Words} ({why})", Settles = conflict, Applies = true };
    }

    // The row takes the days from its first on, as far as the next row of its matter leaves them.
    private static RulePlan Insert<T>(T row, IEnumerable<T> group, Func<T, (DateOnly From, DateOnly? To)> days, Action<DateOnly?> until)
        where T : class
    {
        var (rows, from) = (group.ToList(), days(row).From);
        var next = rows.Select(r => days(r).From).Where(f => f > from).Order().Select(f => (DateOnly?)f.AddDays(-1)).FirstOrDefault();
        until(next is { } last && (days(row).To is not { } end || end > last) ? last : days(row).To);
        return new RulePlan("")
        {
            Since = from, Add = row, LastDay = from.AddDays(-1), Replace = rows.Find(r => days(r).From == from),
            End = rows.Find(r => days(r).From < from && (days(r).To is not { } to || to >= from)),
        };
    }
}
