using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>Everything that an outcome is told from: the dossier with the rules of the day, what was appraised, and what the registry knows.</summary>
/// <param name="Person">The beneficiary whom it is about, or null when he receives nothing yet.</param>
/// <param name="Rows">All versions of his entitlements that the office sees.</param>
/// <param name="Incoming">The half of a transfer that this dossier takes in, or null.</param>
public sealed record Case(OpenDossier Open, Appraisal Appraisal, Beneficiary? Person, IReadOnlyList<Entitlement> Rows, TransferHalf? Incoming)
{
    /// <summary>Facts of a social pension that the person had asked for and on which nobody decided; null when there is none.</summary>
    public Facts? AskedPension { get; init; }

    /// <summary>Funeral support already decided for the person, anywhere in the province.</summary>
    public long FuneralPaidDong { get; init; }

    /// <summary>The last move of the person out of this commune, when the new place returned it; only for a resumption.</summary>
    public TransferHalf? Returned { get; init; }

    /// <summary>The half by which the person is on his way to this commune, or still to be sent from it, where the dossier may tell of his death: he has not ceased to receive.</summary>
    public TransferHalf? InTransit { get; init; }

    /// <summary>Facts and category of the last decision on who is <see cref="InTransit"/>; null when none is kept here.</summary>
    public (Facts Facts, string Category)? LastFacts { get; init; }

    /// <summary>What was given once before to the person or household of an emergency.</summary>
    public IReadOnlyList<EarlierAid> Earlier { get; init; } = [];

    /// <summary>The person's stay in an institution that goes on; only for admissions, discharges and what may tell of a death. Tracked: the signature ends it.</summary>
    public InstitutionResident? Stay { get; init; }

    /// <summary>Whether the facts of a decision of the person are kept here; only asked for what goes on.</summary>
    public bool Known { get; init; }

    /// <summary>Other requests of the person at this commune on which nobody decided; only where the dossier may tell of his death.</summary>
    public IReadOnlyList<Dossier> Undecided { get; init; } = [];

    /// <summary>Why who came from another province may not be taken in now; null when he may (<see cref="Transfers.Passages.Bars"/>).</summary>
    public Problem? Unconfirmed { get; init; }

    /// <summary>What the person takes for others, where the dossier may tell of his death.</summary>
    public IReadOnlyList<ReceiverLost> Carries { get; init; } = [];

    /// <summary>What a correcting dossier undoes; null for everything else.</summary>
    public Undone? Undone { get; init; }

    /// <summary>Months that lists overpaid and no decision takes back yet, where the dossier is to take them back. Tracked: the signature keeps its recovery with them.</summary>
    public IReadOnlyList<OverpaidMonth> Overpaid { get; init; } = [];

    /// <summary>Holds of the person's payment that are not lifted, where the dossier may end it: no list pays those months.</summary>
    public IReadOnlyList<PaymentHold> Holds { get; init; } = [];

    /// <summary>A report about the person that nobody has verified and no hold keeps back any more, where the dossier would begin or restore something (policy 3.6); null when there is none.</summary>
    public LifeEvent? Unverified { get; init; }

    /// <summary>How officials settled the rows for the level in force, by their ids; only where the dossier may tell of his death.</summary>
    public IReadOnlyDictionary<Guid, Levels.LevelSettlement> LevelChoices { get; init; } = new Dictionary<Guid, Levels.LevelSettlement>();

    /// <summary>Decisions kept here on which the rows rest, as another decision cites them, by their ids; see <see cref="CitedDecisions"/>.</summary>
    public IReadOnlyDictionary<Guid, string> Cited { get; init; } = new Dictionary<Guid, string>();

    /// <summary>The same dossier for the others whom the household cares for (form 2a); empty everywhere else.</summary>
    public IReadOnlyList<Case> Beside { get; init; } = [];

    /// <summary>This one and those beside it.</summary>
    public IEnumerable<Case> Everybody => Beside.Prepend(this);

    public Dossier Dossier => Open.Dossier;

    /// <summary>Whose right it is: the dossier's person, or whom the household cares for.</summary>
    public PersonData Subject => Appraisal.About is { } member ? member.In(Dossier.Owner) : Dossier.Owner;

    public FlowContext Context => Open.Context;

    public Measure Measure => Appraisal.Measure;

    public PayMonth Month => Context.Month;

    /// <summary>The first regular list after the signature.</summary>
    public PayMonth FirstList => Context.Month.AddMonths(1);

    public TenantPath Commune => TenantPath.Parse(Dossier.TenantPath);

    /// <summary>Versions in force or suspended.</summary>
    public IEnumerable<Entitlement> Running => Rows.Where(r => r.Status != EntitlementStatus.Ended);

    public string Number => Subject.CitizenId.Length > 0 ? Subject.CitizenId : Subject.OldIdentityNumber;
}

/// <summary>A paper that the chairman signs.</summary>
public sealed record Drafted(string Paper, PaperContent Content);

/// <summary>The legal effect of a kind of request: what stands in its way, what is signed, what it does to the registry.</summary>
public interface IOutcome
{
    IReadOnlyList<RequestKind> Kinds { get; }

    /// <summary>What stands in the way, asked when it is appraised and again when it is signed.</summary>
    IEnumerable<Problem> Faults(Case found);

    /// <summary>Awards that must not stand beside others of the same person; empty when the outcome grants nothing new.</summary>
    IReadOnlyList<AwardRow> Granted(Case found);

    /// <summary>Why and how much is given once; null for what is paid monthly. Kept with the appraisal as its explanation.</summary>
    OneOffAnswer? Once(Case found) => null;

    /// <summary>Versions whose place <see cref="Granted"/> takes: they do not stand in its way.</summary>
    IReadOnlyList<Guid> Replaced(Case found) => [];

    /// <summary>Papers to sign, the leading one first.</summary>
    IReadOnlyList<Drafted> Papers(Case found);

    /// <summary>Does it. Inside the transaction of the signature; the caller saves.</summary>
    /// <param name="decisions">Ids of the decisions of <see cref="Papers"/>, in order.</param>
    Task ApplyAsync(NodeDb db, Case found, IReadOnlyList<Guid> decisions, CancellationToken cancel);
}

/// <summary>What can stand in the way of an outcome.</summary>
public static class OutcomeProblems
{
    public static readonly ProblemKind NotBeneficiary = new("not-beneficiary",
        "Không tìm thấy người này trong danh sách đang hưởng của đơn vị. Hãy kiểm tra số định danh, hoặc chọn thủ tục hưởng mới.");

    public static readonly ProblemKind NothingRunning = new("nothing-running",
        "Người này không có chế độ nào đang hưởng phù hợp với đề nghị. Hãy xem lại chế độ đang hưởng và lý do đã chọn.");

    public static readonly ProblemKind NothingInterrupted = new("nothing-interrupted",
        "Người này không có chế độ đang tạm dừng và không có hồ sơ chuyển đi bị nơi mới trả lại. Hãy lập hồ sơ hưởng mới nếu chế độ đã thôi hưởng.");

    public static readonly ProblemKind DeadDoNotResume = new("dead-do-not-resume",
        "Người này đã chết nên không tiếp tục hưởng. Hãy lập hồ sơ thôi hưởng với lý do T1; tháng chết vẫn được chi trả.");

    public static readonly ProblemKind ReceivesOther = new("receives-other-now",
        "Người này đang hưởng {0} từ tháng {1}, không được hưởng cùng chế độ đã tạm dừng (chỉ hưởng một mức cao nhất). Hãy kết luận không đủ điều kiện, hoặc điều chỉnh chế độ đang hưởng.");

    public static readonly ProblemKind MonthDiffers = new("adjust-month",
        "Theo thông tin thẩm định, người này đủ điều kiện hưởng mức mới từ tháng {0}, nhưng ngày đã ghi thuộc tháng {1}. Hãy ghi lại ngày đủ điều kiện, hoặc sửa thông tin cho đúng giấy tờ.");

    public static readonly ProblemKind ReasonWrong = new("measure-reason", "Hãy chọn lý do theo quy định (Điều 2 Thông tư số 02/2021/TT-BLĐTBXH).");

    public static readonly ProblemKind DayNeeded = new("measure-day", "Hãy ghi ngày xảy ra sự kiện (ngày chết, ngày đủ hoặc mất điều kiện), không sau hôm nay.");

    public static readonly ProblemKind NothingChanges = new("nothing-changes",
        "Theo quy định, chế độ sau điều chỉnh bằng chế độ đang hưởng nên không có gì để điều chỉnh. Hãy xem lại thông tin thẩm định.");

    public static readonly ProblemKind StopInstead = new("stop-instead",
        "Theo thông tin thẩm định, người này không còn đủ điều kiện hưởng chế độ nào. Hãy kết luận không đủ điều kiện điều chỉnh, rồi lập hồ sơ thôi hưởng (lý do T2) để dừng chi trả.");

    public static readonly ProblemKind ReportedDead = new("reported-dead",
        "Đang có tin báo chết hoặc mất tích của người này chưa được xác minh, chi trả đang tạm giữ. Hãy giải quyết tin báo trước: lập hồ sơ thôi hưởng, hoặc bác bỏ tin báo sai.");

    public static readonly ProblemKind ReportUnverified = new("report-unverified",
        "Tin báo “{0}” về người này (nguồn: {1}, ghi nhận ngày {2}) chưa được xác minh nên chưa quyết định cho hưởng hoặc khôi phục chế độ được. Hãy mở tin báo ở mục Biến động của đối tượng: bác bỏ nếu tin sai; nếu tin đúng, hãy kết luận không đủ điều kiện.");

    public static readonly ProblemKind RecordedDead = new("recorded-dead",
        "Sổ đối tượng ghi người này (mã {0}) đã chết ngày {1}, nên không chế độ nào bắt đầu hoặc thay đổi được. Nếu báo tử nhầm, hãy hủy bỏ quyết định đã ký theo tin sai trước; nếu đúng, hãy kết luận không đủ điều kiện.");

    public static readonly ProblemKind NotYetThreeMonths = new("not-yet-three-months",
        "Chỉ thôi hưởng theo lý do này khi đã tạm dừng do từ chối xác định lại đủ 3 tháng. Hãy chờ đủ thời gian hoặc chọn lý do khác.");

    public static readonly ProblemKind DetainedTooShort = new("detained-under-a-month",
        "Chỉ tạm dừng theo lý do này khi người hưởng đã bị tạm giam từ 01 tháng trở lên (khoản 3 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH). Hãy chờ đến ngày {0}, hoặc sửa ngày bắt đầu tạm giam cho đúng giấy tờ.");

    public static readonly ProblemKind PlaceNeeded = new("move-place", "Hãy chọn tỉnh và xã, phường nơi chuyển đến, khác nơi đang hưởng.");

    public static readonly ProblemKind PlaceUnknown = new("move-place-unknown",
        "Chưa có nơi chuyển đến, hoặc danh mục đơn vị hành chính hôm nay không có xã, phường này. Hãy chọn tỉnh rồi chọn xã, phường trong danh sách; chưa rõ nơi đến thì chưa thôi chi trả.");

    public static readonly ProblemKind ResumeFirst = new("resume-first",
        "Chế độ của người này đang tạm dừng. Khi lý do tạm dừng không còn, hãy giải quyết hồ sơ tiếp tục hưởng trước, sau đó mới {0}.");

    public static readonly ProblemKind CarerNotConfirmed = new("carer-not-confirmed",
        "UBND cấp xã chưa xác nhận điều kiện của người chăm sóc theo Điều 22, Điều 23 Nghị định số 20/2021/NĐ-CP. Hãy trả lại hồ sơ để cấp xã xác nhận khi xét duyệt, hoặc kết luận không đủ điều kiện.");

    public static readonly ProblemKind NoTransfer = new("no-transfer", "Hồ sơ này không kèm phần chuyển đi của nơi cư trú cũ. Hãy đề nghị nơi cũ chuyển hồ sơ.");

    public static readonly ProblemKind ReceiverNeeded = new("receiver-needed", "Hãy ghi họ tên người, tổ chức nhận tiền.");

    public static readonly ProblemKind HeirNeeded = new("heir-needed",
        "Có trợ cấp của các tháng chưa chi trả (chuyển nơi cư trú, tạm giữ, chênh lệch mức mới) mà người chết, mất tích tự nhận tiền. Hãy ghi họ tên và quan hệ của người thừa kế, người đại diện gia đình nhận số tiền này.");

    public static readonly ProblemKind AidNeeded = new("aid-needed", "Hãy chọn loại hỗ trợ và ghi đủ số ngày hoặc chi phí thực tế (nếu có).");

    public static readonly ProblemKind FareNeeded = new("transport-fare", "Hãy ghi giá vé hoặc giá thuê xe theo hợp đồng, hoặc chọn “Không phát sinh” nếu không phải chi.");

    public static readonly ProblemKind KilometresNeeded = new("transport-kilometres", "Hãy ghi số km xe của cơ quan đã đi, hoặc chọn “Không phát sinh” nếu không phải chi.");

    public static readonly ProblemKind PetrolNeeded = new("transport-petrol", "Hãy ghi giá một lít xăng vào ngày đi, hoặc chọn “Không phát sinh” nếu không phải chi.");

    public static readonly ProblemKind NotForFuneral = new("funeral-not-entitled",
        "Người chết không thuộc đối tượng được hỗ trợ chi phí mai táng theo hồ sơ đang hưởng. Hãy kiểm tra đối tượng, hoặc kết luận không đủ điều kiện.");

    public static readonly ProblemKind SentenceNeeded = new("refusal-sentence-needed",
        "Hãy ghi lý do cho người dân bằng một câu có nêu điều khoản, ví dụ: “Chưa đủ điều kiện theo khoản 1 Điều 11 Nghị định số 20/2021/NĐ-CP vì …”. Câu này được in trong thông báo; ý kiến thẩm định chỉ lưu trong hồ sơ.");

    public static readonly ProblemKind InstitutionNeeded = new("institution-needed", "Hãy chọn cơ sở trợ giúp xã hội.");

    public static readonly ProblemKind ContractNeeded = new("contract-needed",
        "Người tự nguyện sống tại cơ sở thì ký hợp đồng cung cấp dịch vụ (Mẫu số 08), Nhà nước không trợ cấp nuôi dưỡng (khoản 5 Điều 24, Điều 25 Nghị định số 20/2021/NĐ-CP). Hãy lập hồ sơ tự nguyện vào cơ sở, hoặc chọn đúng trường hợp.");

    public static readonly ProblemKind InstitutionUnknown = new("institution-unknown",
        "Cơ sở trợ giúp xã hội “{0}” chưa có trong danh sách cơ sở của tỉnh. Hãy chọn cơ sở khác, hoặc đề nghị quản trị hệ thống thêm cơ sở rồi làm lại.");

    public static readonly ProblemKind InstitutionOther = new("institution-other", "Hồ sơ này đã được chuyển đến {0}. Hãy chọn đúng cơ sở đó.");

    public static readonly ProblemKind CareTooLong = new("emergency-care-days", "{0} Hãy xem lại số ngày.");

    public static readonly ProblemKind AidNotDue = new("aid-not-due", "Chưa đủ điều kiện hỗ trợ: {0}. Hãy xem lại thông tin, hoặc kết luận không đủ điều kiện.");

    public static readonly ProblemKind NothingGivenNow = new("relief-nothing-now",
        "Chưa có hộ nào được cấp ngay. Chủ tịch UBND cấp xã quyết định cứu trợ ngay những trường hợp cấp thiết (điểm c khoản 3 Điều 12 Nghị định số 20/2021/NĐ-CP): hãy ghi phần xã cấp được cho hộ cấp thiết nhất, phần còn lại đề nghị cấp trên.");

    public static readonly ProblemKind HouseholdsNeeded = new("relief-households",
        "Danh sách chưa có hộ nào được hỗ trợ, hoặc có hộ thiếu số người, số tháng. Hãy bổ sung danh sách hộ.");

    /// <summary>Which report must be verified before anything begins or is restored.</summary>
    public static Problem UnverifiedOf(LifeEvent told) => ReportUnverified.Now(LifeEventWords.Of(told.Kind), LifeEventWords.Of(told.Source), VietnameseFormat.Date(VietnamTime.Day(told.RecordedAt)));
}
