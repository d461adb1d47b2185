using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What can be wrong with a move of a dossier.</summary>
public static class DossierProblems
{
    public static readonly ProblemKind ChooseInstitution = new("choose-institution",
        "Hãy chọn cơ sở trợ giúp xã hội giải quyết hồ sơ. Nếu cơ sở chưa có trong danh sách, hãy đề nghị quản trị hệ thống thêm cơ sở.");

    public static readonly ProblemKind WrongStatus = new("dossier-wrong-status",
        "Hồ sơ đang ở trạng thái “{0}” nên chưa làm được việc này. Hãy mở hồ sơ để xem việc cần làm tiếp theo.");

    public static readonly ProblemKind OtherOffice = new("dossier-other-office",
        "Bước này do {0} thực hiện. Ông/bà chỉ xem được hồ sơ, không thực hiện được bước này.");

    public static readonly ProblemKind PostingNotOver = new("posting-not-over",
        "Hồ sơ niêm yết đủ {1} ngày làm việc khi hết ngày {0}. Hãy kết thúc niêm yết từ ngày làm việc tiếp theo.");

    public static readonly ProblemKind SupplementOnce = new("supplement-once",
        "Hồ sơ này đã được yêu cầu bổ sung một lần. Theo quy định chỉ được yêu cầu một lần; hãy quyết định tiếp nhận, từ chối hoặc xét duyệt.");

    public static readonly ProblemKind IdentityPending = new("identity-pending",
        "Thông tin định danh chưa được xác thực khớp với Cơ sở dữ liệu quốc gia về dân cư. Hãy chờ kết quả tra cứu hoặc ghi lý do chấp nhận ở phần “Xác thực định danh” trước khi tiếp tục.");

    public static readonly ProblemKind PeoplePending = new("people-pending",
        "Chưa xác thực được với Cơ sở dữ liệu quốc gia về dân cư: {0}. Hãy chờ kết quả tra cứu hoặc ghi lý do chấp nhận ở phần “Xác thực định danh” trước khi tiếp tục.");

    public static readonly ProblemKind PaperChanged = new("paper-changed",
        "Nội dung văn bản đã thay đổi sau khi ông/bà mở trang ký. Hãy đọc lại nội dung mới rồi ký.");

    public static readonly ProblemKind FourEyes = new("four-eyes",
        "Người {0} không được đồng thời là người {1}. Hãy để người khác của đơn vị thực hiện bước này.");

    public static readonly ProblemKind NotEligible = new("not-eligible",
        "Theo thông tin đã thẩm định, hồ sơ chưa đủ điều kiện: {0} Hãy kết luận không đủ điều kiện hoặc trả lại để xem xét.");

    public static readonly ProblemKind OnList = new("dossier-on-list",
        "Hồ sơ này nằm trong danh sách trình ký chung. Hãy ký, vào số tại danh sách, hoặc đưa hồ sơ ra khỏi danh sách trước khi ký riêng.");

    public static readonly ProblemKind ChooseConclusion = new("choose-conclusion", "Hãy chọn kết luận.");

    public static readonly ProblemKind CarerUnconfirmed = new("carer-unconfirmed",
        "Hãy ghi đạt hay không đạt cho điểm {0} Điều {1} trước khi kết luận đủ điều kiện: hỗ trợ chăm sóc chỉ được đề nghị khi UBND cấp xã đã xác nhận người chăm sóc.");

    public static readonly ProblemKind CarerRelationNeeded = new("carer-relation-needed", "Hãy chọn người chăm sóc có hay không là người thân thích của trẻ.");

    public static readonly ProblemKind CarerUnfit = new("carer-unfit",
        "Theo xác nhận ở trên, người chăm sóc chưa đạt điểm {0} Điều {1}. Hãy kết luận không đủ điều kiện, hoặc sửa xác nhận cho đúng kết quả xác minh.");

    public static readonly ProblemKind AttestedOpen = new("attested-open", "Hãy xác nhận đúng hay không đúng trước khi kết luận đủ điều kiện: “{0}”.");

    public static readonly ProblemKind AttestedDenied = new("attested-denied",
        "Theo xác nhận ở trên, người đề nghị không thuộc nhóm này. Hãy kết luận không đủ điều kiện, hoặc sửa xác nhận cho đúng kết quả xác minh.");

    public static readonly ProblemKind ReasonNeeded = new("reason-needed", "Hãy ghi rõ lý do, căn cứ quy định để người dân hiểu.");

    public static readonly ProblemKind Duplicate = new("already-receiving",
        "Người này đang hưởng trợ cấp xã hội hàng tháng (mã đối tượng {0}). Mỗi người chỉ hưởng một mức cao nhất; hãy dùng thủ tục điều chỉnh.");
}
