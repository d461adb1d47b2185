using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Documents;

/// <summary>Every paper of the catalogue made for one day, one person and one award.</summary>
internal sealed record PaperSamples(DateOnly Day, PaperPerson Person, PaperAward Award)
{
    public static PaperPerson Thuy { get; } = new()
    {
        FullName = "Nguyễn Văn Thủy", Birth = BirthDate.Of(1982, 3, 15), Sex = 1, Number = "038082000102", Address = "Thôn Hoa Trung, xã Hoa Lộc, tỉnh Thanh Hóa", Village = "Thôn Hoa Trung",
    };

    public static PaperAward Severe { get; } = new()
    {
        CategoryCode = "6.n.adult", CategoryLabel = "Người khuyết tật nặng", CategoryArticle = "khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP",
        CoefficientHundredths = 150, MonthlyDong = 540_000, Start = new PayMonth(202210),
    };

    public static PaperAward Hiv { get; } = new()
    {
        CategoryCode = "8", CategoryLabel = "Người nhiễm HIV/AIDS thuộc hộ nghèo không có thu nhập ổn định", CategoryArticle = "khoản 8 Điều 5 Nghị định số 20/2021/NĐ-CP",
        Sensitive = true, CoefficientHundredths = 150, MonthlyDong = 540_000, Start = new PayMonth(202210),
    };

    public static PaperAward HouseholdCare { get; } = new()
    {
        Kind = AwardWord.Care, CategoryCode = "CS.6", CategoryLabel = "Hộ gia đình trực tiếp chăm sóc NKT đặc biệt nặng (mỗi người)",
        CategoryArticle = "điểm c khoản 2 Điều 20 Nghị định số 20/2021/NĐ-CP", CoefficientHundredths = 100, MonthlyDong = 360_000, Start = new PayMonth(202210), Receiver = "bà Lê Thị Mận (chủ hộ)",
    };

    public static PaperAward SocialPension { get; } = new()
    {
        Kind = AwardWord.Pension, CategoryCode = "HT.1", CategoryLabel = "Người từ đủ 75 tuổi không có lương hưu", CategoryArticle = "khoản 1 Điều 2 Nghị định số 176/2025/NĐ-CP",
        MonthlyDong = 540_000, Start = new PayMonth(202611),
    };

    private static readonly PaperMember Chair = new("Trần Văn Minh", "Chủ tịch Ủy ban nhân dân – Chủ trì");
    private static readonly PaperMember Secretary = new("Lê Thị Hoa", "Công chức Văn hóa – Xã hội – Thư ký");
    private static readonly PaperMember Nurse = new("Phạm Thị Lan", "Trạm trưởng Trạm Y tế");

    public FlowContext Context => ShippedFlow.On(Day);

    public PaperScene Scene => PaperScenes.Of(Context, Dossier);

    public SignedInOfficial Chairman => ShippedFlow.Official(Roles.Chairman, Scene.Decider.Value) with { FullName = "Trần Văn Minh", Title = "Chủ tịch UBND" };

    public SignedInOfficial Head => Chairman with { Title = Scene.TwoTier ? "Trưởng phòng Văn hóa – Xã hội" : "Trưởng phòng Lao động – Thương binh và Xã hội", FullName = "Đỗ Văn Hải" };

    // Made anew for each paper, so that a copy with another day or award has its own.
    public Dossier Dossier => MakeDossier(Day, Person, Award);

    private static Dossier MakeDossier(DateOnly day, PaperPerson person, PaperAward award)
    {
        var dossier = ShippedFlow.Dossier(day);
        (dossier.Owner.FullName, dossier.Owner.Village, dossier.Applicant.FullName) = (person.FullName, person.Village, person.FullName);
        (dossier.PostedFrom, dossier.PostedUntil, dossier.ReviewedEligible, dossier.AppraisedEligible, dossier.DueOn, dossier.AppraisalNote) = (day, day.AddDays(2), true, true, day.AddDays(30), "Đã đối chiếu giấy tờ.");
        if (award.Sensitive)
        {
            dossier.Requests.Clear();
            dossier.Requests.Add(DossierRequest.Of(dossier.Id, dossier.TenantPath, RequestKind.Grant, "1b", new DateOnly(2021, 7, 1), "{}"));
        }

        dossier.Steps.Add(new DossierStep
        {
            Id = Guid.NewGuid(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Number = 1, Verb = "dossier.receive", To = DossierStatus.Received,
            At = dossier.SubmittedAt, ActorName = "Lê Thị Hoa", ActorTitle = "Công chức", OfficeName = "Bộ phận Một cửa", WasDueOn = day, NextOffice = "UBND xã",
        });
        return dossier;
    }

    /// <summary>Id and content of every paper.</summary>
    public IEnumerable<(string Id, PaperContent Paper)> All() => [.. Desk(), .. Review(), .. Decisions(), .. Undone(), .. Others(), .. Tables(), .. Award.Sensitive ? [] : new CouncilSamples(Context, Dossier, Chairman).All()];

    private IEnumerable<(string, PaperContent)> Desk()
    {
        string[] papers = Award.Sensitive ? ["Tờ khai mẫu số 1b", "Giấy xác nhận nhiễm HIV"] : ["Tờ khai mẫu 1đ", "Giấy xác nhận khuyết tật"];
        yield return ("D01", DeskPapers.Receipt(Context, Dossier, 7, "Lê Thị Hoa", papers, papers));
        yield return ("D02", DeskPapers.SupplementRequest(Context, Dossier, papers, "Thiếu giấy tờ", "Lê Thị Hoa"));
        yield return ("D03", DeskPapers.Refusal(Context, Dossier, "Không thuộc thẩm quyền", "Lê Thị Hoa"));
        yield return ("D04", DeskPapers.Apology(Context, Dossier, Day, Day.AddDays(5), "phải xác minh thêm.", Chairman));
        yield return ("D05", DeskPapers.Stopped(Context, Dossier, "", "Lê Thị Hoa", Day, papers));
        yield return ("BS1", DeskPapers.SupplementReceipt(Context, Dossier, [.. papers, "Sửa lời khai: Số giấy xác nhận"], "Trần Thị Chăm (người được ủy quyền), giấy tờ số 038•••••0777", Day, "Lê Thị Hoa"));
        yield return ("D06", RegisterPapers.ControlSheet(Context, Dossier));
        yield return ("D07", RegisterPapers.Register(Scene, Day, Day, [["1", "H56-1", "Trợ cấp", "01", Person.FullName, "Thôn 1", "UBND xã", "05/10/2022 08:30", "07/11/2022", "", "Tại Bộ phận một cửa", "", "Đang xét duyệt"]]));
        yield return ("D21", DeskPapers.HandOver(Context, Dossier, "Quyết định số 05/QĐ-UBND", Person.FullName, "038082000102", "Lê Thị Hoa", 5));
    }

    private IEnumerable<(string, PaperContent)> Review()
    {
        var rows = new[] { new PaperListRow(Person, Award) };
        yield return ("D08", MeetingPapers.Review(Scene, new PaperMeeting { FromUtc = Context.NowUtc, UntilUtc = Context.NowUtc, Place = "Trụ sở UBND", Chair = Chair, Secretary = Secretary, Members = [Nurse], Rows = [new MeetingRow(Person, Award, true, 9, 0)] }));
        yield return ("D09", FlowPapers.Posting(Context, Dossier));
        yield return ("D09", FlowPapers.PostingList(Scene, LegalBases.Assistance, Day, Day.AddDays(2), 2, [new PostingRow(Person, "Trợ cấp xã hội hàng tháng", true, Award.Sensitive)]));
        yield return ("D10", MeetingPapers.PostingEnded(Scene, new PostingRecord(Context.NowUtc, Context.NowUtc, "Trụ sở UBND", [Nurse], [], Secretary, [Dossier.Code])));
        yield return ("KN1", FlowPapers.ObjectionConcluded(Context, Dossier, new Objection
        {
            DossierId = Dossier.Id, TenantPath = Dossier.TenantPath, From = "Trần Văn Khiếu", Content = Award.Sensitive ? "Người này không nhiễm HIV" : "Gia đình có thu nhập ổn định", At = Context.NowUtc, DueOn = Day,
            Upheld = false, Conclusion = "Đã xác minh tại thôn, nội dung khiếu nại không đúng", ConcludedAt = Context.NowUtc,
        }, Chairman));
        yield return ("D11", FlowPapers.Forwarding(Context, Dossier, "07/UBND-VHXH", Chairman));
        yield return ("D11", FlowPapers.ForwardingList(Scene, LegalBases.Assistance, "07/UBND-VHXH", "trợ cấp xã hội hàng tháng", Day, Day, Day.AddDays(2), rows, Chairman));
        yield return ("D12", AppraisalPapers.Slip(Context, Dossier, Appraisal, "Lê Thị Thẩm", new SlipChecks(Award.Sensitive ? ["Tờ khai mẫu số 1b: đủ"] : ["Tờ khai mẫu 1đ: đủ"], "Không trùng với người đang hưởng trong tỉnh"), Head));
        yield return ("D13", AppraisalPapers.Submit(Scene, new Submission { Received = 1, Eligible = rows, NotEligible = [new PaperListRow(Person, null, "mức độ nhẹ")] }, Head));
    }

    private IEnumerable<(string, PaperContent)> Decisions()
    {
        var (running, stop, arrears) = (Running, Stop, Arrears);
        yield return ("D14", DecisionPapers.Grant(Scene, new GrantPaper { Person = Person, Awards = [Award with { Arrears = arrears }] }, Chairman));
        yield return ("D14", DecisionPapers.Grant(Scene, new GrantPaper { Person = Person, Awards = [Award, HouseholdCare], Arrears = arrears, Payment = new PaperPayment("0123, Agribank, Nguyễn Văn Thủy") }, Chairman));
        yield return ("D14", DecisionPapers.ListOf(Scene, "điều chỉnh mức trợ cấp xã hội hàng tháng", [LegalBases.Assistance], [new PaperListRow(Person, Award)], Chairman));
        yield return ("D15", ChangePapers.Adjust(Scene, new AdjustPaper { Person = Person, Old = [running], New = [Award with { CoefficientHundredths = 200, MonthlyDong = 720_000 }], From = Award.Start, Reason = "đủ 60 tuổi", RecoverDong = 1000 }, Chairman));
        foreach (var (kind, code) in new[] { (StopWord.Stop, "T2"), (StopWord.StopCare, "C1"), (StopWord.Suspend, "S1"), (StopWord.Resume, "S3") })
        {
            yield return ("D16", ChangePapers.Change(Scene, stop with { Kind = kind, ReasonCode = code, Interrupting = kind == StopWord.Resume ? "Quyết định số 09/QĐ-UBND ngày 05/11/2022" : "" }, Chairman));
        }

        yield return ("D16", DecisionPapers.ListInWords(Scene, [(Person, ChangePapers.Change(Scene, stop with { ReasonCode = "T2" }, Chairman))], "Phòng chuyên môn", Chairman));
        var move = new MovePaper { Person = Person, Awards = [Award], LastMonth = new PayMonth(202210), NewPlace = "phường Điện Biên, tỉnh Thanh Hóa", NewCommittee = "Ủy ban nhân dân phường Điện Biên", Enclosures = ["Quyết định trợ cấp"] };
        yield return ("D17", MovePapers.StopPaying(Scene, move, Chairman));
        yield return ("CV17", MovePapers.Letter(Scene, move, "Quyết định số 05/QĐ-UBND"));
        yield return ("D17", MovePapers.Within(Scene, move, Head));
        yield return ("D14", MovePapers.Arrival(Scene, new ArrivalPaper(Person, [Award], "xã Nga Sơn", "Quyết định số 05/QĐ-UBND"), Chairman));
        yield return ("D18", BenefitPapers.Care(Scene, new CarePaper { Carer = Person with { FullName = "Lê Thị Mận", Sex = 2 }, Cared = Person, Relation = "chủ hộ", Awards = [HouseholdCare] }, Chairman));
        foreach (var law in Enum.GetValues<ProvinceNode.Documents.FuneralLaw>())
        {
            yield return ("D19", BenefitPapers.Funeral(Scene, new FuneralPaper { Deceased = Person, DiedOn = Day, Receiver = Person with { FullName = "Lê Thị Mận" }, Relation = "vợ", Law = law, Times = 20, LevelDong = 360_000, AmountDong = 7_200_000, Ending = Award }, Chairman));
        }

        yield return ("D19", BenefitPapers.Funeral(Scene, new FuneralPaper
        {
            Deceased = Person, DiedOn = Day, Receiver = new PaperPerson { FullName = "Lê Văn Hội", Number = "038081000777" }, Relation = "Chủ tịch Hội", Organization = "Hội Chữ thập đỏ xã Hoa Lộc",
            Law = ProvinceNode.Documents.FuneralLaw.Emergency, Times = 50, LevelDong = 360_000, AmountDong = 18_000_000,
        }, Chairman));
        yield return ("D20", DecisionPapers.Reject(Scene, Person.FullName, Person.FullName, "trợ cấp xã hội hàng tháng", Award.Sensitive ? "Không nhiễm HIV." : "Mức độ nhẹ.", "", Chairman));
        yield return ("D20", DecisionPapers.Unchanged(Scene, Person.FullName, "thôi hưởng trợ cấp xã hội hàng tháng", "Người chăm sóc còn sống, theo khoản 2 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH.", "", Chairman));
        yield return ("D26", BenefitPapers.Pension(Scene, new PensionPaper(Person, SocialPension, new PaperPayment()), Chairman));
        yield return ("D26", BenefitPapers.PensionStop(Scene, stop with { Award = SocialPension }, Chairman));
        yield return ("D26", DecisionPapers.ListOf(Scene, "trợ cấp hưu trí xã hội hàng tháng", [LegalBases.Pension], [new PaperListRow(Person, SocialPension)], Chairman));
    }

    private PaperAward Running => Award with { Decision = "Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch " + Scene.Committee(Scene.Decider) };

    private StopPaper Stop => new() { Kind = StopWord.Stop, Person = Person, Award = Running, ReasonCode = "T1", From = new PayMonth(202211), RecoverDong = 540_000 };

    private static PaperArrears[] Arrears { get; } = [new(new PayMonth(202209), new PayMonth(202210), 2, 540_000)];

    // What tells held months, undoes and takes back.
    private IEnumerable<(string, PaperContent)> Undone()
    {
        yield return ("D16", ChangePapers.Change(Scene, Stop with { Held = (new PayMonth(202209), new PayMonth(202210)), Arrears = Arrears }, Chairman));
        yield return ("D16", UndoPapers.Undo(Scene, new UndoPaper
        {
            Person = Person, Undone = [Running.Decision + " về việc thôi hưởng trợ cấp xã hội hàng tháng"], Awards = [Award with { Arrears = Arrears }, HouseholdCare], Why = "người có tên còn sống, tin báo chết sai", CancelledRecoveryDong = 540_000, RefundDong = 540_000,
            Passed = [new PassedMoney(540_000, new PayMonth(202209), new PayMonth(202209), "Lê Thị Mận", true, "")], RecoverFuneralDong = 7_200_000,
        }, Chairman));
        yield return ("D16", RecoverPapers.Recover(Scene, new RecoverPaper
        {
            Person = Person, Why = "mức của tháng đã chi cao hơn mức được hưởng",
            Months = [new RecoveredMonthWords(new PayMonth(202209), 180_000, "danh sách tháng 09/2022", "bà Lê Thị Mận"), new RecoveredMonthWords(new PayMonth(202210), 180_000, "danh sách tháng 10/2022", "")],
        }, Chairman));
    }

    private IEnumerable<(string, PaperContent)> Others()
    {
        var disability = new DisabilityCase(Person, "Khuyết tật vận động", "Nặng");
        yield return ("KT6", DisabilityPapers.Certificate(Scene, "38.400.16063.000123", disability, Chairman));
        yield return ("KT9", DisabilityPapers.Withdraw(Scene, "38.400.16063.000123", Person, "kết luận không đúng", Chairman));
        yield return ("KC1", EmergencyPapers.Decide(Scene, new EmergencyPaper { Kind = EmergencyWord.House, Person = Person, Cause = "nhà sập do bão", AmountDong = 40_000_000, Measure = "mức hỗ trợ làm nhà ở" }, Chairman));
        yield return ("KC1", EmergencyPapers.Relief(Scene, true, "lũ lụt", [new ReliefRow(Person.FullName, Person.Village, 4, 4, 1, 60, "", "mất mùa")], Chairman));
        yield return ("KC2", EmergencyPapers.AskAbove(Scene, true, "lũ lụt", [new ReliefRow(Person.FullName, Person.Village, 4, 4, 2, 120, "", "mất mùa")], Chairman));
        var admit = new AdmitPaper { Institution = "Trung tâm Bảo trợ xã hội số 2", Person = Person, Award = Award with { Kind = AwardWord.Institution }, From = Day };
        yield return ("CS0", InstitutionPapers.Propose(Scene, admit, "không tự lo được cuộc sống", Chairman));
        yield return ("CS1", InstitutionPapers.Admit(Scene, admit, Chairman with { Title = "Giám đốc" }));
        yield return ("CS2", InstitutionPapers.Discharge(Scene, new DischargePaper(admit.Institution, Person, Day, "đủ điều kiện về gia đình", "gia đình"), Chairman with { Title = "Phó Giám đốc" }));
        yield return ("CS3", StayPapers.Admitted(Scene, new AdmissionMinutes(admit.Institution, Person, Day, "lang thang xin ăn tại chợ", true, true, "Lê Thị Mận"), "Trần Văn Ghi"));
        yield return ("CS4", StayPapers.HandedOver(Scene, new DischargePaper(admit.Institution, Person, Day, "đủ điều kiện về gia đình", "gia đình"), true, "Trần Văn Ghi"));
        yield return ("CS5", StayPapers.DepartmentSlip(Scene, admit.Institution, Person, "đủ điều kiện tiếp nhận", Chairman));
        yield return ("CS6", StayPapers.Bring(Scene, admit, Chairman));
        yield return ("CS7", StayPapers.SearchNotice(Scene, new SearchNotice(admit.Institution, 2, BirthDate.Of(2022), Day, "phát hiện tại cổng chợ Hoa Lộc sáng 05/10/2022, mặc áo len đỏ", "Đài Phát thanh và Truyền hình tỉnh", Day.AddDays(35)), Chairman with { Title = "Giám đốc" }));
        yield return ("CS8", StayPapers.Contract(Scene, new ServiceContract(admit.Institution, Person, Person with { FullName = "Lê Thị Mận" }, "vợ", "chăm sóc toàn thời gian", 5_000_000, "bằng tiền mặt", Day, Day.AddYears(1)), Chairman with { Title = "Giám đốc" }));
        var copied = DecisionPapers.Grant(Scene, new GrantPaper { Person = Person, Awards = [Award] }, Chairman) with { NumberLine = "Số: 05/QĐ-UBND" };
        yield return ("SY", CopyPapers.Of(copied, PaperStyle.Upper(Scene.Committee(Scene.Commune)), PaperStyle.PlaceAndDate(Scene, Scene.Commune)));
        yield return ("D24", ProxyPapers.Authorise(Scene, new ProxyPaper { Person = Person, Proxy = Person with { FullName = "Lê Thị Mận" }, Relation = "vợ", Reason = "đi lại khó khăn", From = Day, Until = Day.AddMonths(12) }, Chairman));
    }

    private IEnumerable<(string, PaperContent)> Tables()
    {
        var head = new PaymentHead("Xã Hoa Lộc", new PayMonth(202211), "thường xuyên", 1, "Lê Thị Hoa", new SignatureBlock("TRƯỞNG PHÒNG", "Trần Văn Minh")) { Method = "Tiền mặt tại điểm chi trả" };
        var row = new PaymentRow { BeneficiaryCode = "38-400-16063-000123", Person = Person, Category = Award.ShortCode, Coefficient = Award.CoefficientWords, MonthlyDong = 540_000, CareDong = 360_000, DeductDong = 100_000, CarriedDong = 540_000, CarriedMonths = 1 };
        foreach (var accounts in new[] { false, true })
        {
            var run = new VillageRun();
            yield return ("D22", PaymentPapers.List(Scene, head with { ToAccounts = accounts }, [.. run.Add(row), .. run.Add(row), .. run.Close()], run.Total));
        }

        yield return ("D22", PaymentPapers.Summary(Scene, head, [new PaymentSum("Xã Hoa Lộc", Award.ShortCode, Award.Label, 2, 2_680_000)], [("Xã Hoa Lộc", 2)]));
        MonthChangeRow[] changes = [new("Xã Hoa Lộc", row.BeneficiaryCode, Person, row.Category, row.Coefficient, 0, 540_000, "Hưởng từ tháng 11/2022", "QĐ số 05/QĐ-UBND ngày 05/10/2022")];
        yield return ("D23", MonthChangePapers.List(Scene, head, "TĂNG", changes, changes));
        UnpaidRow[] unpaid = [new("Xã Hoa Lộc", row.BeneficiaryCode, Person, row.Category, "", "Tiền mặt tại điểm chi trả", 540_000, "Chưa nhận", "Đi điều trị, đi xa")];
        yield return ("D22", UnpaidPapers.List(Scene, head, unpaid, unpaid));
        var report = new ReportHead(Scene.Commune, Day.AddMonths(-6), Day, "Lê Thị Hoa", "Chủ tịch UBND", "Trần Văn Minh");
        yield return ("D25", ReportPapers.Community(Scene, report, [new CommunityRow { Category = Award.CategoryLabel, People = 12, Women = 5, ByAge = [1, 2, 3, 4, 1, 1], AssistanceDong = 6_480_000 }]));
        yield return ("D25", ReportPapers.Care(Scene, report, [new CareRow("Hộ có người khuyết tật đặc biệt nặng", 3, 4, 1_440_000)]));
        yield return ("D25", ReportPapers.Relief(Scene, report, [new ReliefReportRow("Gạo cứu đói", 10, 40, 0.6m, 0, "Trung ương")]));
        yield return ("D25", ReportPapers.Institutions(Scene, report, [new InstitutionRow("Trung tâm Bảo trợ xã hội số 2", true, 40, 120, 10, 4, 2_000_000)]));
        yield return ("D25", DisabilityReports.Report(Scene, report, [new DisabilityReportRow("Vận động", 10, 2, 5, 3, 1, 4, 1, 9)], commune: true));
    }

    private Appraisal Appraisal => ProvinceNode.Dossiers.Appraisal.Of(Law.Disabled(DisabilityDegree.Severe, PayMonth.Of(Day), 40 * 12), PayMonth.Of(Day), Law.Book, Law.Province);
}
