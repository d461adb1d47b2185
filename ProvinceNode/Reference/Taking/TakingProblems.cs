using ProvinceNode.Platform;

namespace ProvinceNode.Reference.Taking;

/// <summary>What can be wrong with taking over the people of a commune that ends.</summary>
public static class TakingProblems
{
    public static readonly ProblemKind NoSuccessor = new("taking-no-successor", "Gói chưa ghi đơn vị kế tiếp của xã này, hoặc đơn vị kế tiếp chưa hoạt động. Hãy đề nghị Bộ ban hành gói lập đơn vị mới trước, rồi gói chấm dứt đơn vị cũ.");

    public static readonly ProblemKind Choose = new("taking-choose", "Hãy chọn đơn vị tiếp nhận cho ít nhất một thôn, tổ dân phố. Thôn chưa chọn ở lại đơn vị cũ.");

    public static readonly ProblemKind NotSuccessor = new("taking-not-successor", "{0}: đơn vị đã chọn không phải đơn vị kế tiếp đang hoạt động theo gói. Hãy chọn lại trong danh sách.");

    public static readonly ProblemKind Nobody = new("taking-nobody", "Không có người nào để chuyển theo lựa chọn này. Hãy xem mục “Ở lại” và giải quyết xong các hồ sơ đang mở.");

    public static readonly ProblemKind Running = new("taking-running", "Đang chuyển người của đơn vị này. Hãy chờ xong rồi xem ai còn ở lại.");
}
