using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Every rule of the form, without a host: one change to a right form, one sentence back at its field.</summary>
public sealed class Form1ddTests
{
    private static readonly DateOnly Today = new(2025, 3, 10);

    [Fact]
    public void Check_RightForm_FindsNothing() => Assert.Empty(Check(Right()));

    [Theory]
    [InlineData("FullName", "", "FullName", "required")]
    [InlineData("FullName", "Lan 2", "FullName", "name-letters")]
    [InlineData("BirthYear", "", "Birth", "birth-year-needed")]
    [InlineData("BirthYear", "54", "Birth", "birth-year-needed")]
    [InlineData("BirthYear", "1890", "Birth", "birth-too-old")]
    [InlineData("BirthDay", "31", "Birth", "birth-month-needed")]
    [InlineData("Sex", "3", "Sex", "choose")]
    [InlineData("EthnicCode", "99", "EthnicCode", "choose")]
    [InlineData("CitizenId", "", "CitizenId", "number-needed")]
    [InlineData("CitizenId", "03815400012", "CitizenId", "number-length")]
    [InlineData("CitizenId", "03815400012a", "CitizenId", "number-digits")]
    [InlineData("CitizenId", "099154000123", "CitizenId", "number-province")]
    [InlineData("CitizenId", "000154000123", "CitizenId", "number-province")]
    [InlineData("CitizenId", "038054000123", "CitizenId", "number-sex")]
    [InlineData("CitizenId", "038155000123", "CitizenId", "number-birth-year")]
    [InlineData("NoNumber", "1", "CitizenId", "number-and-none")]
    [InlineData("CommuneCode", "99999", "CommuneCode", "commune-unknown")]
    [InlineData("Village", " ", "Village", "required")]
    [InlineData("Phone", "12345", "Phone", "phone-shape")]
    [InlineData("Phone", "", "Phone", "phone-needed")]
    [InlineData("InInstitution", "", "InInstitution", "choose")]
    [InlineData("CertificateNumber", "", "CertificateNumber", "required")]
    [InlineData("CertificateDay", "", "Certificate", "no-such-date")]
    [InlineData("CertificateYear", "2026", "Certificate", "date-in-future")]
    [InlineData("CertificateYear", "1953", "Certificate", "certificate-before-birth")]
    [InlineData("DisabilityKind", "7", "DisabilityKind", "choose")]
    [InlineData("DisabilityDegree", "0", "DisabilityDegree", "choose")]
    [InlineData("Study", "", "Study", "choose")]
    [InlineData("Study", "studying", "StudyDetail", "required")]
    [InlineData("Work", "yes", "WorkDetail", "required")]
    [InlineData("WorkIncome", "ba triệu", "WorkIncome", "amount-shape")]
    [InlineData("Marital", "", "Marital", "choose")]
    [InlineData("Children", "21", "Children", "count-range")]
    [InlineData("ChildrenUnder36Months", "4", "ChildrenUnder36Months", "children-fewer")]
    [InlineData("Pregnant", "yes", "PregnancyMonths", "required")]
    [InlineData("Poverty", "", "Poverty", "choose")]
    [InlineData("InsuranceFrom", "13/2022", "InsuranceFrom", "month-shape")]
    [InlineData("OtherAmount", "500.000", "OtherName", "required")]
    [InlineData("DeclaredBy", "", "DeclaredBy", "choose")]
    [InlineData("DeclaredBy", "other", "ApplicantName", "required")]
    [InlineData("DeclaredBy", "other", "ApplicantCitizenId", "number-needed")]
    [InlineData("ResultBy", "", "ResultBy", "choose")]
    [InlineData("PaymentBy", "account", "AccountNumber", "required")]
    [InlineData("Promise", "", "Promise", "promise-needed")]
    public void Check_OneThingWrong_SaysSoAtItsField(string field, string value, string at, string code)
    {
        var form = Right();
        form.Set(field, value);
        Assert.Contains(Check(form), p => p.Field == at && p.Code == code);
    }

    [Theory]
    [InlineData("CitizenId", "038.154.000123")]
    [InlineData("CitizenId", "101154000123")]
    [InlineData("CitizenId", "171234567")]
    [InlineData("Phone", "+84 912 345 678")]
    [InlineData("WorkIncome", "1.080.000 đồng")]
    [InlineData("FullName", "H'Hen Niê")]
    [InlineData("BirthMonth", "3")]
    public void Check_WrittenAsPeopleWrite_IsTaken(string field, string value)
    {
        var form = Right();
        form.Set(field, value);
        Assert.Empty(Check(form));
    }

    [Fact]
    public void Check_EmptyForm_SaysEverythingAtOnce()
    {
        var problems = FormCheck.Check(Set, new FormValues(), new SubmitSurroundings(Today, _ => false, new HashSet<string>(), InPerson: false));
        Assert.True(problems.Count >= 20);
        Assert.All(problems, p => Assert.False(string.IsNullOrEmpty(p.Field)));
        Assert.Equal(problems.Count, problems.Select(p => p.Field).Distinct().Count());
    }

    [Fact]
    public void Check_EveryFieldTooLong_NamesEachLimit()
    {
        var form = Right();
        foreach (var field in new[] { "FullName", "Village", "PermanentAddress", "CertificateNumber", "CertificateBy", "CarerName", "StudyDetail", "IdentityIssuedBy", "PovertyCode" })
        {
            form.Set(field, new string('a', 1999));
            Assert.Contains(Check(form), p => p.Field == field && p.Code == "too-long");
        }
    }

    [Fact]
    public void Check_ChildOfEight_AsksNoAdultQuestionButSomebodyWhoDeclares()
    {
        var form = Right();
        (form.BirthYear, form.CitizenId, form.Work, form.Marital, form.Pregnant) = ("2017", "038317000123", "", "", "");
        Assert.Equal(["minor-declares"], Check(form).Select(p => p.Code));
        (form.DeclaredBy, form.ApplicantName, form.ApplicantRelation, form.ApplicantAddress) = ("other", "Lê Thị Mai", "mẹ", "Thôn 5");
        form.ApplicantCitizenId = "038317000123";
        Assert.Equal(["applicant-same"], Check(form).Select(p => p.Code));
        form.ApplicantCitizenId = "038190000456";
        Assert.Empty(Check(form));
        (form.Work, form.Marital) = ("no", "single");
        var kept = Set.Kept(Set.First, form.Values, Today);
        Assert.Equal(("", ""), (kept["Work"], kept["Marital"]));
    }

    [Fact]
    public void Check_PapersOnline_AreNeededAsTheAnswersSay()
    {
        var form = Right();
        (form.Children, form.ChildrenUnder36Months, form.Pregnant, form.PregnancyMonths) = ("2", "1", "yes", "5");
        (form.Values["SmallChildren.Count"], form.Values["SmallChildren[0].FullName"], form.Values["SmallChildren[0].BirthYear"]) = ("1", "Lê Thị Bé", "2024");
        var none = new SubmitSurroundings(Today, _ => true, new HashSet<string>(), InPerson: false);
        Assert.Equal(["Papers.giay-xac-nhan-khuyet-tat", "Papers.giay-khai-sinh-con", "Papers.giay-xac-nhan-mang-thai"], FormCheck.Check(Set, form.Values, none).Select(p => p.Field));
        form.OriginalsSeen = "1";
        Assert.Equal(3, FormCheck.Check(Set, form.Values, none).Count);
        Assert.Empty(FormCheck.Check(Set, form.Values, none with { InPerson = true }));
    }

    [Fact]
    public void Warnings_MildDegreeAndOldNumber_StopNothing()
    {
        var form = Right();
        (form.DisabilityDegree, form.CitizenId) = ("1", "171234567");
        Assert.Empty(Check(form));
        Assert.Equal(["warn-mild-degree", "warn-old-number"], FormCheck.Warnings(Set, form.Values, Today).Select(p => p.Code));
        Assert.Equal(("", "171234567"), (Owner(form).CitizenId, Owner(form).OldIdentityNumber));
    }

    [Fact]
    public void Answers_Stored_ComeBackTheSame()
    {
        var form = Right();
        (form.InsuranceAmount, form.InsuranceFrom, form.WorkIncome, form.Work, form.WorkDetail) = ("500.000", "01/2020", "1 200 000", "yes", "Đan lát");
        var again = FormValues.Parse(Set.Kept(Set.First, form.Values, Today).ToJson()).On(Today);
        Assert.Equal((500_000, "2020-01"), (again.Money("InsuranceAmount"), again.Month("InsuranceFrom")));
        Assert.Equal(("1.200.000", new DateOnly(2022, 10, 5)), (again["WorkIncome"], again.Day("Certificate")));
    }

    [Theory]
    [InlineData("001", true)]
    [InlineData("038", true)]
    [InlineData("096", true)]
    [InlineData("003", false)]
    [InlineData("097", false)]
    [InlineData("100", false)]
    [InlineData("101", true)]
    public void RegistrationCode_OfOldProvinceOrCountry_IsKnown(string code, bool known) => Assert.Equal(known, PersonRules.IsRegistrationCode(code));

    internal static SubmitForm Right() => new()
    {
        FullName = "Nguyễn Thị Lan", BirthYear = "1954", Sex = "2", EthnicCode = "01", CitizenId = "038154000123", CommuneCode = "16063", Village = "Thôn Hoa Phú",
        Phone = "0912345678", InInstitution = "no", CertificateNumber = "38.400.16063.000123", CertificateDay = "5", CertificateMonth = "10", CertificateYear = "2022",
        CertificateBy = "UBND xã Hoa Lộc", DisabilityKind = "1", DisabilityDegree = "2", SelfCare = "partly", Study = "none", Work = "no", Marital = "single", Children = "3",
        Pregnant = "no", Poverty = "near", HealthCard = "yes", DeclaredBy = "owner", ResultBy = "desk", PaymentBy = "cash", Promise = "1",
    };

    private static FormSet Set { get; } = new([FormCatalogue.On("1đ", Today)!]);

    private static PersonData Owner(SubmitForm form) => SubmitMapping.Owner(Set, form.Values, "Xã", Today);

    private static List<ProvinceNode.Platform.Problem> Check(SubmitForm form) =>
        FormCheck.Check(Set, form.Values, new SubmitSurroundings(Today, c => c == "16063", new HashSet<string> { SubmitPapers.Certificate }, InPerson: false));
}
