using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Drafts;

/// <summary>Why an edit of a draft is not kept.</summary>
public static class DraftProblems
{
    public static readonly ProblemKind FactTouched = new("draft-fact",
        "Không sửa được “{0}” trong dự thảo: số tiền, thời gian, tên người và số giấy tờ lấy từ kết quả thẩm định. Hãy giữ nguyên chỗ này; nếu sai, hãy trả hồ sơ về bước thẩm định để sửa thông tin.");

    public static readonly ProblemKind Reveals = new("draft-reveals",
        "Văn bản không được nêu tình trạng nhiễm HIV/AIDS hoặc khoản 3, khoản 8 Điều 5. Hãy viết lại câu này.");

    public static readonly ProblemKind SecondEditor = new("draft-second-editor",
        "Trong lúc ông/bà sửa, {0} đã lưu một bản khác. Hãy xem lại bản mới rồi sửa tiếp; phần ông/bà đã nhập vẫn còn ở dưới.");

    public static readonly ProblemKind FactsChanged = new("draft-facts-changed",
        "Thông tin của hồ sơ đã thay đổi nên dự thảo được lập lại. Hãy đối chiếu với bản mới rồi lưu lại; phần ông/bà đã nhập vẫn còn ở dưới.");

    public static readonly ProblemKind NotYours = new("draft-not-yours",
        "Dự thảo này do cán bộ đang giữ bước hồ sơ sửa. Hãy liên hệ người đang xử lý hồ sơ nếu cần sửa.");
}
