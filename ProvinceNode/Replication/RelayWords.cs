using Grpc.Core;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>What the operator reads about the connection: what was found and what to do.</summary>
internal static class RelayWords
{
    private const string WhatToDo =
        " Hệ thống của tỉnh đã ngừng gửi để không ghi đè. Nếu cơ sở dữ liệu vừa được khôi phục từ bản sao lưu, hãy chạy lệnh “ProvinceNode replication repair”;"
        + " nếu có hai máy cùng chạy dữ liệu của tỉnh, hãy dừng một máy trước.";

    /// <summary>Code of the node's own refusal.</summary>
    public const string TooLargeCode = "record-too-large";

    /// <summary>Shown while everything is sent again.</summary>
    public const string Replaying =
        "Trục quốc gia đã được khôi phục từ bản cũ và thiếu dữ liệu từng xác nhận. Hệ thống của tỉnh đang tự gửi lại mọi bản ghi; công việc hằng ngày không bị ảnh hưởng.";

    /// <summary>Nothing is compared while everything is sent again.</summary>
    public const string SendsAgain = "Hệ thống của tỉnh đang gửi lại mọi bản ghi lên trục quốc gia; chỉ đối chiếu được sau khi gửi xong.";

    /// <summary>Another copy of the node pushed between the repair and the first batch of its epoch.</summary>
    public const string PushedSince =
        "Một bản khác của hệ thống tỉnh đã gửi dữ liệu sau khi chạy lệnh sửa chữa. Hãy dừng máy kia rồi chạy lại lệnh “ProvinceNode replication repair”.";

    public static string TooLarge(long bytes, long most) =>
        $"Bản ghi dài {bytes / 1024.0 / 1024:0.#} MB, trục quốc gia nhận nhiều nhất {most / 1024 / 1024} MB một bản ghi. Hãy rút bớt nội dung (ví dụ ghi chú dài) rồi lưu lại; bản ghi sẽ được gửi ngay sau đó.";

    public static string ByHub(PushResult answer) =>
        $"Trục quốc gia từ chối nhận: đã ghi nhận kỷ nguyên {answer.HubEpoch}. {answer.Message}".TrimEnd() + WhatToDo;

    public static string HigherEpoch(ulong hub, long ours) =>
        $"Trục quốc gia đã ghi nhận kỷ nguyên {hub}, còn hệ thống của tỉnh đang ở kỷ nguyên {ours}." + WhatToDo;

    public static string ShorterChain(long hub, long ours) =>
        $"Trục quốc gia đã chứng kiến {hub} việc trong nhật ký của tỉnh, còn ở đây chỉ có {ours} việc." + WhatToDo;

    public static string OtherChain(long sequence) =>
        $"Việc số {sequence} trong nhật ký của tỉnh khác với điều trục quốc gia đã chứng kiến." + WhatToDo;

    /// <summary>A failed connection in words.</summary>
    public static string Of(Exception failure) => failure switch
    {
        TimeoutException => "Trục quốc gia nhận dữ liệu nhưng không trả lời kịp. Hệ thống của tỉnh sẽ tự kết nối lại.",
        RpcException { StatusCode: StatusCode.Unauthenticated or StatusCode.PermissionDenied } e =>
            $"Trục quốc gia không chấp nhận chứng thư của tỉnh. Hãy kiểm tra hạn dùng hoặc xin cấp lại chứng thư. ({e.Status.Detail})",
        RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } =>
            "Chưa kết nối được trục quốc gia. Dữ liệu được giữ tại tỉnh và sẽ tự gửi khi có kết nối; công việc hằng ngày không bị ảnh hưởng.",
        RpcException { StatusCode: StatusCode.Unimplemented } => "Phiên bản của trục quốc gia chưa có chức năng này. Hãy đề nghị nâng cấp trục quốc gia trước.",
        // The hub's own words: who else pushes for the province, or what changed since the node compared itself.
        RpcException { StatusCode: StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.ResourceExhausted, Status.Detail: { Length: > 0 } told } => told,
        RpcException e => $"Trục quốc gia báo lỗi ({e.StatusCode}). Hệ thống của tỉnh sẽ tự thử lại.",
        FileNotFoundException => "Nút tỉnh chưa ghi danh với trục quốc gia. Hãy xin Bộ mã mời rồi chạy lệnh “ProvinceNode enroll”.",
        IOException or System.Security.Cryptography.CryptographicException =>
            "Không đọc được chứng thư kết nối. Hãy kiểm tra tệp chứng thư và mật khẩu trong cấu hình Hub.",
        _ => "Việc gửi dữ liệu gặp lỗi, chi tiết trong nhật ký hệ thống. Hệ thống của tỉnh sẽ tự thử lại.",
    };
}
