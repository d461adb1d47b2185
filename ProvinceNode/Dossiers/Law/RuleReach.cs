using System.Linq.Expressions;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Which dossiers, decisions and payments a changed row really touches: by its category, its procedure, its place. Pure.</summary>
public sealed record RuleReach
{
    // Points of Art. 5 that ask for a specially difficult place, with their forms.
    private static readonly (string Code, string Form)[] Special = [("5.b", "1d"), ("7", "1a")];

    private static readonly string[] Monthly = [Procedures.MonthlyAssistance, Procedures.Move, Procedures.MoveWithinDistrict];

    // What is counted in times of the standard level beside the monthly assistance (policy 2.1–2.4).
    private static readonly string[] OfLevel = [.. Monthly, Procedures.Funeral, Procedures.EmergencyTreatment, Procedures.InjuryAtHome, Procedures.EmergencyFuneral, Procedures.Admission, Procedures.UrgentAdmission];

    private static readonly string[] Pension = [Procedures.SocialPension, Procedures.SocialPensionFuneral];

    /// <summary>Entitlements whose amount or ground it is; null when no monthly payment is touched.</summary>
    public Expression<Func<Entitlement, bool>>? Paid { get; init; }

    /// <summary>Procedures whose dossiers are judged by it.</summary>
    public required IReadOnlyList<string> InProcedures { get; init; }

    /// <summary>Forms that ask for its category; empty: every form of those procedures.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [];

    /// <summary>Communes of the places; none: the whole province.</summary>
    public IReadOnlyList<string> Communes { get; init; } = [];

    /// <summary>The one village of the one commune; empty: everywhere in <see cref="Communes"/>.</summary>
    public string Village { get; init; } = "";

    /// <summary>Whether conditions change and not only amounts: then what was refused counts too.</summary>
    public bool Conditions { get; init; }

    /// <summary>What is decided once by it counts by its procedure, not by what is paid each month.</summary>
    public bool ByProcedure { get; init; }

    /// <summary>The reaches of everything that a proposal changes; places of a sheet together.</summary>
    /// <param name="law">Tells which own groups ask for a place.</param>
    public static IReadOnlyList<RuleReach> Of(RulePlan plan, LawRows law)
    {
        var rows = plan.All.Select(p => p.Add ?? p.End).ToList();
        var places = rows.OfType<SpecialAreaRow>().ToList();
        return places.Count > 1
            ? [For(places[0], law)! with { Communes = [.. places.Select(p => p.CommuneCode).Distinct(StringComparer.Ordinal)], Village = "" }]
            : [.. rows.Select(r => For(r, law)).OfType<RuleReach>()];
    }

    /// <summary>The reach of a changed row; null for one that touches no money: days of steps, citations, who acts.</summary>
    public static RuleReach? For(object? row, LawRows law) => row switch
    {
        LevelRow { Kind: LevelKind.SocialPension } => new() { InProcedures = Pension, Paid = e => e.Kind == EntitlementKind.SocialPension },
        LevelRow level => OfPrefix(level.CategoryPrefix, withPension: false),
        SupplementRow more => OfPrefix(more.CategoryPrefix, withPension: true),
        CategoryRow category => OfCategory(category.Code, category.Form),
        ExtraGroupRow group => OfCategory(group.Code, group.Form),
        SpecialAreaRow area => OfPlace(area, [.. Special, .. law.ExtraGroups.Where(g => g.SpecialArea).Select(g => (g.Code, g.Form))]),
        ParameterRow parameter => OfParameter(parameter.Name),
        _ => null,
    };

    private static RuleReach OfPlace(SpecialAreaRow area, IReadOnlyList<(string Code, string Form)> groups)
    {
        var codes = groups.Select(g => g.Code).Distinct(StringComparer.Ordinal).ToList();
        return new() { InProcedures = Monthly, Forms = [.. groups.Select(g => g.Form).Distinct(StringComparer.Ordinal)], Communes = [area.CommuneCode], Village = area.Village, Conditions = true, Paid = e => codes.Contains(e.CategoryCode) };
    }

    private static RuleReach OfCategory(string code, string form) =>
        new() { InProcedures = ProceduresOf(code), Forms = form.Length > 0 ? [form] : [], Conditions = true, Paid = e => e.CategoryCode == code };

    // Rows of categories by the beginning of their code: 6 serves 6.n.adult.
    private static RuleReach OfPrefix(string prefix, bool withPension)
    {
        if (prefix.Length == 0)
        {
            return withPension ? new() { InProcedures = [.. Monthly, .. Pension], Paid = e => true } : new() { InProcedures = OfLevel, Paid = e => e.Kind != EntitlementKind.SocialPension };
        }

        var below = prefix + ".";
        return new() { InProcedures = ProceduresOf(prefix), Paid = e => e.CategoryCode == prefix || e.CategoryCode.StartsWith(below) };
    }

    private static string[] ProceduresOf(string code) => code.Split('.')[0] switch
    {
        "HT" => [Procedures.SocialPension], "INST" => [Procedures.Admission, Procedures.UrgentAdmission], _ => Monthly,
    };

    /// <exception cref="InvalidOperationException">A parameter whose reach nobody has told: what it touches would go unseen.</exception>
    private static RuleReach? OfParameter(string name) => name switch
    {
        // The promised day, and what only reminds an office: no money.
        LawParameters.SupplementRestarts => null,
        _ when name.StartsWith("worklist.", StringComparison.Ordinal) => null,
        // It changes when money is taken back, and nobody's right.
        LawParameters.RecoveryCapPercent => null,
        LawParameters.InstitutionUrgentMonths or LawParameters.InstitutionChildYears or LawParameters.InstitutionStudyYears or LawParameters.InstitutionSupportMonths =>
            new() { InProcedures = [Procedures.Admission, Procedures.UrgentAdmission], Paid = e => e.Kind == EntitlementKind.Institution, Conditions = true },
        LawParameters.DecreaseNextMonth or LawParameters.ArrearsWarnMonths => new() { InProcedures = [.. Monthly, .. Pension], Paid = e => true },
        LawParameters.LowPensionDifference => new() { InProcedures = [Procedures.SocialPension], Paid = e => e.Kind == EntitlementKind.SocialPension, Conditions = true },
        _ => new() { InProcedures = OnceOf(name), ByProcedure = true },
    };

    private static string[] OnceOf(string name) => name switch
    {
        LawParameters.FuneralTimes => [Procedures.Funeral, Procedures.SocialPensionFuneral],
        LawParameters.FuneralInstitutionTimes => [Procedures.Funeral],
        LawParameters.FuneralEmergencyTimes => [Procedures.EmergencyFuneral],
        LawParameters.InjuryTimes or LawParameters.InjuryDays => [Procedures.EmergencyTreatment, Procedures.InjuryAtHome],
        LawParameters.HouseLost or LawParameters.HouseMoved or LawParameters.HouseDamaged => [Procedures.EmergencyHousing],
        LawParameters.RiceKilograms or LawParameters.RiceMonthsTet or LawParameters.RiceMonthsHunger => [Procedures.EmergencyGoods],
        LawParameters.AidNearDays => [Procedures.EmergencyTreatment, Procedures.InjuryAtHome, Procedures.EmergencyHousing],
        LawParameters.EmergencyCareDay or LawParameters.EmergencyCareMonths or LawParameters.EmergencyCareGapDays or LawParameters.EmergencyPetrolMillilitres => [Procedures.EmergencyCare],
        _ => throw new InvalidOperationException($"No reach is told for the parameter {name}."),
    };
}
