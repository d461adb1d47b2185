using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>How a step of the test ended.</summary>
public enum StepState
{
    Good,
    Warning,
    Bad,
}

/// <summary>One step on the way to the hub.</summary>
/// <param name="Words">What was found, and what to do when it is not good.</param>
public sealed record TestStep(string Name, StepState State, string Words)
{
    public bool Failed => State == StepState.Bad;
}

/// <summary>What is said of each step. Pure.</summary>
public static class ConnectionWords
{
    private const int SoonDays = 30;
    private const string NameStep = "Tên máy chủ (DNS)";
    private const string PortStep = "Đường truyền (TCP)";
    private const string OwnStep = "Chứng thư của nút";
    private const string TlsStep = "Bảo mật (TLS)";
    private const string AnswerStep = "Trục quốc gia trả lời";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    public static TestStep NotEnrolled { get; } = Bad(OwnStep, "Nút chưa ghi danh nên chưa có chứng thư. Hãy xin Bộ mã mời rồi chạy lệnh “ProvinceNode enroll” tại máy chủ của nút.");

    public static TestStep Unreadable { get; } = Bad(OwnStep, "Tệp chứng thư hỏng hoặc sai mật khẩu (Hub:CertificatePassword). Hãy khôi phục tệp hub/node.pfx, hoặc xin Bộ mã mời và ghi danh lại.");

    public static TestStep NoAddress(string address) => Bad("Địa chỉ trục quốc gia", address.Length == 0
        ? "Chưa cấu hình Hub:Address: nút làm việc một mình, dữ liệu chưa gửi về trục. Hãy ghi địa chỉ mà Bộ đã cấp."
        : $"Hub:Address “{address}” không đúng dạng https://TÊN:CỔNG. Hãy sửa lại theo địa chỉ mà Bộ đã cấp.");

    public static TestStep Name(string host, int found, string? trouble) => found > 0
        ? Good(NameStep, $"Tìm thấy {host}.")
        : Bad(NameStep, $"Không tìm thấy máy chủ {host}. Hãy kiểm tra Hub:Address và máy chủ DNS của tỉnh{(trouble is null ? "." : $" ({trouble}).")}");

    public static TestStep Port(int port, SocketError? trouble) => trouble switch
    {
        null => Good(PortStep, $"Cổng {port} mở."),
        SocketError.ConnectionRefused => Bad(PortStep, $"Máy chủ từ chối cổng {port}: trục đang dừng hoặc sai cổng. Hãy kiểm tra Hub:Address và hỏi Bộ; dữ liệu được giữ tại nút."),
        SocketError.TimedOut => Bad(PortStep, $"Không có trả lời ở cổng {port}: thường do tường lửa chặn. Hãy mở chiều đi tới cổng {port} của trục."),
        _ => Bad(PortStep, $"Không đi tới được cổng {port} ({trouble}). Hãy kiểm tra mạng và đường truyền của tỉnh."),
    };

    public static TestStep Own(DateTime from, DateTime until, DateTime now) => ((now < from), (now > until), until - now < TimeSpan.FromDays(SoonDays)) switch
    {
        (true, _, _) => Bad(OwnStep, $"Chứng thư có hiệu lực từ {Moment(from)}, máy này đang là {Moment(now)}: đồng hồ máy chủ chạy chậm. Hãy chỉnh giờ (NTP)."),
        (_, true, _) => Bad(OwnStep, $"Chứng thư đã hết hạn {Moment(until)} (máy này đang là {Moment(now)}). Nếu giờ máy đúng, hãy xin Bộ mã mời và ghi danh lại; nếu sai, hãy chỉnh giờ (NTP)."),
        (_, _, true) => new(OwnStep, StepState.Warning, $"Chứng thư sắp hết hạn: {Moment(until)}. Nút tự gia hạn khi kết nối được; nếu ngày này không đổi trong vài ngày tới, hãy báo Bộ."),
        _ => Good(OwnStep, $"Còn hiệu lực đến {Moment(until)}."),
    };

    public static TestStep Trusted(DateTime until) => Good(TlsStep, $"Đúng là trục quốc gia; chứng thư của trục còn hiệu lực đến {Moment(until)}.");

    public static TestStep NotTrusted(SslPolicyErrors errors, X509ChainStatusFlags chain, DateTime from, DateTime until, DateTime now)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || (errors == SslPolicyErrors.None && until == default))
        {
            return Bad(TlsStep, "Bên kia không bắt tay bảo mật: cổng này có thể không phải cổng dành cho nút tỉnh, hoặc thiết bị ở giữa cắt kết nối. Hãy kiểm tra Hub:Address và tường lửa.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return Bad(TlsStep, $"Chứng thư của trục có hiệu lực từ {Moment(from)} đến {Moment(until)}, còn máy này đang là {Moment(now)}. Hãy kiểm tra đồng hồ máy chủ (NTP); nếu giờ đúng, hãy báo Bộ.");
        }

        return errors switch
        {
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) =>
                Bad(TlsStep, "Chứng thư của bên kia không do cơ quan cấp chứng thư của trục ký: sai máy chủ, hoặc thiết bị ở giữa (proxy) giải mã đường truyền, hoặc trục đã đổi cơ quan cấp chứng thư khi nút không chạy. Hãy kiểm tra Hub:Address, xin miễn trừ ở tường lửa; nếu Bộ cho biết trục đã đổi cơ quan, hãy xin mã mời và chạy “ProvinceNode enroll”."),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) =>
                Bad(TlsStep, "Chứng thư của trục không mang tên ghi ở Hub:Address. Hãy dùng đúng tên mà Bộ đã cấp, không dùng địa chỉ khác."),
            _ => Bad(TlsStep, "Trục cắt kết nối khi bắt tay bảo mật. Hãy thử lại; nếu vẫn vậy, hãy báo Bộ kèm giờ thử."),
        };
    }

    public static TestStep Refused(StatusCode status, string detail) => status switch
    {
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => Bad(AnswerStep, $"{detail} Nếu chứng thư bị thu hồi: xin Bộ mã mời mới rồi chạy lệnh “ProvinceNode enroll”, không cần dừng nút."),
        StatusCode.Unimplemented => new(AnswerStep, StepState.Warning, "Trục quốc gia đang ở phiên bản cũ hơn nút nên không có phép thử này; việc gửi dữ liệu không bị ảnh hưởng. Cần Bộ nâng cấp trục."),
        StatusCode.DeadlineExceeded => Bad(AnswerStep, "Trục nhận kết nối nhưng không trả lời kịp: trục đang quá tải. Dữ liệu được giữ tại nút và tự gửi lại."),
        _ => Bad(AnswerStep, $"Trục báo lỗi {status}: {detail} Hãy thử lại sau; nếu vẫn vậy, hãy báo Bộ."),
    };

    /// <summary>What an answer tells: who we are there, clocks, versions, epoch, last push.</summary>
    public static IEnumerable<TestStep> Answered(LinkAnswer answer, ulong epoch, DateTime now)
    {
        yield return Good(AnswerStep, $"Trục (phiên bản {answer.HubVersion}) nhận ra {answer.ProvinceName}, mã {answer.ProvinceCode}.");
        var hub = DateTimeOffset.FromUnixTimeMilliseconds(answer.HubTimeUnixMs).UtcDateTime;
        var apart = (now - hub).Duration();
        yield return apart <= ClockTolerance
            ? Good("Đồng hồ", "Khớp với trục.")
            : new("Đồng hồ", StepState.Warning, $"Đồng hồ máy này {(now > hub ? "nhanh" : "chậm")} hơn trục {(int)apart.TotalMinutes} phút. Hãy bật đồng bộ giờ (NTP): lệch nhiều, chứng thư sẽ bị coi là hết hạn.");
        yield return answer.Protocol >= MessageFormat.Newest
            ? Good("Phiên bản thông điệp", $"Nút dùng khuôn {MessageFormat.Newest}, trục hiểu đến khuôn {answer.Protocol}.")
            : Bad("Phiên bản thông điệp", $"Nút dùng khuôn {MessageFormat.Newest}, trục chỉ hiểu đến khuôn {answer.Protocol}: dữ liệu chờ tại nút đến khi Bộ nâng cấp trục.");
        yield return answer.Epoch <= epoch
            ? Good("Kỷ nguyên", answer.Epoch == 0 ? "Trục chưa nhận dữ liệu nào của tỉnh." : $"Trục đang ở kỷ nguyên {answer.Epoch}, nút ở kỷ nguyên {epoch}.")
            : Bad("Kỷ nguyên", $"Trục đã ghi nhận kỷ nguyên {answer.Epoch}, nút ở kỷ nguyên {epoch} nên bị chặn. Nếu dữ liệu vừa khôi phục từ bản sao lưu, hãy chạy “ProvinceNode replication repair”; nếu có hai máy cùng chạy, hãy dừng một máy.");
        yield return answer.LastPushUnixMs == 0
            ? new("Lần đẩy gần nhất", StepState.Warning, "Trục chưa nhận lần đẩy nào. Nút tự đẩy khi đang chạy; hãy xem trang “Đồng bộ”.")
            : Good("Lần đẩy gần nhất", Moment(DateTimeOffset.FromUnixTimeMilliseconds(answer.LastPushUnixMs).UtcDateTime));
    }

    private static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture);

    private static TestStep Good(string name, string words) => new(name, StepState.Good, words);

    private static TestStep Bad(string name, string words) => new(name, StepState.Bad, words);
}
