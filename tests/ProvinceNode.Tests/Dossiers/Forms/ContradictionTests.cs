using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>Each contradiction between answers: one change to a right declaration, one sentence back at its field.</summary>
public sealed class ContradictionTests
{
    private static readonly DateOnly Day = new(2025, 3, 10);

    [Theory]
    [InlineData("tre-em", "BirthYear=2005;NoNumber=1;CitizenId=", "Birth", "not-under-16")]
    [InlineData("tre-em", "ChildCase=student;WasReceiving=yes", "Birth", "too-young-for")]
    [InlineData("tre-em", "ChildCase=student;WasReceiving=yes;BirthYear=2001;NoNumber=1;CitizenId=;Study=studying;StudyDetail=ĐH;StudyLevel=university", "Birth", "over-22")]
    [InlineData("tre-em", "ChildCase=student;WasReceiving=yes;BirthYear=2007;NoNumber=1;CitizenId=", "Study", "study-needed")]
    [InlineData("tre-em", "ChildCase=student;WasReceiving=no;BirthYear=2007;NoNumber=1;CitizenId=", "WasReceiving", "receiving-needed")]
    [InlineData("tre-em", "ChildCase=under3;SpecialArea=yes", "Birth", "not-under-3")]
    [InlineData("tre-duoi-3-tuoi", "Poverty=none", "Poverty", "poverty-needed")]
    [InlineData("tre-em", "MotherStatus=present;FatherStatus=present", "ChildCase", "parents-both-fine")]
    [InlineData("tre-em", "MotherBirthYear=2010", "MotherBirth", "parent-too-young")]
    [InlineData("tre-em", "MotherSinceYear=2010", "MotherSince", "before-birth")]
    [InlineData("tre-em", "MotherCitizenId=038085000111;MotherBirthYear=1985", "MotherCitizenId", "number-role")]
    [InlineData("tre-em", "FatherCitizenId=038185000111;FatherBirthYear=", "FatherCitizenId", "number-role")]
    [InlineData("hiv", "ApplicantCitizenId=038340000111", "ApplicantCitizenId", "number-ahead")]
    [InlineData("tre-em", "FatherStatus=dead;FatherSinceYear=1970", "FatherSince", "death-before-birth")]
    [InlineData("tre-em", "MotherCitizenId=038185000111;ApplicantCitizenId=038185000111;MotherBirthYear=1985", "MotherStatus", "dead-yet-present")]
    [InlineData("hiv", "InsuranceAmount=2.000.000", "StableIncome", "income-and-pension")]
    [InlineData("hiv", "AssistanceAmount=500.000", "StableIncome", "income-and-pension")]
    [InlineData("hiv", "HivPaperYear=1950", "HivPaper", "before-birth")]
    [InlineData("nuoi-con-mot-minh", "Marital=married", "Marital", "married-single-parent")]
    [InlineData("nuoi-con-mot-minh", "Children[0].BirthYear=1985", "Children[0].Birth", "child-older-than-parent")]
    [InlineData("nuoi-con-mot-minh", "Children[0].BirthYear=2002", "Children[0].Birth", "child-too-old")]
    [InlineData("nuoi-con-mot-minh", "Children[0].BirthYear=2007;Children[0].Study=left", "Children[0].Birth", "child-too-old")]
    [InlineData("nuoi-con-mot-minh", "Children.Count=", "Children.Count", "rows-needed")]
    [InlineData("cao-tuoi", "BirthYear=1980;NoNumber=1;CitizenId=", "Birth", "too-young-for")]
    [InlineData("cao-tuoi", "Supporters.Count=1;Supporters[0].FullName=Lê Văn A", "SupporterState", "supporters-contradict")]
    [InlineData("cao-tuoi", "SupporterState=assisted;Supporters.Count=1;Supporters[0].FullName=Lê Văn A;Supporters[0].Relation=con;Supporters[0].Assisted=no", "SupporterState", "supporter-not-assisted")]
    [InlineData("khuyet-tat", "Pregnant=yes;PregnancyMonths=3", "Pregnant", "pregnant-man")]
    [InlineData("khuyet-tat", "Children=1;ChildrenUnder36Months=1;SmallChildren.Count=1;SmallChildren[0].FullName=Bé An;SmallChildren[0].BirthYear=2019", "SmallChildren[0].Birth", "not-under-36-months")]
    [InlineData("khuyet-tat", "Children=2;ChildrenUnder36Months=2;SmallChildren.Count=1;SmallChildren[0].FullName=Bé An;SmallChildren[0].BirthYear=2024", "ChildrenUnder36Months", "children-differ")]
    [InlineData("ho-cham-soc", "HouseholdSize=1;Members.Count=2;Members[1].FullName=Lê Thị B", "HouseholdSize", "members-differ")]
    [InlineData("ho-cham-soc", "Members[0].CertificateYear=1990", "Members[0].Certificate", "certificate-before-birth")]
    [InlineData("ho-cham-soc", "CarerBirthYear=2015;CarerNoNumber=1;CarerCitizenId=", "CarerBirth", "carer-too-young")]
    [InlineData("nhan-cham-soc", "CarerCitizenId=&CitizenId;CarerBirthYear=&BirthYear", "CarerCitizenId", "number-of-owner")]
    [InlineData("nhan-cham-soc", "BirthYear=1990;NoNumber=1;CitizenId=", "Birth", "too-old-for")]
    [InlineData("nhan-cham-soc", "CaredCategory=elder", "Birth", "too-young-for")]
    [InlineData("nhan-cham-soc", "Voluntary=", "Voluntary", "tick-needed")]
    [InlineData("nhan-cham-soc", "CarerMarital=married", "SpouseFullName", "required")]
    [InlineData("hiv", "DeclaredBy=other;ApplicantRelation=đồng đẳng viên nhóm HIV", "ApplicantRelation", "person-illness-named")]
    [InlineData("mai-tang", "BurierRelation=bạn cùng nhóm HIV", "BurierRelation", "person-illness-named")]
    [InlineData("ho-cham-soc", "CarerRelation=cùng nhóm HIV", "CarerRelation", "person-illness-named")]
    [InlineData("mai-tang", "DiedYear=1930", "Died", "death-before-birth")]
    [InlineData("mai-tang", "BuriedYear=2024", "Buried", "before-death")]
    [InlineData("mai-tang", "DeathPaperYear=2024", "DeathPaper", "before-death")]
    [InlineData("mai-tang", "DeceasedCategory=elder80;BirthYear=1960;NoNumber=1;CitizenId=", "DeceasedCategory", "too-young-for")]
    [InlineData("mai-tang", "BurierCitizenId=&CitizenId", "BurierCitizenId", "number-sex|number-birth-year|dead-yet-present|number-of-owner")]
    [InlineData("mai-tang", "BurierKind=organization", "BurierOrganization", "required")]
    [InlineData("thieu-doi", "Households[0].Hungry=9", "Households[0].Hungry", "members-differ")]
    [InlineData("thieu-doi", "Households[1].Rice=61", "Households[1].Rice", "rice-too-much")]
    [InlineData("thieu-doi", "Hunger=tet;Households[0].Months=2", "Households[0].Months", "count-range")]
    [InlineData("thieu-nhu-yeu-pham", "Households[0].Lacking=9", "Households[0].Lacking", "members-differ")]
    [InlineData("bi-thuong-nang", "LeftOnDay=28;LeftOnMonth=02", "LeftOn", "stay-too-short")]
    [InlineData("bi-thuong-nang", "LeftOnMonth=01;LeftOnDay=01", "LeftOn", "leaves-before-arrival")]
    [InlineData("bi-thuong-nang", "AdmittedOnYear=2024", "AdmittedOn", "leaves-before-arrival")]
    [InlineData("vao-co-so", "AdmissionCase=child", "Birth", "too-old-for")]
    [InlineData("vao-co-so", "AdmissionCase=disabled", "HasDisability", "disability-needed")]
    [InlineData("roi-co-so", "EnteredYear=1940", "Entered", "before-birth")]
    [InlineData("thoi-huong", "StopReason=T1;DeclaredBy=owner", "DeclaredBy", "dead-yet-present")]
    [InlineData("dieu-chinh", "EventOnYear=1950", "EventOn", "before-birth")]
    [InlineData("chuyen-di", "NewCommune=Phường Không Có", "NewCommune", "unit-unknown")]
    [InlineData("chuyen-den", "OldProvince=38", "OldCommune", "unit-unknown")]
    [InlineData("xac-dinh-khuyet-tat", "Kind1=no", "Kind1", "nothing-ticked")]
    [InlineData("xac-dinh-khuyet-tat", "Sign13=no", "Sign11", "sign-needed")]
    [InlineData("khuyet-tat", "ApplicantCitizenId=&CitizenId", "ApplicantCitizenId", "applicant-same")]
    public void Form_AnswersThatCannotBothBeTrue_SayWhichToMend(string slug, string changes, string at, string codes)
    {
        var (set, values) = EveryFormTests.Example(slug, Day);
        foreach (var change in changes.Split(';').Select(c => c.Split('=', 2)))
        {
            values[change[0]] = change[1].StartsWith('&') ? values[change[1][1..]] : change[1];
        }

        Assert.Contains(EveryFormTests.Check(set, values, Day), p => p.Field == at && codes.Split('|').Contains(p.Code));
    }

    [Theory]
    [InlineData(15, 60, 1, true)]
    [InlineData(15, 61, 1, false)]
    [InlineData(20, 80, 1, true)]
    [InlineData(20, 81, 1, false)]
    [InlineData(20, 240, 3, true)]
    [InlineData(20, 320, 4, true)]
    [InlineData(20, 320, 5, false)]
    public void Rice_OfAListUnderTheLawsRow_IsAsMuchAsTheRowGives(long each, int rice, int months, bool fits)
    {
        var (set, values) = EveryFormTests.Example("thieu-doi", Day);
        (values["Households[1].Rice"], values["Households[1].Months"]) = ($"{rice}", $"{months}");
        var numbers = new Dictionary<string, long> { [LawParameters.RiceKilograms] = each, [LawParameters.RiceMonthsHunger] = 4 };
        Assert.Equal(fits, EveryFormTests.Check(set, values, Day, numbers).Count == 0);
    }

    [Fact]
    public void Pension_YoungerThan70_IsToldSoSince2025()
    {
        var day = new DateOnly(2025, 8, 1);
        var (set, values) = EveryFormTests.Example("huu-tri-xa-hoi", day);
        (values["BirthYear"], values["NoNumber"], values["CitizenId"]) = ("1960", "1", "");
        Assert.Contains(EveryFormTests.Check(set, values, day), p => p is { Field: "Birth", Code: "too-young-for" });
    }

    [Fact]
    public void Members_SameNumberTwice_IsFoundInItsRow()
    {
        var (set, values) = EveryFormTests.Example("ho-cham-soc", Day);
        values["Members.Count"] = "2";
        foreach (var (name, value) in new[] { ("FullName", "Lê Thị B"), ("BirthYear", "2001"), ("Sex", "2"), ("CitizenId", "038301000111") })
        {
            (values["Members[0]." + name], values["Members[1]." + name]) = (value, value);
        }

        (values["Members[0].NoNumber"], values["Members[0].BirthDay"], values["Members[0].BirthMonth"]) = ("", "", "");
        Assert.Contains(EveryFormTests.Check(set, values, Day), p => p is { Field: "Members[1].CitizenId", Code: "number-twice" });
    }

    [Fact]
    public void Rows_RemovedFromTheMiddle_MoveUp()
    {
        var values = new FormValues { ["Children.Count"] = "3", ["Children[0].FullName"] = "A", ["Children[1].FullName"] = "B", ["Children[1].Study"] = "none", ["Children[2].FullName"] = "C" };
        values.RemoveRow("Children", 1);
        Assert.Equal((2, "A", "C", "", ""), (values.Rows("Children"), values["Children[0].FullName"], values["Children[1].FullName"], values["Children[1].Study"], values["Children[2].FullName"]));
    }
}
