using System.Globalization;
using ProvinceNode.Dossiers.Forms;

namespace TestSupport;

/// <summary>A complete declaration of every situation, true to the law on a day, for tests to change.</summary>
public static class FormExamples
{
    /// <summary>Fills the values in; what another form of the dossier filled in stays.</summary>
    public static void Fill(Situation situation, FormValues values, DateOnly today, string commune)
    {
        var example = new FormValues();
        Common(example, commune);
        Own(situation, example, today);
        foreach (var (field, value) in situation.Known)
        {
            example[field] = value;
        }

        foreach (var name in example.Names.Where(n => values[n].Length == 0))
        {
            values[name] = example[name];
        }
    }

    private static void Common(FormValues v, string commune)
    {
        Set(v, ("CommuneCode", commune), ("Village", "Thôn Hoa Trung"), ("Phone", "0912345678"), ("InInstitution", "no"), ("Poverty", "poor"), ("HealthCard", "yes"), ("HasDisability", "no"),
            ("DeclaredBy", "other"), ("ApplicantName", "Lê Thị Mai"), ("ApplicantCitizenId", "038180000777"), ("ApplicantRelation", "cô"), ("ApplicantAddress", "Thôn Hoa Trung"),
            ("ResultBy", "desk"), ("PaymentBy", "cash"), ("Promise", "1"));
    }

    private static void Own(Situation situation, FormValues v, DateOnly today)
    {
        switch (situation.FormOn(today)?.Code)
        {
            case "1a":
                Child(situation, v, today);
                break;
            case "1b" or "1c":
                Adult(situation, v, today);
                break;
            case "1d":
                Person(v, "", today.Year - 82, 2, "Nguyễn Thị Lan");
                Set(v, ("SupporterState", "none"), ("SpecialArea", "no"), ("TakenIn", "no"));
                break;
            case "1đ":
                Disabled(v, today);
                break;
            case "01-176":
                Person(v, "", today.Year - 77, 1, "Hoàng Văn Khuê");
                Set(v, ("PensionState", "no"), ("HasReceiver", "no"));
                break;
            case "2a" or "2b" or "03":
                Care(situation, v, today);
                break;
            case "04" or "02-176" or "04-KC":
                Funeral(situation, v, today);
                break;
            case "5a" or "5b" or "06" or "DN-BT" or "DN-BT1":
                Emergency(v, today);
                break;
            case "07" or "08" or "09":
                Institution(situation, v, today);
                break;
            case "01-NKT" or "01-NKT-D":
                Certificate(situation, v, today);
                break;
            case ProvinceNode.Eligibility.ExtraGroupRow.OwnForm:
                Person(v, "", today.Year - 45, 1, "Lò Văn Inh");
                Set(v, ("OwnGroup", OwnGroupSample.Answer), ("LivesAlone", "yes"), ("SpecialArea", "no"), ("SupporterState", "none"));
                break;
            default:
                Request(situation, v, today);
                break;
        }
    }

    private static void Institution(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 70, 1, "Vũ Đức Lộc");
        v["Institution"] = "Trung tâm Bảo trợ xã hội số 1";
        if (situation.FormOn(today)!.Code == "08")
        {
            Set(v, ("ContractKind", "other"), ("ContractServices", "Chăm sóc toàn thời gian"), ("ContractPrice", "5.000.000"), ("ContractPaidBy", "cash"));
            Day(v, "ContractFrom", today);
            Day(v, "ContractUntil", today.AddYears(1));
            return;
        }

        Set(v, ("AdmissionCase", situation.Slug == "vao-co-so-khan-cap" ? "urgent" : "elder"), ("Circumstances", "Sống một mình, ốm đau."), ("Family", "Không còn người thân."),
            ("Why", "Không tự lo được cuộc sống."), ("SelfReliant", "no"), ("HasCarer", "no"), ("Supported", "none"), ("UrgentKind", "victim"), ("Study", "none"), ("LeaveReason", "family"), ("NewAddress", "Thôn Hoa Trung"));
        Day(v, "Entered", today.AddYears(-2));
    }

    private static void Child(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "", 0, 1, "Bùi Hữu Quý", new DateOnly(today.Year - (situation.Slug == "tre-duoi-3-tuoi" ? 2 : 9), 1, 15));
        Set(v, ("ChildCase", "parents"), ("Adopted", "no"), ("SpecialArea", "yes"), ("Study", "none"),
            ("MotherStatus", "dead"), ("MotherFullName", "Mai Thị Thúy"), ("MotherBirthYear", $"{today.Year - 40}"), ("FatherStatus", "serving"), ("FatherFullName", "Bùi Văn Nghĩa"), ("FatherBirthYear", $"{today.Year - 42}"));
        Day(v, "MotherSince", today.AddYears(-1));
        Day(v, "FatherSince", today.AddMonths(-8));
    }

    private static void Adult(Situation situation, FormValues v, DateOnly today)
    {
        if (situation.FormOn(today)!.Code == "1b")
        {
            Person(v, "", today.Year - 35, 1, "Trần Văn Hòa");
            Set(v, ("HivPaperNumber", "123/XN"), ("HivPaperBy", "Trung tâm y tế"), ("StableIncome", "no"));
            Day(v, "HivPaper", today.AddMonths(-3));
            return;
        }

        Person(v, "", today.Year - 38, 2, "Phạm Thị Tuyết");
        Set(v, ("Marital", "single"), ("Children.Count", "1"), ("Children[0].FullName", "Phạm Minh Đạt"), ("Children[0].Study", "studying"), ("Children[0].StudyDetail", "Lớp 4"), ("Children[0].Disabled", "no"));
        Birth(v, "Children[0].Birth", today.AddYears(-10));
    }

    private static void Disabled(FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 40, 1, "Nguyễn Văn Thủy");
        Set(v, ("CertificateNumber", "38.400.16063.000012"), ("CertificateBy", "UBND xã"), ("DisabilityKind", "1"), ("DisabilityDegree", "2"), ("SelfCare", "partly"), ("Study", "none"),
            ("Work", "no"), ("Marital", "single"), ("Children", "0"), ("Pregnant", "no"));
        Day(v, "Certificate", today.AddMonths(-1));
    }

    private static void Care(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "Head", today.Year - 55, 1, "Lê Văn Sỹ");
        Person(v, "Carer", today.Year - 50, 2, "Đỗ Thị Oanh");
        Set(v, ("HouseholdSize", "4"), ("CarerRelation", "bà ngoại"), ("CarerHealth", "good"), ("CarerMarital", "widowed"), ("CarerPhone", "0987654321"), ("CarerAddress", "Thôn Hoa Trung"),
            ("CarerWork", "Làm ruộng"), ("CarerIncome", "4.000.000"), ("CarerDwelling", "stable"), ("Voluntary", "1"), ("Study", "none"), ("UrgentKind", "orphan"), ("CaredCategory", "child"),
            ("Members.Count", "1"), ("Members[0].FullName", "Lê Văn Vỹ"), ("Members[0].Sex", "1"), ("Members[0].NoNumber", "1"), ("Members[0].CertificateNumber", "DT000123"), ("Members[0].DisabilityKind", "4"));
        Birth(v, "Members[0].Birth", today.AddYears(-20));
        Day(v, "Members[0].Certificate", today.AddMonths(-2));
        if (situation.FormOn(today)!.Code == "03")
        {
            Set(v, ("ChildCase", "parents"), ("Adopted", "no"), ("MotherStatus", "dead"), ("MotherFullName", "Mai Thị Thúy"), ("MotherBirthYear", $"{today.Year - 40}"),
                ("FatherStatus", "serving"), ("FatherFullName", "Trịnh Văn Nghĩa"), ("FatherBirthYear", $"{today.Year - 42}"));
            Day(v, "MotherSince", today.AddYears(-1));
            Day(v, "FatherSince", today.AddMonths(-8));
        }

        if (situation.FormOn(today)!.Code != "2a")
        {
            Person(v, "", 0, 2, "Trịnh Ngọc Hoài", new DateOnly(today.Year - 6, 1, 15));
        }
    }

    private static void Funeral(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 81, 1, "Lưu Văn Ước");
        Person(v, "Burier", today.Year - 45, 1, "Lưu Văn Đạt");
        Set(v, ("DeathPaperNumber", "12/2025"), ("DeathPaperBy", "UBND xã"), ("BuriedAt", "Nghĩa trang xã"), ("DeceasedCategory", "monthly"), ("DeathCause", "disaster"), ("BurierKind", "person"), ("BurierRelation", "con trai"),
            ("BurierPhone", "0911222333"), ("BurierAddress", "Thôn Hoa Trung"));
        Day(v, "Died", today.AddDays(-6));
        Day(v, "DeathPaper", today.AddDays(-5));
        Day(v, "Buried", today.AddDays(-4));
    }

    private static void Emergency(FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 48, 1, "Hồ Văn Duệ");
        Set(v, ("Hunger", "lean"), ("Cause", "disaster"), ("Households.Count", "2"), ("Circumstance", "poor"), ("HouseholdSize", "4"), ("Loss", "collapsed"), ("LossStory", "Nhà sập hoàn toàn."), ("Wish", "Hỗ trợ làm lại nhà."),
            ("Hospital", "Bệnh viện đa khoa"), ("HasRelatives", "no"), ("Urgency", "normal"), ("Evidence", "list"), ("Lister", "Hồ Văn Duệ"));
        foreach (var i in new[] { 0, 1 })
        {
            Set(v, ($"Households[{i}].Head", i == 0 ? "Phạm Văn Hòa" : "Vũ Thị Thu"), ($"Households[{i}].Size", "5"), ($"Households[{i}].Hungry", "4"), ($"Households[{i}].Months", "1"), ($"Households[{i}].Rice", "60"),
                ($"Households[{i}].Lacking", "4"), ($"Households[{i}].Needs", "Chăn màn, xoong nồi"));
        }

        Day(v, "Meeting", today.AddDays(-1));
        Day(v, "CauseOn", today.AddDays(-12));
        Day(v, "AdmittedOn", today.AddDays(-11));
        Day(v, "LeftOn", today.AddDays(-2));
    }

    private static void Certificate(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 30, 2, "Mai Thị Ngọc");
        Set(v, ("CertificateRequest", situation.FormOn(today)!.Code == "01-NKT" ? "determine" : "lost"), ("Studying", "no"));
        foreach (var field in CertificateForms.Determination.Fields.Where(f => f.InLine))
        {
            v[field.Name] = field.Name.StartsWith("Ability", StringComparison.Ordinal) ? "help" : field.Name is "Kind1" or "Sign13" ? "yes" : "no";
        }
    }

    private static void Request(Situation situation, FormValues v, DateOnly today)
    {
        Person(v, "", today.Year - 44, 1, "Trần Đức Quý");
        var old = situation.Slug is "chuyen-den" or "chuyen-trong-huyen";
        Set(v, ("ChangeReason", "poverty"), ("StopReason", "T2"), ("SuspendReason", "S1"), ("ResumeReason", "collected"), ("Why", "Hoàn cảnh thay đổi."),
            (old ? "OldProvince" : "NewProvince", "01"), (old ? "OldCommune" : "NewCommune", today < new DateOnly(2025, 7, 1) ? "Phường Phúc Xá" : "Phường Ba Đình"), (old ? "OldAddress" : "NewAddress", "Số 5"));
        if (situation.Slug == "chuyen-den")
        {
            v["StopMonth"] = string.Create(CultureInfo.InvariantCulture, $"{today.AddMonths(-1):MM/yyyy}");
        }

        Day(v, "EventOn", today.AddDays(-20));
        Day(v, "Moved", today.AddDays(-3));
    }

    /// <summary>A whole person; the number fits sex and birth.</summary>
    private static void Person(FormValues v, string prefix, int year, int sex, string name, DateOnly? born = null)
    {
        var birth = born ?? new DateOnly(year, 3, 15);
        var century = birth.Year >= 2000 ? sex + 1 : sex - 1;
        Set(v, (prefix + "FullName", name), (prefix + "Sex", $"{sex}"), (prefix + "EthnicCode", "01"), (prefix + "CitizenId", $"038{century}{birth.Year % 100:00}{(name.Length * 7919) % 1000000:000000}"));
        Birth(v, prefix + "Birth", birth);
    }

    private static void Birth(FormValues v, string name, DateOnly birth) => Day(v, name, birth);

    private static void Day(FormValues v, string name, DateOnly day) =>
        Set(v, (name + "Day", $"{day.Day:00}"), (name + "Month", $"{day.Month:00}"), (name + "Year", day.Year.ToString(CultureInfo.InvariantCulture)));

    private static void Set(FormValues v, params (string Name, string Value)[] all)
    {
        foreach (var (name, value) in all)
        {
            v[name] = value;
        }
    }
}
