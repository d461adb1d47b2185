namespace ProvinceNode.Platform;

/// <summary>Failures that any slice can meet.</summary>
public static class CommonProblems
{
    public static readonly ProblemKind NotFound = new("not-found",
        "Không tìm thấy nội dung này trong phạm vi đơn vị của ông/bà. Hãy kiểm tra lại đường dẫn hoặc mã hồ sơ.");

    public static readonly ProblemKind NotAllowed = new("not-allowed",
        "Vai trò của ông/bà không được thực hiện việc này. Hãy liên hệ người quản trị đơn vị nếu cần được phân quyền.");

    public static readonly ProblemKind ChangedMeanwhile = new("changed-meanwhile",
        "Trong lúc ông/bà thao tác, người khác đã cập nhật nội dung này. Hãy xem lại bản mới rồi thực hiện lại; phần ông/bà đã nhập vẫn còn ở dưới.");

    public static readonly ProblemKind Required = new("required", "Hãy nhập {0}.");

    public static readonly ProblemKind TooLong = new("too-long", "{0} quá dài: tối đa {1} ký tự, ông/bà đã nhập {2} ký tự.");
}
