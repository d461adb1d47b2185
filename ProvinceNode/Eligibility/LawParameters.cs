namespace ProvinceNode.Eligibility;

/// <summary>Which way a number of the law may be changed by a province.</summary>
public enum ParameterBound
{
    /// <summary>The nation's is the least: more may be given (Decree 20 Art. 11–15 "tối thiểu", "thấp nhất").</summary>
    AtLeast,

    /// <summary>The nation's is the most ("không quá"), and at least 1.</summary>
    AtMost,

    /// <summary>A choice: 0 or 1.</summary>
    Switch,

    /// <summary>The office's own convention, at least 1.</summary>
    Own,
}

/// <summary>Names of the law's single numbers; values, articles and days are rows (parameters.csv).</summary>
public static class LawParameters
{
    /// <summary>0: a decrease caused by age counts from the month of the birthday; 1: from the next (policy 1.5).</summary>
    public const string DecreaseNextMonth = "decrease.next-month";

    /// <summary>What a person with a lower pension gets: 0 the full social pension, 1 the difference (policy 11 U7).</summary>
    public const string LowPensionDifference = "pension.difference";

    /// <summary>Arrears longer than this many months are remarked (policy 3.4).</summary>
    public const string ArrearsWarnMonths = "arrears.warn-months";

    /// <summary>Funeral support, times the level (Art. 11).</summary>
    public const string FuneralTimes = "funeral.times";

    /// <summary>Funeral of a person in an institution (Art. 25(3)).</summary>
    public const string FuneralInstitutionTimes = "funeral.institution-times";

    /// <summary>Funeral in disasters and accidents (Art. 14).</summary>
    public const string FuneralEmergencyTimes = "funeral.emergency-times";

    /// <summary>Serious injury, times the level (Art. 13).</summary>
    public const string InjuryTimes = "injury.times";

    /// <summary>Days of emergency and treatment that make an injury serious (Art. 2(2)).</summary>
    public const string InjuryDays = "injury.days";

    /// <summary>House collapsed, swept away or burnt, đồng (Art. 15(1)).</summary>
    public const string HouseLost = "house.lost";

    /// <summary>Urgent relocation, đồng (Art. 15(2)).</summary>
    public const string HouseMoved = "house.moved";

    /// <summary>House heavily damaged, đồng (Art. 15(3)).</summary>
    public const string HouseDamaged = "house.damaged";

    /// <summary>Rice, kilograms a person and month (Art. 12(1)).</summary>
    public const string RiceKilograms = "rice.kilograms";

    /// <summary>Months of rice at Tết (Art. 12(1)).</summary>
    public const string RiceMonthsTet = "rice.months-tet";

    /// <summary>Months of rice in a hunger (Art. 12(1)).</summary>
    public const string RiceMonthsHunger = "rice.months-hunger";

    /// <summary>Meals in emergency care, đồng a person and day (Circular 02 Art. 3).</summary>
    public const string EmergencyCareDay = "emergency-care.day";

    /// <summary>Months of emergency care at most (Art. 18(2)).</summary>
    public const string EmergencyCareMonths = "emergency-care.months";

    /// <summary>0: an answered supplement moves the promised day by the citizen's time; 1: the days begin anew (policy 5.5, "tính lại từ đầu").</summary>
    public const string SupplementRestarts = "supplement.restart";

    /// <summary>Days between two events of a person or household within which they may be one: then a reason is asked (policy 10.2).</summary>
    public const string AidNearDays = "aid.near-days";

    /// <summary>Certificates that end within so many days are on the monthly worklist (policy 1.5).</summary>
    public const string WorklistCertificateDays = "worklist.certificate-days";

    /// <summary>Days between two spells of temporary care up to which their months are counted together (Art. 18(3)).</summary>
    public const string EmergencyCareGapDays = "emergency-care.gap-days";

    /// <summary>Months of urgent protection in an institution at most (Art. 24(4)).</summary>
    public const string InstitutionUrgentMonths = "institution.urgent-months";

    /// <summary>Age in years until which a child stays in an institution (Art. 30(2)(d)).</summary>
    public const string InstitutionChildYears = "institution.child-years";

    /// <summary>Age in years until which a child who studies stays (Art. 26(2), 30(2)(d)).</summary>
    public const string InstitutionStudyYears = "institution.study-years";

    /// <summary>Months in which the allowance goes on after 16 or after the studies, until he stands by himself (Art. 26(5)).</summary>
    public const string InstitutionSupportMonths = "institution.support-months";

    /// <summary>Petrol of a body's own vehicle, millilitres a kilometre (Circular 02 Art. 3(3)).</summary>
    public const string EmergencyPetrolMillilitres = "emergency-care.petrol-millilitres";

    /// <summary>Share of somebody's monthly money, in hundredths, that one list takes of what he owes back; the law names none (policy 3.6), so the shipped row is all.</summary>
    public const string RecoveryCapPercent = "recovery.cap-percent";

    /// <summary>Every number and which way it may be changed; the nation's own is the earliest row of its name.</summary>
    public static IReadOnlyDictionary<string, ParameterBound> Bounds { get; } = new Dictionary<string, ParameterBound>(StringComparer.Ordinal)
    {
        [DecreaseNextMonth] = ParameterBound.Switch, [LowPensionDifference] = ParameterBound.Switch, [ArrearsWarnMonths] = ParameterBound.Own, [SupplementRestarts] = ParameterBound.Switch,
        [FuneralTimes] = ParameterBound.AtLeast, [FuneralInstitutionTimes] = ParameterBound.AtLeast, [FuneralEmergencyTimes] = ParameterBound.AtLeast,
        [InjuryTimes] = ParameterBound.AtLeast, [InjuryDays] = ParameterBound.AtMost, [HouseLost] = ParameterBound.AtLeast, [HouseMoved] = ParameterBound.AtLeast,
        [HouseDamaged] = ParameterBound.AtLeast, [RiceKilograms] = ParameterBound.AtLeast, [RiceMonthsTet] = ParameterBound.AtLeast, [RiceMonthsHunger] = ParameterBound.AtMost,
        [EmergencyCareDay] = ParameterBound.AtLeast, [EmergencyCareMonths] = ParameterBound.AtMost, [AidNearDays] = ParameterBound.Own, [WorklistCertificateDays] = ParameterBound.Own, [EmergencyCareGapDays] = ParameterBound.Own, [EmergencyPetrolMillilitres] = ParameterBound.AtLeast,
        [InstitutionUrgentMonths] = ParameterBound.AtMost, [InstitutionChildYears] = ParameterBound.AtMost, [InstitutionStudyYears] = ParameterBound.AtMost, [InstitutionSupportMonths] = ParameterBound.AtMost, [RecoveryCapPercent] = ParameterBound.AtMost,
    };
}
