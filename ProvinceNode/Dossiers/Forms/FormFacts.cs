using Protos.Values;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>What a declaration says as facts of the decision (policy 10.1). What was not answered is a fact that nobody proved. Pure.</summary>
public static class FormFacts
{
    private static readonly string[] VillageWords = [.. new[] { "thôn ", "bản ", "làng ", "xóm ", "ấp ", "buôn ", "bon ", "plei ", "phum ", "sóc ", "khu ", "tổ " }.Select(w => VietnameseText.NameKey(w) + " ")];

    /// <summary>Facts about the person whose right is asked for.</summary>
    /// <param name="forms">The forms of the dossier, the leading one first.</param>
    /// <param name="filedOn">Day of filing: ages of pregnancies count from it, and a social pension is requested on it.</param>
    /// <param name="home">Where he lives when the form was filed elsewhere, <see cref="Home"/>; null: where the form says.</param>
    public static Facts Of(IReadOnlyList<FormDefinition> forms, FormValues values, DateOnly filedOn, PersonData? home = null)
    {
        var scope = values.On(filedOn);
        return IsOfHousehold(forms) && scope.Rows("Members").FirstOrDefault() is { Values: not null } member ? Member(member) : Person(forms, scope, filedOn, home);
    }

    /// <summary>Facts of one form alone.</summary>
    public static Facts Of(FormDefinition form, FormValues values, DateOnly filedOn) => Of([form], values, filedOn);

    /// <summary>Facts of a dossier as it was declared; its requests must be loaded.</summary>
    public static Facts Of(Dossier dossier)
    {
        var forms = FormsOf(dossier);
        var (filed, home) = (VietnamTime.Day(dossier.SubmittedAt), Home(dossier));
        return forms.Count == 0 ? new Facts { Birth = BirthDate.Parse(dossier.Owner.BirthDate), Residences = home is null ? [] : Residence(forms, new FormValues().On(filed), filed, home) }
            : Of(forms, ValuesOf(dossier), filed, home);
    }

    /// <summary>The person with his new place, when the dossier was handed over by the place that he left: its declaration was filed there and tells that one (Decree 20 Art. 8(4)).</summary>
    public static PersonData? Home(Dossier dossier) => dossier is { Kind: RequestKind.MoveIn, TransferId: not null } ? dossier.Owner : null;

    /// <summary>Each extremely severely disabled member that a household declares (2a): a support for each (Art. 20(2)(c)).</summary>
    public static IReadOnlyList<CaredMember> Members(FormValues values, DateOnly filedOn) => values.On(filedOn).Rows("Members").Select(m =>
    {
        var number = CitizenId.Clean(m["CitizenId"]);
        return new CaredMember(m.Text("FullName"), (m.Birth() ?? BirthDate.Of(1900)).ToString(), m.Count("Sex") ?? 0, number.Length == 12 ? number : "", number.Length == 9 ? number : "", Member(m));
    }).ToList();

    /// <summary>Whether a dossier is a household's for those it cares for, and not for the person who heads it.</summary>
    public static bool IsOfHousehold(IReadOnlyList<FormDefinition> forms) => forms.Count > 0 && forms.All(f => f.Code == "2a");

    /// <summary>Who cares for the members of the household as form 2a names him; null on other forms.</summary>
    public static Receiver? Carer(Dossier dossier)
    {
        var values = dossier.Requests.Any(r => r.Form == "2a") ? ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt)) : default;
        return values.Values is not null && values.Has("CarerFullName")
            ? new Receiver(values.Text("CarerFullName"), CitizenId.Clean(values["CarerCitizenId"]), values.Text("CarerRelation")) : null;
    }

    /// <summary>The definitions that a dossier's requests were made on.</summary>
    public static IReadOnlyList<FormDefinition> FormsOf(Dossier dossier) => dossier.Requests.OrderBy(r => r.Number)
        .Select(r => FormCatalogue.Of(r.Form, r.FormVersion)).OfType<FormDefinition>().Distinct().ToList();

    /// <summary>The values of all requests together.</summary>
    public static FormValues ValuesOf(Dossier dossier)
    {
        var all = new FormValues();
        foreach (var request in dossier.Requests.OrderByDescending(r => r.Number))
        {
            var values = FormValues.Parse(request.Answers);
            foreach (var name in values.Names)
            {
                all[name] = values[name];
            }
        }

        return all;
    }

    private static Facts Person(IReadOnlyList<FormDefinition> forms, FormScope s, DateOnly filedOn, PersonData? home)
    {
        var prefix = forms[0].Owner;
        var birth = s.Birth(prefix + "Birth") ?? BirthDate.Of(1900);
        return new Facts
        {
            Birth = birth, DiedOn = s.Day("Died") ?? (s.Is("StopReason", "T1") ? s.Day("EventOn") : null),
            Residences = Residence(forms, s, filedOn, home),
            Poverty = Poverty(s, filedOn),
            Disability = Certificate(forms, s), Hiv = s.Has("HivPaperNumber") ? new HivFacts(s.Day("HivPaper"), s.Text("HivPaperNumber")) : null,
            Pregnancies = Pregnancy(s, filedOn),
            Children = Children(s),
            Mother = Parent(s, "Mother"), Father = Parent(s, "Father"),
            AbandonedOn = s.Is("ChildCase", "abandoned") ? s.Day("Abandoned") : null, AdoptedOn = s.Is("Adopted", "yes") ? birth.Assumed : null, // the day is not asked: whoever is adopted has been
            ReceivedAsGroup1 = s.Is("WasReceiving", "yes"), Marital = Marital(s), MaritalSince = s.Day("SpouseLost"),
            SpouseReceivesPregnancySupport = s.Is("SpouseHasCareSupport", "yes"),
            Supporters = Supporters(s, filedOn), Attested = Claim(s, filedOn), LivesAlone = s.Is(OwnGroupForm.LivesAlone, "yes") ? [new DaySpan(new DateOnly(filedOn.Year, filedOn.Month, 1))] : [],
            Study = Study(s), Incomes = Incomes(s), OtherAllowances = Allowances(s), Institution = s.Is("InInstitution", "yes") ? [new DaySpan()] : [],
            Admission = InstitutionForms.Admission(s), Detentions = Detentions(s), Care = Care(forms, s), QualifiesForInstitution = s.Is("TakenIn", "yes") || s.Is("CaredCategory", "elder"),
            PensionRequestedOn = forms.Any(f => f.Code == "01-176") ? filedOn : null, Asked = FormAsked.Of(forms, s, filedOn),
        };
    }

    // Most forms do not ask who supports the person: that nobody does is then not proved, and 5.a is not assumed. Forms 2b and 03 say it by their category.
    private static List<SupporterFacts> Supporters(FormScope s, DateOnly filedOn) => s.Is("SupporterState", "none") || (!s.Has("SupporterState") && s.Is("CaredCategory", "elder")) ? []
        : s.Has("SupporterState") && s.Values.Rows("Supporters") > 0 ? s.Rows("Supporters").Select(r => Supporter(r, filedOn)).ToList() : [SupporterFacts.Untold];

    // Claimed since the month of filing; whether it is so the commune attests (AttestedChecks).
    private static AttestedFacts[] Claim(FormScope s, DateOnly filedOn) =>
        OwnGroupForm.CodeOf(s.Text(OwnGroupForm.Group)) is { Length: > 0 } code ? [new AttestedFacts(code, From: new DateOnly(filedOn.Year, filedOn.Month, 1))] : [];

    // A member of a household on form 2a is extremely severely disabled by the form itself.
    private static Facts Member(FormScope row) => new()
    {
        Birth = row.Birth() ?? BirthDate.Of(1900), Care = [new CareSpan(CareKind.Family, ConditionsMet: false)],
        Residences = Residence([], row.Whole, row.Today, null), Supporters = [SupporterFacts.Untold],
        Disability = row.Day("Certificate") is { } issued ? new DisabilityFacts(DisabilityDegree.ExtremelySevere, row.Count("DisabilityKind") ?? 0, row.Text("CertificateNumber"), issued) : null,
    };

    private static DisabilityFacts? Certificate(IReadOnlyList<FormDefinition> forms, FormScope s)
    {
        // Form 1đ is of the certificate itself; the others ask first whether there is one.
        var has = forms.Any(f => f.Code == "1đ") || !s.Is("HasDisability", "no");
        // 2b says "đặc biệt nặng" in its category.
        var degree = s.Count("DisabilityDegree") is >= 1 and <= 3 and { } told ? (DisabilityDegree)told : s.Is("CaredCategory", "disabled") ? DisabilityDegree.ExtremelySevere : DisabilityDegree.None;
        return degree != DisabilityDegree.None && has && s.Day("Certificate") is { } issued
            ? new DisabilityFacts(degree, s.Count("DisabilityKind") ?? 0, s.Text("CertificateNumber"), issued) : null;
    }

    // A pregnancy lasts nine months; the month told is the one going on.
    private static DaySpan[] Pregnancy(FormScope s, DateOnly filedOn) =>
        s.Is("Pregnant", "yes") && s.Count("PregnancyMonths") is { } months ? [new DaySpan(filedOn.AddMonths(1 - months), filedOn.AddMonths(Math.Max(0, 10 - months)))] : [];

    // Here since the month told, or the day of the move; else since the month of filing: where he lived before it nobody told. The day on the form of
    // the place left (DN-CD) is when he goes away from there: it begins only the new place.
    private static Residence[] Residence(IReadOnlyList<FormDefinition> forms, FormScope s, DateOnly filedOn, PersonData? home)
    {
        var (commune, village) = home is null ? (s["CommuneCode"], VillageOf(s)) : (home.CommuneCode, s.Has("AreaVillage") ? s.Text("AreaVillage") : VillageIn(home.Village));
        var moved = home is not null || forms.Any(f => f.Code == RequestForms.MoveIn.Code) ? s.Day("Moved") : null;
        var told = home is null ? From(s, "ResidenceSince") ?? moved : moved;
        return commune.Trim().Length == 0 ? [] : [new Residence(commune, village, told ?? new DateOnly(filedOn.Year, filedOn.Month, 1), Assumed: told is null)];
    }

    /// <summary>The village alone: as the list of special difficulty has it, else the part of the address that names one, e.g. "Bản Mới, số nhà 3".</summary>
    public static string VillageOf(FormScope s) => s.Is("SpecialArea", "yes") && s.Has("AreaVillage") ? s.Text("AreaVillage") : VillageIn(s.Text("Village"));

    private static string VillageIn(string address)
    {
        var parts = address.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.FirstOrDefault(p => VillageWords.Any(w => VietnameseText.NameKey(p).StartsWith(w, StringComparison.Ordinal))) ?? (parts.Length > 0 ? parts[0] : "");
    }

    // Who maintains the person does so since the month told, else since the month of filing. That he receives assistance himself opens 5.a only from
    // the signature, so its beginning is not asked.
    private static SupporterFacts Supporter(FormScope row, DateOnly filedOn) => row.Is("Assisted", "yes") ? new SupporterFacts(row.Text("Relation"), true)
        : From(row, "Since") is { } since ? new SupporterFacts(row.Text("Relation"), false, since)
        : new SupporterFacts(row.Text("Relation"), false, new DateOnly(filedOn.Year, filedOn.Month, 1), Assumed: true);

    // Poor since the month told; else since January, for which the household was judged (policy 1.5): nobody is owed months of which nothing is known.
    // A request to adjust tells what holds from its own day on, whatever its reason is: else other months would be judged anew.
    private static PovertySpan[] Poverty(FormScope s, DateOnly filedOn)
    {
        var told = From(s, "PovertySince") ?? FormAsked.ChangedOn(s, "poverty");
        var begun = s.Has(ChangeBlocks.Reason) ? s.Day("EventOn") ?? new DateOnly(filedOn.Year, filedOn.Month, 1) : new DateOnly(filedOn.Year, 1, 1);
        var (since, assumed) = (told ?? begun, told is null);
        return s["Poverty"] switch { "poor" => [new(PovertyStatus.Poor, since, null, assumed)], "near" => [new(PovertyStatus.NearPoor, since, null, assumed)], _ => [] };
    }

    // A child under 36 months may be named in both lists; twins are two in each (Decree 20 Art. 6(1)(d): for each child).
    private static List<ChildFacts> Children(FormScope s)
    {
        var children = s.Rows("Children").Select(Child).OfType<ChildFacts>().ToList();
        var small = s.Rows("SmallChildren").Select(Child).OfType<ChildFacts>().GroupBy(c => c.Birth);
        return [.. children, .. small.SelectMany(g => g.Skip(children.Count(c => c.Birth == g.Key)))];
    }

    private static ChildFacts? Child(FormScope row) => row.Birth() is { } birth ? new ChildFacts(birth, Study(row).FirstOrDefault()) : null;

    private static ParentSpan[] Parent(FormScope s, string prefix) => s[prefix + "Status"] switch
    {
        "dead" => [new ParentSpan(ParentState.Dead, s.Day(prefix + "Since"))],
        "missing" => [new ParentSpan(ParentState.Missing, s.Day(prefix + "Since"))],
        "institution" => [new ParentSpan(ParentState.InInstitution, s.Day(prefix + "Since"))],
        "serving" => [new ParentSpan(ParentState.Serving, s.Day(prefix + "Since"))],
        _ => [],
    };

    private static MaritalState Marital(FormScope s) => s["Marital"] switch
    {
        "single" => MaritalState.NeverMarried,
        "married" => MaritalState.Married,
        "widowed" => MaritalState.Widowed,
        "missing" => MaritalState.SpouseMissing,
        "divorced" => MaritalState.Divorced,
        _ => MaritalState.Unknown,
    };

    private static StudySpan[] Study(FormScope s) => !s.Is("Study", "studying") ? []
        : [new StudySpan(null, s.Month("StudyUntil") is { } month ? BirthDate.Parse(month).Assumed.AddMonths(1).AddDays(-1) : null, !s.Is("StudyLevel", "second"))];

    private static List<IncomeSpan> Incomes(FormScope s)
    {
        var incomes = new List<IncomeSpan>();
        if (s.Money("InsuranceAmount") is > 0 and { } pension && !s.Is("PensionState", "no"))
        {
            incomes.Add(new IncomeSpan(IncomeKind.Pension, pension, From(s, "InsuranceFrom") ?? FormAsked.MonthOfChange(s, "pension")));
        }

        if (s.Is("StableIncome", "yes"))
        {
            incomes.Add(new IncomeSpan(IncomeKind.OtherStable, s.Money("IncomeAmount") ?? 0));
        }

        if (s.Is("Work", "yes") && s.Money("WorkIncome") is > 0 and { } wage)
        {
            incomes.Add(new IncomeSpan(IncomeKind.Wage, wage));
        }

        return incomes;
    }

    private static List<AllowanceSpan> Allowances(FormScope s) =>
        new[] { (AllowanceKind.SocialAssistance, "Assistance", "Trợ cấp xã hội hàng tháng"), (AllowanceKind.Merit, "Merit", "Trợ cấp ưu đãi người có công"), (AllowanceKind.Other, "Other", s.Text("OtherName")) }
            .Where(a => s.Money(a.Item2 + "Amount") > 0)
            .Select(a => new AllowanceSpan(a.Item1, a.Item3, s.Money(a.Item2 + "Amount")!.Value, From(s, a.Item2 + "From") ?? FormAsked.MonthOfChange(s, "pension"))).ToList();

    private static DetentionSpan[] Detentions(FormScope s) => s.Is("SuspendReason", "S3") ? [new DetentionSpan(DetentionKind.Custody, s.Day("EventOn"))]
        : s.Is("StopReason", "T3") ? [new DetentionSpan(DetentionKind.Prison, s.Day("EventOn"))] : [];

    // That the carer is fit no declaration proves: the commune confirms it (CarerChecks).
    private static List<CareSpan> Care(IReadOnlyList<FormDefinition> forms, FormScope s)
    {
        var care = new List<CareSpan>();
        if (forms.Any(f => f.Code is "2b" or "03") || s.Is("TakenIn", "yes"))
        {
            care.Add(new CareSpan(CareKind.TakenIn, ConditionsMet: false));
        }

        if (forms.Any(f => f.Code == "2a"))
        {
            care.Add(new CareSpan(CareKind.Family, ConditionsMet: false));
        }

        return care;
    }

    private static DateOnly? From(FormScope s, string name) => s.Month(name) is { } month ? BirthDate.Parse(month).Assumed : null;
}
