using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>What can be wrong with a change of level by list decision.</summary>
public static class LevelProblems
{
    public static readonly ProblemKind NothingDue = new("level-nothing-due",
        "Không có chế độ nào chuyển được mức theo danh sách. Hãy xử lý các trường hợp ngoại lệ trước, nếu có.");

    public static readonly ProblemKind OpenList = new("level-open-list",
        "Đơn vị đã có một danh sách chuyển mức chưa ký hoặc đang thực hiện. Hãy ký, hủy hoặc chờ thực hiện xong danh sách đó rồi lập danh sách mới.");

    public static readonly ProblemKind NotDecider = new("level-not-decider",
        "Quyết định chuyển mức do {0} ban hành. Hãy để cơ quan đó lập danh sách.");

    public static readonly ProblemKind OtherMonth = new("level-other-month",
        "Danh sách lập cho tháng {0}, số truy lĩnh tính đến tháng đó nên không ký được trong tháng này. Hãy để người lập danh sách mở danh sách, bấm “Lập lại theo số liệu hôm nay”, rồi ký danh sách mới.");

    public static readonly ProblemKind Stale = new("level-stale",
        "Sau khi lập danh sách, chế độ của một số người hoặc quy định đã thay đổi ({0}). Hãy để người lập danh sách mở danh sách, bấm “Lập lại theo số liệu hôm nay”, rồi ký danh sách mới.");

    public static readonly ProblemKind WrongState = new("level-wrong-state", "Danh sách đang ở trạng thái “{0}” nên chưa làm được việc này. Hãy mở danh sách để xem việc cần làm tiếp theo.");

    public static readonly ProblemKind NoneChosen = new("level-none-chosen", "Hãy chọn ít nhất một người, hoặc chọn áp dụng cho tất cả người cùng lý do.");

    public static readonly ProblemKind NoChoice = new("level-no-choice", "Hãy chọn cách xử lý: nâng theo tỷ lệ, giữ nguyên hoặc nhập mức mới.");

    public static readonly ProblemKind NotByChoice = new("level-not-by-choice",
        "Trường hợp “{0}” không xử lý được bằng cách này. Hãy chọn cách khác, hoặc lập hồ sơ điều chỉnh, thôi hưởng cho người đó.");

    public static readonly ProblemKind Amount = new("level-amount", "Mức mới phải là số đồng từ 10.000 đến 50.000.000, ví dụ 810000.");

    public static readonly ProblemKind From = new("level-from", "Tháng bắt đầu phải từ tháng {0} đến tháng {1}, viết dạng 07/2026.");

    public static readonly ProblemKind OneByOne = new("level-one-by-one", "Mức nhập tay chỉ áp dụng cho từng người. Hãy chọn một người.");

    public static readonly ProblemKind Reason = new("level-reason", "Hãy nhập căn cứ xử lý (số quyết định cũ, ý kiến xác minh), ít nhất 10 ký tự.");
}
