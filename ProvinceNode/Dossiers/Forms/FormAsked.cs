using ProvinceNode.Eligibility;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Which facts the forms of a dossier asked and had answered: there "none" is an answer, elsewhere nobody told. Pure.</summary>
internal static class FormAsked
{
    public static Asked Of(IReadOnlyList<FormDefinition> forms, FormScope s, DateOnly filedOn)
    {
        var asked = new (AskedFacts Fact, bool Is)[]
        {
            (AskedFacts.Poverty, s.Has("Poverty")), (AskedFacts.Pregnancy, s.Has("Pregnant")),
            (AskedFacts.Children, Blank(forms, s, "Children", group: true)), (AskedFacts.SmallChildren, s.Has("ChildrenUnder36Months") || Listed(s, "SmallChildren")),
            (AskedFacts.Mother, Known(s, "MotherStatus")), (AskedFacts.Father, Known(s, "FatherStatus")), (AskedFacts.Adoption, s.Has("Adopted")),
            (AskedFacts.Supporters, s.Has("SupporterState") || s.Is("CaredCategory", "elder")), (AskedFacts.Study, s.Has("Study")),
            (AskedFacts.Pension, s.Has("PensionState") || Blank(forms, s, "InsuranceAmount")), (AskedFacts.StableIncome, s.Has("StableIncome")), (AskedFacts.Wage, s.Has("Work")),
            (AskedFacts.SocialAllowance, Blank(forms, s, "AssistanceAmount")), (AskedFacts.Merit, Blank(forms, s, "MeritAmount")), (AskedFacts.OtherAllowance, Blank(forms, s, "OtherAmount")),
            (AskedFacts.Institution, s.Has("InInstitution")), (AskedFacts.Detention, s.Is("ResumeReason", "released")),
            (AskedFacts.Certificate, s.Is("HasDisability", "no") && forms.All(f => f.Code != "1đ")), (AskedFacts.TakenIn, s.Has("TakenIn")), (AskedFacts.SpouseSupport, s.Has("SpouseHasCareSupport")), (AskedFacts.Area, s.Has("SpecialArea")), (AskedFacts.LivesAlone, s.Has(OwnGroupForm.LivesAlone)),
        };
        return new Asked(asked.Where(a => a.Is).Aggregate(AskedFacts.None, (all, a) => all | a.Fact), s.Day("EventOn") ?? new DateOnly(filedOn.Year, filedOn.Month, 1));
    }

    /// <summary>Day from which a request to adjust says that something changed; null when that is not its reason.</summary>
    public static DateOnly? ChangedOn(FormScope s, string reason) => s.Is(ChangeBlocks.Reason, reason) ? s.Day("EventOn") : null;

    /// <summary>First day of the month of <see cref="ChangedOn"/>: sums change with a month.</summary>
    public static DateOnly? MonthOfChange(FormScope s, string reason) => ChangedOn(s, reason) is { } day ? new DateOnly(day.Year, day.Month, 1) : null;

    /// <summary>The same values with the day of the change, where it was written down elsewhere.</summary>
    public static FormValues Dated(FormValues values, DateOnly? on)
    {
        var dated = values.Copy();
        (dated["EventOnDay"], dated["EventOnMonth"], dated["EventOnYear"]) = on is { } day
            ? (Text(day.Day), Text(day.Month), Text(day.Year)) : ("", "", "");
        return dated;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A page shows one empty row at least.
    private static bool Listed(FormScope s, string name) => s.Rows(name).Any(r => r.Birth() is not null);

    private static bool Known(FormScope s, string status) => s.Has(status) && !s.Is(status, "unknown");

    // A box or list that may be left empty is answered by that where the form asks for it; given, it is answered everywhere.
    private static bool Blank(IReadOnlyList<FormDefinition> forms, FormScope s, string name, bool group = false) =>
        (group ? Listed(s, name) : s.Has(name)) || (!ChangeBlocks.IsLoose(s) && forms.SelectMany(f => f.Steps).Where(step => step.IsAsked(s)).SelectMany(step => step.Fields)
            .Any(f => f.Name == name && f.Kind == FieldKind.Group == group && f.Applies(s)));
}
