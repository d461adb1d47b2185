using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>What can be wrong with a list that is to be decided as one.</summary>
public static class ListProblems
{
    public static readonly ProblemKind TooFew = new("list-too-few", "Danh sách trình ký cần ít nhất 02 hồ sơ. Hãy chọn thêm hồ sơ, hoặc để hồ sơ này được ký riêng.");

    public static readonly ProblemKind TooMany = new("list-too-many", "Mỗi danh sách tối đa {0} hồ sơ, ông/bà đã chọn {1}. Hãy chia thành nhiều danh sách.");

    public static readonly ProblemKind Mixed = new("list-mixed", "Các hồ sơ trong một danh sách phải cùng xã, cùng thủ tục và cùng nội dung đề nghị. Hãy lập danh sách riêng cho từng nhóm.");

    public static readonly ProblemKind NotForLists = new("list-not-eligible",
        "Chỉ đưa vào danh sách hồ sơ đã thẩm định đủ điều kiện, đang chờ Chủ tịch UBND ký quyết định về trợ cấp hàng tháng hoặc hỗ trợ chăm sóc. Hãy bỏ chọn hồ sơ này và giải quyết riêng.");

    /// <summary>Says nothing of why: groups 3 and 8 are not named to anybody (Law 64/2006).</summary>
    public static readonly ProblemKind Alone = new("list-alone", "Hồ sơ này được ký bằng quyết định riêng, không đưa vào danh sách chung. Hãy bỏ chọn hồ sơ này.");

    public static readonly ProblemKind Edited = new("list-edited-draft",
        "Dự thảo quyết định của hồ sơ này đã được sửa riêng; chỗ sửa không vào được quyết định chung. Hãy bỏ các chỗ sửa ở trang dự thảo của hồ sơ, hoặc ký hồ sơ này bằng quyết định riêng.");

    public static readonly ProblemKind Line = new("list-line", "Hồ sơ {0}: {1} Hãy xử lý hồ sơ này trước, hoặc đưa ra khỏi danh sách.");

    public static readonly ProblemKind WrongState = new("list-wrong-state", "Danh sách đang ở trạng thái “{0}” nên chưa làm được việc này. Hãy mở danh sách để xem việc cần làm tiếp theo.");

    public static readonly ProblemKind Empty = new("list-empty", "Danh sách không còn hồ sơ nào. Hãy hủy danh sách này.");

    /// <summary>The problem of one dossier of a list, with its code.</summary>
    public static Problem Of(Dossier dossier, Problem problem) => Line.Now(dossier.Code, problem.Message);
}
