using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>Several requests in one dossier: nothing is asked twice; and what the answers say as facts.</summary>
public sealed class FormSetTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    [Fact]
    public void Set_OfDisabledAndSingleParent_AsksEachThingOnce()
    {
        var (set, values) = EveryFormTests.Example("khuyet-tat", Day, "nuoi-con-mot-minh");
        (values["Children"], values["Children.Count"]) = ("1", "1");
        Assert.Empty(set.Content.SelectMany(s => s.Fields).Where(f => f.Name.Length > 0).GroupBy(f => (f.Name, f.Kind == FieldKind.Group)).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal(set.Steps.Count, set.Steps.Select(s => s.Slug).Distinct().Count());
        Assert.Empty(EveryFormTests.Check(set, values, Day).Select(p => $"{p.Field}: {p.Message}"));
        var second = set.Kept(set.Forms[1], values, Day);
        Assert.Equal((values["FullName"], "1", values["Children[0].FullName"]), (second["FullName"], second["Children.Count"], second["Children[0].FullName"]));
        Assert.Equal("", second["SelfCare"]);
    }

    [Fact]
    public void Set_OfDisabledAndHousehold_KeepsTheDisabledPersonAsOwner()
    {
        var (set, values) = EveryFormTests.Example("khuyet-tat", Day, "ho-cham-soc");
        values["DisabilityDegree"] = "3";
        Assert.Empty(EveryFormTests.Check(set, values, Day).Select(p => $"{p.Field}: {p.Message}"));
        Assert.Equal(("Nguyễn Văn Thủy", "Lê Thị Mai"), (SubmitMapping.Owner(set, values, "Xã", Day).FullName, SubmitMapping.Applicant(set, values, Day).FullName));
        var facts = FormFacts.Of(set.Forms, values, Day);
        Assert.Equal((DisabilityDegree.ExtremelySevere, CareKind.Family), (facts.Disability!.Degree, Assert.Single(facts.Care).Kind));
    }

    [Fact]
    public void Set_OfHouseholdAlone_BelongsToItsHeadAndTellsEachMember()
    {
        var (set, values) = EveryFormTests.Example("ho-cham-soc", Day);
        Assert.Equal("Lê Văn Sỹ", SubmitMapping.Owner(set, values, "Xã", Day).FullName);
        var member = Assert.Single(FormFacts.Members(values, Day));
        Assert.Equal(("Lê Văn Vỹ", 1, "", DisabilityDegree.ExtremelySevere), (member.FullName, member.Sex, member.Number, member.Facts.Disability!.Degree));
        Assert.Equal(member.Facts.Birth, FormFacts.Of(set.Forms, values, Day).Birth);
    }

    [Fact]
    public void Applicant_OfFuneralAndCare_IsWhoBuriesOrCares()
    {
        var (funeral, dead) = EveryFormTests.Example("mai-tang", Day);
        Assert.Equal(("Lưu Văn Ước", "Lưu Văn Đạt"), (SubmitMapping.Owner(funeral, dead, "Xã", Day).FullName, SubmitMapping.Applicant(funeral, dead, Day).FullName));
        (dead["BurierKind"], dead["BurierOrganization"]) = ("organization", "Hội Chữ thập đỏ");
        Assert.Equal("Hội Chữ thập đỏ", SubmitMapping.Applicant(funeral, dead, Day).FullName);
        var (care, cared) = EveryFormTests.Example("nhan-cham-soc", Day);
        Assert.Equal(("Trịnh Ngọc Hoài", "Đỗ Thị Oanh"), (SubmitMapping.Owner(care, cared, "Xã", Day).FullName, SubmitMapping.Applicant(care, cared, Day).FullName));
    }

    [Fact]
    public void Facts_OfOrphan_TellWhatKeepsBothParents()
    {
        var (set, values) = EveryFormTests.Example("tre-em", Day);
        var facts = FormFacts.Of(set.First, values, Day);
        Assert.Equal((ParentState.Dead, ParentState.Serving), (facts.Mother[0].State, facts.Father[0].State));
        Assert.Equal((Day.AddYears(-1), null), (facts.Mother[0].From, facts.AdoptedOn));
        Assert.Equal(PovertyStatus.Poor, facts.Poverty[0].Status);
    }

    [Fact]
    public void Facts_OfSingleParentAndElder_TellChildrenAndSupporters()
    {
        var (single, values) = EveryFormTests.Example("nuoi-con-mot-minh", Day);
        var facts = FormFacts.Of(single.First, values, Day);
        Assert.Equal((MaritalState.NeverMarried, 2015), (facts.Marital, Assert.Single(facts.Children).Birth.Assumed.Year));
        var (elder, old) = EveryFormTests.Example("cao-tuoi", Day);
        (old["SupporterState"], old["Supporters.Count"], old["Supporters[0].Relation"], old["Supporters[0].Assisted"], old["InsuranceAmount"]) = ("assisted", "1", "con trai", "yes", "1.200.000");
        var of = FormFacts.Of(elder.First, old, Day);
        Assert.Equal(("con trai", true), (of.Supporters[0].Relation, of.Supporters[0].ReceivesAssistance));
        Assert.Equal((IncomeKind.Pension, 1_200_000L), (of.Incomes[0].Kind, of.Incomes[0].MonthlyDong));
    }

    // Art. 24(1)(a): whether a child may be taken in is told by its parents (Art. 5(1)) or by the paper of the health office (Art. 5(3)).
    [Theory]
    [InlineData("child", "parents", true)]
    [InlineData("child", "abandoned", false)]
    [InlineData("elder", "", false)]
    public void Form07_OfAChild_AsksItsParents(string admission, string child, bool asked)
    {
        var (set, values) = EveryFormTests.Example("vao-co-so", Day);
        (values["AdmissionCase"], values["ChildCase"]) = (admission, child);
        List<string?> Open() => FormCheck.Check(set, values, new SubmitSurroundings(Day, _ => true, new HashSet<string>(), InPerson: true)).Select(p => p.Field).ToList();

        Assert.Equal((asked, asked), (Open().Contains("MotherStatus"), Open().Contains("FatherStatus")));
        Assert.Equal(admission == "child", Open().Contains("HivPaperNumber") || set.Content.Where(s => s.IsAsked(values.On(Day))).SelectMany(s => s.Fields).Any(f => f is { Name: "HivPaperNumber", Restricted: true }));
        (values["MotherStatus"], values["FatherStatus"]) = asked ? ("dead", "serving") : ("", "");
        var facts = FormFacts.Of(set.First, set.Kept(set.First, values, Day), Day);
        Assert.Equal(asked ? [ParentState.Dead, ParentState.Serving] : [], facts.Mother.Concat(facts.Father).Select(p => p.State));
    }

    [Theory]
    [InlineData("", "2025-01-01")]
    [InlineData("03/2021", "2021-03-01")]
    public void Facts_OfAPoorHousehold_HoldFromTheMonthTold(string told, string since)
    {
        var (set, values) = EveryFormTests.Example("nuoi-con-mot-minh", Day);
        (values["Poverty"], values["PovertySince"]) = ("near", told);
        Assert.Equal([new PovertySpan(PovertyStatus.NearPoor, DateOnly.ParseExact(since, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Assumed: told.Length == 0)], FormFacts.Of(set.First, values, Day).Poverty);
    }

    [Theory]
    [InlineData("", "", "2025-03-01", true)]
    [InlineData("06/2021", "01/2020", "2021-06-01", false)]
    public void Facts_OfAnElder_HoldFromTheMonthsTold(string here, string supported, string since, bool assumed)
    {
        var day = new DateOnly(2025, 3, 20);
        var (set, values) = EveryFormTests.Example("cao-tuoi", day);
        (values["SupporterState"], values["Supporters.Count"], values["Supporters[0].Relation"], values["Supporters[0].Assisted"], values["Supporters[0].Since"], values["ResidenceSince"]) = ("yes", "1", "con trai", "no", supported, here);

        var facts = FormFacts.Of(set.First, values, day);

        Assert.Equal((DateOnly.ParseExact(since, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), assumed), (facts.Residences[0].From, facts.Residences[0].Assumed));
        Assert.Equal((assumed ? new DateOnly(2025, 3, 1) : new DateOnly(2020, 1, 1), assumed), (facts.Supporters[0].From, facts.Supporters[0].Assumed));
    }

    [Fact]
    public void Facts_ToldLater_LeaveWhereSomebodyLivedBefore()
    {
        var before = new Facts { Birth = BirthDate.Of(1950), Residences = [new("16063", "", new DateOnly(2020, 1, 1))], Supporters = [new("con trai", true)] };
        var now = new Facts { Birth = BirthDate.Of(1950), Residences = [new("16072", "", new DateOnly(2023, 3, 15))], Supporters = [new("con gái", false, new DateOnly(2023, 3, 1))] };
        var over = FactsBefore.Over(before, now);
        Assert.Equal([before.Residences[0] with { Until = new DateOnly(2023, 3, 14) }, now.Residences[0]], over.Residences);
        Assert.Equal([before.Supporters[0] with { Until = new DateOnly(2023, 2, 28) }, now.Supporters[0]], over.Supporters);
        Assert.Equal(now.Residences, FactsBefore.Over(before with { Residences = [new("16063", "", new DateOnly(2023, 3, 15))] }, now).Residences); // told anew from the same day
    }

    [Fact]
    public void Facts_ToldLater_LeaveTheMonthsBeforeAsTheyWereKnown()
    {
        var before = new Facts { Birth = BirthDate.Of(1950), Poverty = [new(PovertyStatus.Poor)] };
        var now = new Facts { Birth = BirthDate.Of(1950), Poverty = [new(PovertyStatus.NearPoor, new DateOnly(2023, 1, 1))] };
        Assert.Equal([new PovertySpan(PovertyStatus.Poor, null, new DateOnly(2022, 12, 31)), new(PovertyStatus.NearPoor, new DateOnly(2023, 1, 1))], FactsBefore.Over(before, now).Poverty);
        Assert.Equal(before.Poverty, FactsBefore.Over(before, now with { Poverty = [] }).Poverty);
    }

    [Fact]
    public void Facts_OfTwins_AreTwoChildrenInWhicheverListTheyStand()
    {
        var (single, values) = EveryFormTests.Example("nuoi-con-mot-minh", Day);
        values["Children.Count"] = "2";
        foreach (var name in values.Names.Where(n => n.StartsWith("Children[0].", StringComparison.Ordinal)).ToList())
        {
            values[name.Replace("[0]", "[1]", StringComparison.Ordinal)] = values[name];
            values["Small" + name] = values[name];
        }

        values["SmallChildren.Count"] = "1"; // the same child, named again as one under 36 months
        Assert.Equal(2, FormFacts.Of(single.First, values, Day).Children.Count);
        values["Children.Count"] = "0";
        Assert.Single(FormFacts.Of(single.First, values, Day).Children);
    }

    [Fact]
    public void Facts_OfSocialPension_AreRequestedOnTheDayOfFiling()
    {
        var day = new DateOnly(2025, 8, 1);
        var (set, values) = EveryFormTests.Example("huu-tri-xa-hoi", day);
        Assert.Equal(day, FormFacts.Of(set.First, values, day).PensionRequestedOn);
    }

    [Fact]
    public void Decision_FieldsOfEveryForm_AreShownToTheAppraiser() => Assert.All(FormCatalogue.All.Where(f => f.Code is not ("5a" or "5b")), f =>
        Assert.NotEmpty(FormFieldsView.OfDecision(new FormSet([f]), new FormValues(), Day).Fields));
}
