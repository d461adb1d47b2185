namespace ProvinceNode.Dossiers;

/// <summary>States of a dossier (policy 3.13). Stored by name.</summary>
public enum DossierStatus
{
    /// <summary>Chờ tiếp nhận.</summary>
    AwaitingReception,

    /// <summary>Từ chối tiếp nhận.</summary>
    Refused,

    /// <summary>Đã tiếp nhận, chờ xét duyệt.</summary>
    Received,

    /// <summary>Yêu cầu bổ sung: the clock stands still.</summary>
    SupplementRequested,

    /// <summary>Đã xét duyệt, chờ niêm yết.</summary>
    Reviewed,

    /// <summary>Đang niêm yết.</summary>
    Posted,

    /// <summary>Có khiếu nại: the posting cannot be closed.</summary>
    Objected,

    /// <summary>Niêm yết xong, chờ trình (three-tier).</summary>
    AwaitingForward,

    /// <summary>Chờ Hội đồng xác định mức độ khuyết tật kết luận.</summary>
    UnderCouncil,

    /// <summary>Chờ kết luận của Hội đồng giám định y khoa: the office's days do not run.</summary>
    AwaitingMedicalBoard,

    /// <summary>Chờ kiểm tra hồ sơ lưu để đổi, cấp lại giấy xác nhận khuyết tật.</summary>
    UnderCertificateCheck,

    /// <summary>Chờ thẩm định.</summary>
    UnderAppraisal,

    /// <summary>Thẩm định xong, chờ lãnh đạo phòng ký phiếu thẩm định và tờ trình; only where the division has a head with an account.</summary>
    AwaitingHead,

    /// <summary>Cơ quan thẩm định trả lại xã.</summary>
    SentBack,

    /// <summary>Thẩm định xong, chờ Chủ tịch UBND đề nghị Sở.</summary>
    AwaitingProposal,

    /// <summary>Sở đang thẩm định.</summary>
    UnderProvince,

    /// <summary>Chờ ký.</summary>
    AwaitingSignature,

    /// <summary>Chờ Chủ tịch UBND cấp xã ký giấy xác nhận khuyết tật.</summary>
    AwaitingCertificate,

    /// <summary>Đã ký, chờ lấy số.</summary>
    Signed,

    /// <summary>Đã ban hành: a numbered result exists.</summary>
    Issued,

    /// <summary>Không đủ điều kiện: a written answer exists.</summary>
    Rejected,

    /// <summary>Đã trả kết quả.</summary>
    HandedOver,

    /// <summary>Công dân yêu cầu rút.</summary>
    WithdrawalRequested,

    /// <summary>Dừng xử lý.</summary>
    Stopped,
}
