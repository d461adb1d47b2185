using ProvinceNode.Platform;

namespace ProvinceNode.Reference.Taking;

/// <summary>What can be wrong with taking over the people of a commune that ends.</summary>
public static class TakingProblems
{
    public static readonly ProblemKind NoSuccessor = new("taking-no-successor", "Gói chưa ghi đơn vị kế tiếp của xã này, hoặc đơn vị kế tiếp chưa được lập. Đơn vị do chính gói này lập thì hãy để lãnh đạo Sở lập trước tại trang này; gói không ghi đơn vị kế tiếp thì hãy đề nghị Bộ ban hành lại.");

    public static readonly ProblemKind Choose = new("taking-choose", "Hãy chọn đơn vị tiếp nhận cho ít nhất một thôn, tổ dân phố. Thôn chưa chọn ở lại đơn vị cũ.");

    public static readonly ProblemKind NotSuccessor = new("taking-not-successor", "{0}: đơn vị đã chọn không phải đơn vị kế tiếp đã được lập theo gói. Hãy chọn lại trong danh sách.");

    public static readonly ProblemKind Nobody = new("taking-nobody", "Không có người nào để chuyển theo lựa chọn này. Hãy xem mục “Ở lại” và giải quyết xong các hồ sơ đang mở.");

    public static readonly ProblemKind Running = new("taking-running", "Đang chuyển người của đơn vị này. Hãy chờ xong rồi xem ai còn ở lại.");

    public static readonly ProblemKind Changed = new("taking-changed", "Từ lúc xem đến nay có thay đổi: bây giờ có {0} người được chuyển. Hãy xem lại danh sách người chuyển, người ở lại rồi xác nhận.");

    public static readonly ProblemKind WhyLeft = new("taking-why-left", "Hãy ghi lý do để người này ở lại, từ 5 đến 300 ký tự.");

    public static readonly ProblemKind EarlierPack = new("taking-earlier-pack", "Gói đơn vị hành chính số {0} đến trước và chưa áp dụng. Hãy duyệt gói đó trước.");

    public static readonly ProblemKind NothingToOpen = new("taking-nothing-to-open", "Gói này không lập xã, phường mới nào trong tỉnh. Hãy tải lại trang để xem đơn vị kế tiếp.");

    public static readonly ProblemKind NotYet = new("taking-not-yet", "{0} từng chấm dứt và được lập lại từ ngày {1}. Hãy lập lại đơn vị này từ ngày đó.");

    public static readonly ProblemKind CannotOpen = new("taking-cannot-open", "Chưa lập được đơn vị mới. {0} Hãy xử lý rồi lập lại.");
}
