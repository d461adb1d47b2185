using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using ProvinceNode.Joining;
using Protos.Enrolment;

namespace ProvinceNode.Tests.Joining;

/// <summary>What the self-test says of each trouble. Pure.</summary>
public sealed class ConnectionWordsTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 3, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string> Troubles => new()
    {
        { "no address", "Chưa cấu hình Hub:Address" },
        { "bad address", "không đúng dạng https" },
        { "dns", "Không tìm thấy máy chủ hub.vn" },
        { "refused", "từ chối cổng 5443" },
        { "silent", "tường lửa" },
        { "not enrolled", "mã mời" },
        { "not yet valid", "chạy chậm" },
        { "expired", "đã hết hạn" },
        { "foreign authority", "không do cơ quan cấp chứng thư của trục ký" },
        { "other name", "không mang tên" },
        { "hub expired", "Chứng thư của trục có hiệu lực từ" },
        { "no tls", "không bắt tay bảo mật" },
        { "revoked", "đã bị thu hồi" },
        { "slow", "quá tải" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Trouble_OfEachKind_IsNamedAndSaysWhatToDo(string trouble, string words)
    {
        var step = Of(trouble);

        Assert.True(step.Failed);
        Assert.Contains(words, step.Words, StringComparison.Ordinal);
        Assert.Matches("[Hh]ãy|xin Bộ|tự gửi lại|mở chiều đi", step.Words);
    }

    [Fact]
    public void Answer_OfAHubThatIsWell_HasNoFault()
    {
        var steps = ConnectionWords.Answered(Answer(), 1, Now).ToList();

        Assert.All(steps, s => Assert.Equal(StepState.Good, s.State));
        Assert.Contains("Tỉnh Thanh Hóa", steps[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_WithSkewedClockOldFormatHigherEpochAndNoPush_SaysAll()
    {
        var answer = Answer();
        (answer.HubTimeUnixMs, answer.Protocol, answer.Epoch, answer.LastPushUnixMs) = (Unix(Now.AddMinutes(7)), 0, 4, 0);

        var words = string.Join(" ", ConnectionWords.Answered(answer, 3, Now).Select(s => s.Words));

        Assert.Contains("chậm hơn trục 7 phút", words, StringComparison.Ordinal);
        Assert.Contains("trục chỉ hiểu đến khuôn 0", words, StringComparison.Ordinal);
        Assert.Contains("replication repair", words, StringComparison.Ordinal);
        Assert.Contains("chưa nhận lần đẩy nào", words, StringComparison.Ordinal);
    }

    private static TestStep Of(string trouble) => trouble switch
    {
        "no address" => ConnectionWords.NoAddress(""),
        "bad address" => ConnectionWords.NoAddress("http://hub.vn"),
        "dns" => ConnectionWords.Name("hub.vn", 0, "HostNotFound"),
        "refused" => ConnectionWords.Port(5443, SocketError.ConnectionRefused),
        "silent" => ConnectionWords.Port(5443, SocketError.TimedOut),
        "not enrolled" => ConnectionWords.NotEnrolled,
        "not yet valid" => ConnectionWords.Own(Now.AddHours(1), Now.AddDays(300), Now),
        "expired" => ConnectionWords.Own(Now.AddDays(-300), Now.AddHours(-1), Now),
        "foreign authority" => ConnectionWords.NotTrusted(SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.UntrustedRoot, Now, Now.AddDays(1), Now),
        "other name" => ConnectionWords.NotTrusted(SslPolicyErrors.RemoteCertificateNameMismatch, default, Now, Now.AddDays(1), Now),
        "hub expired" => ConnectionWords.NotTrusted(SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid, Now.AddDays(-9), Now.AddDays(-1), Now),
        "no tls" => ConnectionWords.NotTrusted(SslPolicyErrors.None, default, default, default, Now),
        "revoked" => ConnectionWords.Refused(StatusCode.PermissionDenied, "Chứng thư của nút tỉnh đã bị thu hồi."),
        _ => ConnectionWords.Refused(StatusCode.DeadlineExceeded, ""),
    };

    private static LinkAnswer Answer() => new()
    {
        ProvinceCode = "38", ProvinceName = "Tỉnh Thanh Hóa", Stage = "Testing", HubVersion = "1.0", HubTimeUnixMs = Unix(Now), Protocol = 3, Epoch = 1, LastPushUnixMs = Unix(Now),
    };

    private static long Unix(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();
}
