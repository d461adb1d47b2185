using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// <c>seed-people [--commune CODE]</c>: invented beneficiaries of a demo, granted by the same rules and the same verb as real ones, so that
/// lists, the hub and the analysts have something to read. Only with <c>Node:Demo=true</c>; run again it adds nothing.
/// </summary>
public sealed class DemoPeople(NodeDb db, VietnamTime time, IOptions<NodeOptions> options)
{
    private const int People = 120;
    private static readonly string[] Families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Trịnh", "Mai", "Hồ", "Lưu"];
    private static readonly string[] Middles = ["Văn", "Thị", "Đức", "Thị Ngọc", "Hữu", "Thị Thu"];
    private static readonly string[] Givens = ["Hòa", "Thủy", "Quý", "Lộc", "Tuyết", "Khuê", "Sỹ", "Vỹ", "Hoài", "Thúy", "Đạt", "Ước", "Nghĩa", "Oanh", "Duệ"];

    /// <summary>Runs the command when the arguments name it.</summary>
    /// <returns>Its exit code, or null when the arguments mean something else.</returns>
    public static async Task<int?> RunAsync(IServiceProvider services, string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is not ["seed-people", ..])
        {
            return null;
        }

        await NodeSetUp.RunAsync(services, cancel);
        await using var scope = services.CreateAsyncScope();
        var place = Array.IndexOf(args, "--commune");
        var commune = place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
        return await scope.ServiceProvider.GetRequiredService<DemoPeople>().SeedAsync(commune, output, cancel);
    }

    /// <returns>Exit code: 0 done, 2 not a demo or no such commune.</returns>
    public async Task<int> SeedAsync(string? commune, TextWriter output, CancellationToken cancel)
    {
        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        if (!options.Value.Demo || await OfficeAsync(commune, cancel) is not { } office)
        {
            await output.WriteLineAsync("seed-people needs Node:Demo=true and a commune of the province.");
            return 2;
        }

        if (await db.Beneficiaries.AnyAsync(cancel))
        {
            return 0;
        }

        var rules = (await RuleTables.ReadAsync(db, cancel)).On(time.Today);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        for (var i = 0; i < People; i++)
        {
            await GrantAsync(office, i, rules, cancel);
        }

        await db.SaveAsync(Act.BySystem(TenantPath.Parse(options.Value.ProvinceCode), ActKinds.SetUp, time.UtcNow, "Đối tượng mẫu của bản dùng thử"), cancel);
        await transaction.CommitAsync(cancel);
        await output.WriteLineAsync($"{People} beneficiaries in {office.UnitName}.");
        return 0;
    }

    private async Task GrantAsync(Office office, int i, RuleBook rules, CancellationToken cancel)
    {
        var (facts, isChild) = Life(i);
        var award = Assistance.Decide(facts, time.Month, rules, office.Path.Province).Main ?? throw new InvalidOperationException($"The law gives nothing to the sample {i}.");
        var sex = (i % 2) + 1;
        var birth = facts.Birth;
        var name = Name(i, sex);
        var person = new PersonFacts(name, birth.ToString(), sex, "01", Number(office, birth.Assumed.Year, sex, i), "", office.Path.UnitCode, $"Thôn {(i % 8) + 1}", "", "Matched");
        var receiver = isChild ? new Receiver(Name(i + 5, 2), Number(office, 1961 + (i % 9), 2, i + People), "bà") : new Receiver(name, person.CitizenId, "");
        var row = new AwardRow(EntitlementKind.Assistance, award.CategoryCode, award.CoefficientHundredths, award.Times, new Dong(award.LevelDong), new Dong(award.MonthlyDong), new PayMonth(award.StartMonth), receiver);
        await Grant.HandleAsync(db, new GrantInput(office.Path, person, [row], Guid.CreateVersion7()), time.UtcNow, cancel);
    }

    // Half are disabled, as in most communes; then who is eighty without a pension (75 and more under the social pension), orphans with their grandmother, a poor parent alone, the old and poor
    // without anybody.
    private (Facts Facts, bool IsChild) Life(int i)
    {
        var (year, poor) = (time.Today.Year, new PovertySpan(PovertyStatus.Poor));
        BirthDate Born(int age) => BirthDate.Of(year - age, (i * 5 % 12) + 1, (i * 11 % 28) + 1);
        return (i % 10) switch
        {
            1 or 6 => (new Facts { Birth = Born(81 + (i % 13)), PensionRequestedOn = time.Today.AddMonths(-1) }, false),
            3 => (new Facts { Birth = Born(4 + (i % 11)), Mother = [new(ParentState.Dead, time.Today.AddMonths(-3))], Father = [new(ParentState.Dead, time.Today.AddYears(-2))] }, true),
            5 => (new Facts { Birth = Born(31 + (i % 12)), Marital = MaritalState.Widowed, Poverty = [poor], Children = [.. Enumerable.Range(0, 1 + (i / 10 % 2)).Select(n => new ChildFacts(Born(3 + n)))] }, false),
            8 => (new Facts { Birth = Born(66 + (i % 9)), Poverty = [poor] }, false),
            _ => (new Facts { Birth = Born(6 + (i * 7 % 70)), Disability = new DisabilityFacts(i % 3 == 0 ? DisabilityDegree.ExtremelySevere : DisabilityDegree.Severe, (i % 6) + 1, $"DT{i:000000}", time.Today.AddMonths(-1 - (i % 10))) }, false),
        };
    }

    private static string Name(int i, int sex) => $"{Families[i % Families.Length]} {Middles[(i % 3 * 2) + sex - 1]} {Givens[i * 7 % Givens.Length]}";

    private static string Number(Office office, int year, int sex, int i) => $"0{office.Path.Province}{(year >= 2000 ? sex + 1 : sex - 1)}{year % 100:00}9{i:00000}";

    private async Task<Office?> OfficeAsync(string? commune, CancellationToken cancel)
    {
        var (ending, day) = ("." + commune, time.Today);
        return await db.Offices.AsNoTracking()
            .Where(o => o.Level == UnitLevel.Commune && o.ValidFrom <= day && (o.ValidTo == null || o.ValidTo >= day))
            .Where(o => commune == null || o.TenantPath.EndsWith(ending)).OrderBy(o => o.TenantPath).FirstOrDefaultAsync(cancel);
    }
}
