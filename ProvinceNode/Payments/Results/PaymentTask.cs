namespace ProvinceNode.Payments.Results;

/// <summary>What payment leaves to be done, in the order in which it is shown.</summary>
public enum PaymentTaskKind
{
    /// <summary>R02: the commune verifies, the payment is held.</summary>
    Death = 1,

    /// <summary>Three lists in a row were not collected: a visit, and a suspension that is proposed.</summary>
    NotCollected,

    /// <summary>R06: another account is asked for.</summary>
    NewAccount,

    /// <summary>R05, R07.</summary>
    OtherReport,

    /// <summary>R03, R04.</summary>
    WrongPapers,

    /// <summary>A reason about the beneficiary or about who takes his money.</summary>
    WhoIsMeant,

    /// <summary>Collected by somebody whom no paper names.</summary>
    OtherCollector,

    /// <summary>A corrected result that a later list, or what the payer said by another way, stands against.</summary>
    Disputed,

    /// <summary>A file of results that waits for its second official.</summary>
    FileToConfirm,

    /// <summary>A signed list on paper, or its correction, that waits for its second official.</summary>
    PaperToConfirm,

    /// <summary>Approved, its month is closed, and no payer has it.</summary>
    NotSent,

    /// <summary>Nobody knows yet whether the payer has it.</summary>
    Unknown,
}

/// <summary>Something that is open because of payment made.</summary>
/// <param name="Path">The commune.</param>
/// <param name="Who">The person, or the list.</param>
/// <param name="What">In words.</param>
/// <param name="Since">UTC.</param>
/// <param name="Address">Page on which it is done.</param>
/// <param name="List">The list where the payer's words stand and where what was done is written down; null when the first page is enough.</param>
public sealed record PaymentTask(PaymentTaskKind Kind, string Path, string Who, string What, DateTime Since, string Address, Guid? List = null)
{
    public static string Name(PaymentTaskKind kind) => kind switch
    {
        PaymentTaskKind.Death => "Tin báo chết (R02) chờ xác minh",
        PaymentTaskKind.NotCollected => "Ba tháng liên tục không nhận: thăm, đề xuất tạm dừng",
        PaymentTaskKind.NewAccount => "Tài khoản sai, đã đóng (R06): đề nghị đăng ký tài khoản mới",
        PaymentTaskKind.OtherReport => "Từ chối nhận, bị giam giữ (R05, R07) chờ xác minh",
        PaymentTaskKind.WrongPapers => "Sai thông tin, chuyển nơi cư trú (R03, R04)",
        PaymentTaskKind.WhoIsMeant => "Tin báo chưa rõ về người hưởng hay người nhận",
        PaymentTaskKind.OtherCollector => "Người nhận thay không có giấy ủy quyền",
        PaymentTaskKind.Disputed => "Kết quả sửa đang vướng",
        PaymentTaskKind.FileToConfirm => "Tệp kết quả chờ người thứ hai xác nhận",
        PaymentTaskKind.PaperToConfirm => "Danh sách giấy chờ người thứ hai xác nhận",
        PaymentTaskKind.NotSent => "Danh sách đã chốt chưa gửi",
        _ => "Danh sách chưa rõ đã gửi được hay chưa",
    };

    /// <summary>What to do, for whoever opens the list for the first time.</summary>
    public static string Hint(PaymentTaskKind kind) => kind switch
    {
        PaymentTaskKind.Death => "Công chức xã xác minh trên trang tin báo; chi trả được tạm giữ đến khi có kết luận. Dòng có người nhận thay: hỏi trước ai đã chết; người hưởng còn sống thì bấm “Bác bỏ tin báo sai” trên trang tin báo, tạm giữ được bỏ ngay và các tháng đã giữ được trả một lần.",
        PaymentTaskKind.NotCollected => "Công chức xã đến thăm, ghi kết luận trên trang tin báo; đúng thì lập hồ sơ tạm dừng (điểm a khoản 3 Điều 2 Thông tư số 02/2021/TT-BLĐTBXH).",
        PaymentTaskKind.NewAccount => "Ghi yêu cầu đổi hình thức nhận tiền của người nhận; việc tự khép khi tháng sau tiền đến nơi.",
        PaymentTaskKind.OtherReport => "Công chức xã xác minh trên trang tin báo.",
        PaymentTaskKind.WrongPapers => "Đối chiếu, sửa thông tin của đối tượng hoặc hướng dẫn thủ tục thay đổi nơi cư trú.",
        PaymentTaskKind.WhoIsMeant => "Công chức xã xác minh tin báo nói về ai, ghi nhận biến động của đúng người đó, rồi ghi việc đã làm.",
        PaymentTaskKind.OtherCollector => "Hỏi người hưởng đã nhận được tiền chưa, yêu cầu tổ chức chi trả giải trình; đúng là nhận thay thì hướng dẫn làm giấy ủy quyền có chứng thực.",
        PaymentTaskKind.Disputed => "Chờ tổ chức chi trả nói rõ, hoặc lãnh đạo khép kết quả sửa.",
        PaymentTaskKind.FileToConfirm => "Lãnh đạo không lập, không gửi danh sách đối chiếu với chứng từ rồi xác nhận.",
        PaymentTaskKind.PaperToConfirm => "Lãnh đạo không lập, không gửi danh sách đối chiếu với danh sách giấy đã ký nhận rồi xác nhận.",
        PaymentTaskKind.NotSent => "Thủ quỹ gửi danh sách; người đã lập hoặc duyệt không gửi.",
        _ => "Hệ thống tự hỏi lại; quá lâu thì ghi văn bản của tổ chức chi trả.",
    };
}
