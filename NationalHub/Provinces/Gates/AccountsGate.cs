namespace NationalHub.Provinces.Gates;

/// <summary>An account of each role, in each office that needs it by the authority map of the day: one desk in one commune serves no other. Pure.</summary>
internal static class AccountsGate
{
    public static GateMeasure Judge(Standing told, GateOptions options)
    {
        var roles = told.Roles.ToDictionary(r => r.Role, StringComparer.Ordinal);
        var missing = options.Roles.Where(r => roles.GetValueOrDefault(r)?.Accounts is null or 0).Select(r => roles.GetValueOrDefault(r)?.Name ?? r).ToList();
        var measure = $"Có tài khoản của {options.Roles.Length - missing.Count} trên {options.Roles.Length} vai trò";
        var faults = new List<string>();
        if (missing.Count > 0)
        {
            faults.Add($"Còn thiếu tài khoản của vai trò: {string.Join(", ", missing)}.");
        }

        if (told.Coverage is not { Offices.Count: > 0 } coverage)
        {
            faults.Add(GateRules.Untold("tài khoản của từng cơ quan"));
            return new(GateKind.Accounts, measure, string.Join(" ", faults));
        }

        var (needed, lacking) = (coverage.Offices.Sum(o => (long)o.Needed), coverage.Offices.Sum(o => (long)o.Lacking));
        faults.AddRange(coverage.Offices.Where(o => o.Lacking > 0).Select(o => $"{o.Name}: {GateRules.Number(o.Lacking)} trên {GateRules.Number(o.Needed)} cơ quan chưa có ({GateRules.Some(o.Names, o.Lacking)})."));
        return new(
            GateKind.Accounts, $"{measure}; {GateRules.Number(needed - lacking)} trên {GateRules.Number(needed)} vị trí ở các cơ quan đã có người",
            faults.Count == 0 ? "" : $"{string.Join(" ", faults)} Hãy tạo ở trang “Tài khoản” của nút.");
    }
}
