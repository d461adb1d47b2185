using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>One allowed move: from a status by a verb, who acts, and where it leads. Null <see cref="To"/>: the verb chooses.</summary>
/// <param name="Verb">One of <see cref="ActKinds"/>.</param>
/// <param name="Authority">Legal role that acts (authority map), or null for the citizen and the system.</param>
/// <param name="OnRequest">Made when somebody comes to the desk for it, or thinks again: it is not what the dossier waits for, nor anybody's next task.</param>
public sealed record Move(DossierStatus From, string Verb, DossierStatus? To, string? Authority, string? Action, bool OnRequest = false);

/// <summary>Facts about each status and the moves between them; the law's route is data and this is its shape. Pure.</summary>
public static class StatusTable
{
    private const string Desk = Authorities.CommuneDesk;
    private const string Officer = Authorities.CommuneOfficer;
    private const string Chair = Authorities.CommuneChair;
    private const string Decider = Authorities.Decider;

    /// <summary>Every allowed move. What is not here is refused by name.</summary>
    public static IReadOnlyList<Move> Moves { get; } =
    [
        new(DossierStatus.AwaitingReception, ActKinds.Receive, DossierStatus.Received, Desk, Actions.DossierReceive),
        new(DossierStatus.AwaitingReception, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Desk, Actions.DossierReceive),
        new(DossierStatus.AwaitingReception, ActKinds.Refuse, DossierStatus.Refused, Desk, Actions.DossierReceive),
        new(DossierStatus.SupplementRequested, ActKinds.AnswerSupplement, null, null, null),
        new(DossierStatus.SupplementRequested, ActKinds.TakeSupplement, null, Desk, Actions.DossierReceive, OnRequest: true),
        new(DossierStatus.Received, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Officer, Actions.DossierReview),
        new(DossierStatus.Received, ActKinds.Review, null, Officer, Actions.DossierReview),
        new(DossierStatus.Received, ActKinds.ReturnTransfer, DossierStatus.Stopped, Officer, Actions.DossierReview),
        new(DossierStatus.SentBack, ActKinds.Review, null, Officer, Actions.DossierReview),
        new(DossierStatus.SentBack, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Officer, Actions.DossierReview),
        new(DossierStatus.Reviewed, ActKinds.OpenPosting, DossierStatus.Posted, Officer, Actions.DossierReview),
        new(DossierStatus.Posted, ActKinds.Object, DossierStatus.Objected, Officer, Actions.DossierReview),
        new(DossierStatus.Objected, ActKinds.ConcludeObjection, null, Chair, Actions.DossierForward),
        new(DossierStatus.Posted, ActKinds.ClosePosting, null, Officer, Actions.DossierReview),
        new(DossierStatus.AwaitingForward, ActKinds.Forward, DossierStatus.UnderAppraisal, Chair, Actions.DossierForward),
        new(DossierStatus.UnderCouncil, ActKinds.ConcludeCouncil, null, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCouncil, ActKinds.AskSchool, DossierStatus.UnderCouncil, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCouncil, ActKinds.ConveneCouncil, DossierStatus.UnderCouncil, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCouncil, ActKinds.SendToBoard, DossierStatus.AwaitingMedicalBoard, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCouncil, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Officer, Actions.DossierReview),
        new(DossierStatus.AwaitingMedicalBoard, ActKinds.TakeBoardConclusion, null, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCertificateCheck, ActKinds.CheckCertificate, null, Officer, Actions.DossierReview),
        new(DossierStatus.UnderCertificateCheck, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Officer, Actions.DossierReview),
        new(DossierStatus.AwaitingCertificate, ActKinds.IssueCertificate, null, Chair, Actions.DossierSign),
        new(DossierStatus.AwaitingCertificate, ActKinds.SendBack, null, Chair, Actions.DossierSign),
        new(DossierStatus.UnderAppraisal, ActKinds.Appraise, null, Authorities.Appraiser, Actions.DossierAppraise),
        new(DossierStatus.UnderAppraisal, ActKinds.SendBack, null, Authorities.Appraiser, Actions.DossierAppraise),
        // D02 comes from the desk or the specialist: where nobody reviews, the appraiser is the first who reads the papers (policy 3.13).
        new(DossierStatus.UnderAppraisal, ActKinds.RequestSupplement, DossierStatus.SupplementRequested, Authorities.Appraiser, Actions.DossierAppraise),
        // The division submits under its head's name: only he puts it there (Decree 30/2020 Art. 13; policy 3.4 S5, 4.3 D12, D13).
        new(DossierStatus.AwaitingHead, ActKinds.SignSubmission, null, Authorities.DivisionHead, Actions.DossierSign),
        new(DossierStatus.AwaitingHead, ActKinds.SendBack, null, Authorities.DivisionHead, Actions.DossierSign),
        // The appraiser may correct what the head has not signed; so goes on what waits for a head who has left.
        new(DossierStatus.AwaitingHead, ActKinds.Appraise, null, Authorities.Appraiser, Actions.DossierAppraise, OnRequest: true),
        new(DossierStatus.AwaitingProposal, ActKinds.Propose, null, Decider, Actions.DossierSign),
        new(DossierStatus.AwaitingProposal, ActKinds.Sign, null, Decider, Actions.DossierSign),
        new(DossierStatus.AwaitingProposal, ActKinds.SendBack, null, Decider, Actions.DossierSign),
        new(DossierStatus.UnderProvince, ActKinds.AppraiseProvince, null, Authorities.ProvinceDepartment, Actions.DossierAppraise),
        new(DossierStatus.UnderProvince, ActKinds.SendBack, null, Authorities.ProvinceDepartment, Actions.DossierAppraise),
        new(DossierStatus.AwaitingSignature, ActKinds.Sign, null, Decider, Actions.DossierSign),
        new(DossierStatus.AwaitingSignature, ActKinds.SendBack, null, Decider, Actions.DossierSign),
        new(DossierStatus.Signed, ActKinds.Number, null, Authorities.RecordsClerk, Actions.DossierNumber),
        new(DossierStatus.Issued, ActKinds.HandOver, DossierStatus.HandedOver, Desk, Actions.DossierHandOver),
        new(DossierStatus.Rejected, ActKinds.HandOver, DossierStatus.HandedOver, Desk, Actions.DossierHandOver),
        .. Withdrawable.Select(s => new Move(s, ActKinds.Withdraw, DossierStatus.WithdrawalRequested, null, null)),
        .. Withdrawable.Select(s => new Move(s, ActKinds.TakeWithdrawal, DossierStatus.Stopped, Desk, Actions.DossierReceive, OnRequest: true)),
        new(DossierStatus.WithdrawalRequested, ActKinds.Stop, DossierStatus.Stopped, Desk, Actions.DossierReceive),
        new(DossierStatus.WithdrawalRequested, ActKinds.KeepGoing, null, Desk, Actions.DossierReceive),
    ];

    private static readonly HashSet<string> Verbs = Moves.Select(m => m.Verb).ToHashSet(StringComparer.Ordinal);

    /// <summary>A citizen may withdraw until a result is signed (policy 5.5).</summary>
    private static IEnumerable<DossierStatus> Withdrawable =>
    [
        DossierStatus.AwaitingReception, DossierStatus.Received, DossierStatus.SupplementRequested, DossierStatus.Reviewed,
        DossierStatus.Posted, DossierStatus.Objected, DossierStatus.AwaitingForward, DossierStatus.UnderAppraisal,
        DossierStatus.AwaitingHead, DossierStatus.SentBack, DossierStatus.UnderCouncil, DossierStatus.AwaitingProposal, DossierStatus.UnderProvince,
        DossierStatus.AwaitingSignature, DossierStatus.AwaitingMedicalBoard, DossierStatus.UnderCertificateCheck, DossierStatus.AwaitingCertificate,
    ];

    /// <summary>The move of a verb from a status, or null when the law does not allow it.</summary>
    public static Move? Find(DossierStatus from, string verb) => Moves.FirstOrDefault(m => m.From == from && m.Verb == verb);

    /// <summary>Moves that officials can make from a status.</summary>
    public static IEnumerable<Move> From(DossierStatus status) => Moves.Where(m => m.From == status && m.Authority is not null);

    /// <summary>The first move that a status waits for an official to make, or null.</summary>
    public static Move? Next(DossierStatus status) => From(status).FirstOrDefault(m => !m.OnRequest);

    /// <summary>Status of the national portal (policy 5.3).</summary>
    /// <param name="verb">Verb that led there: a receipt was issued, so the dossier is accepted (2), whatever step its route begins with.</param>
    public static int PortalStatus(DossierStatus status, string? verb = null) => status switch
    {
        _ when verb == ActKinds.Receive => 2,
        DossierStatus.AwaitingReception => 1,
        DossierStatus.Received => 2,
        DossierStatus.Refused => 3,
        DossierStatus.SupplementRequested => 5,
        DossierStatus.WithdrawalRequested => 7,
        DossierStatus.Stopped => 8,
        DossierStatus.Issued or DossierStatus.Rejected => 9,
        DossierStatus.HandedOver => 10,
        _ => 4,
    };

    /// <summary>The verb that moved a dossier last. Notes on its control sheet (an apology, a calendar that changed) move nothing.</summary>
    public static string? LastVerb(IEnumerable<DossierStep> steps) => steps.Where(s => Verbs.Contains(s.Verb)).MaxBy(s => s.Number)?.Verb;

    /// <summary>Whether work on the dossier has ended.</summary>
    public static bool IsFinished(DossierStatus status) =>
        status is DossierStatus.Refused or DossierStatus.HandedOver or DossierStatus.Stopped;

    /// <summary>Whether the decision is signed or work has ended: what it rests on is not touched any more.</summary>
    public static bool IsDecided(DossierStatus status) =>
        IsFinished(status) || status is DossierStatus.Signed or DossierStatus.Issued or DossierStatus.Rejected;

    /// <summary>Words of the law for a status.</summary>
    public static string Name(DossierStatus status) => status switch
    {
        DossierStatus.AwaitingReception => "Chờ tiếp nhận",
        DossierStatus.Refused => "Không được tiếp nhận",
        DossierStatus.Received => "Đã tiếp nhận, chờ xét duyệt",
        DossierStatus.SupplementRequested => "Yêu cầu bổ sung giấy tờ",
        DossierStatus.Reviewed => "Đã xét duyệt, chờ niêm yết",
        DossierStatus.Posted => "Đang niêm yết công khai",
        DossierStatus.Objected => "Có khiếu nại, đang xem xét",
        DossierStatus.AwaitingForward => "Hết niêm yết, chờ trình",
        DossierStatus.UnderAppraisal => "Đang thẩm định",
        DossierStatus.AwaitingHead => "Đã thẩm định, chờ lãnh đạo phòng ký trình",
        DossierStatus.UnderCouncil => "Chờ Hội đồng xác định mức độ khuyết tật kết luận",
        DossierStatus.AwaitingMedicalBoard => "Chờ kết luận của Hội đồng giám định y khoa",
        DossierStatus.UnderCertificateCheck => "Chờ kiểm tra hồ sơ lưu Giấy xác nhận khuyết tật",
        DossierStatus.AwaitingCertificate => "Chờ ký Giấy xác nhận khuyết tật",
        DossierStatus.AwaitingProposal => "Đã thẩm định, chờ đề nghị Sở hoặc trả lời",
        DossierStatus.UnderProvince => "Sở đang thẩm định",
        DossierStatus.SentBack => "Trả lại để xem xét lại",
        DossierStatus.AwaitingSignature => "Chờ ký quyết định",
        DossierStatus.Signed => "Đã ký, chờ vào số",
        DossierStatus.Issued => "Đã có kết quả, chờ trả",
        DossierStatus.Rejected => "Không đủ điều kiện, chờ trả văn bản",
        DossierStatus.HandedOver => "Đã trả kết quả",
        DossierStatus.WithdrawalRequested => "Công dân yêu cầu rút hồ sơ",
        DossierStatus.Stopped => "Dừng xử lý",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
