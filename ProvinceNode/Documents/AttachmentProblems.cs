using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Why a file is not taken.</summary>
public static class AttachmentProblems
{
    public static readonly ProblemKind TooOften = new("attachment-too-often",
        "Trong một giờ qua, từ mạng của ông/bà đã gửi quá nhiều tệp. Những gì đã gửi vẫn được giữ; hãy gửi tiếp sau một giờ, hoặc nộp giấy tờ tại Bộ phận Một cửa.");

    public static readonly ProblemKind Empty = new("file-empty", "Tệp “{0}” rỗng (0 byte). Hãy chụp hoặc quét lại rồi gửi.");
    public static readonly ProblemKind TooLarge = new("file-too-large", "Tệp “{0}” lớn hơn 20 MB. Hãy chụp lại ảnh nhỏ hơn, hoặc chia thành nhiều tệp.");
    public static readonly ProblemKind WrongType = new("file-type", "Tệp “{0}” không phải PDF, JPG hoặc PNG. Hãy gửi ảnh chụp hoặc bản quét PDF.");
    public static readonly ProblemKind Lies = new("file-lies", "Tệp “{0}” có tên đuôi {1} nhưng nội dung là {2}. Hãy gửi đúng tệp gốc, không đổi đuôi tệp.");
    public static readonly ProblemKind TooMany = new("file-too-many", "Một hồ sơ nhận tối đa {0} tệp. Hãy bỏ bớt tệp không cần thiết.");
    public static readonly ProblemKind NoneChosen = new("file-none", "Hãy chọn ít nhất một tệp để gửi.");
}
