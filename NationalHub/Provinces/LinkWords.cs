using NationalHub.Provinces.Gates;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>What the hub knows of the link to a province's node.</summary>
/// <param name="Certificate">The newest one; null when the node never enrolled.</param>
/// <param name="Refused">The newest refusal of this node, after its last push; null when there is none.</param>
public sealed record LinkFacts(NodeCertificate? Certificate, DateTime? LastPushAt, bool Connected, Standing? Told, SecurityEvent? Refused);

/// <summary>
/// The link as seen from the hub, in words. The hub never calls a node: where the way there is barred (name, port, handshake) is
/// seen at the node's own page of the connection. Pure.
/// </summary>
public static class LinkWords
{
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(15);

    public static IEnumerable<(string Css, string Words)> Of(LinkFacts facts, DateTime now)
    {
        yield return Certificate(facts.Certificate, now);
        yield return (facts.LastPushAt, facts.Connected) switch
        {
            (null, _) when facts.Certificate is null => ("wait", "○ Nút chưa gọi về lần nào."),
            (null, _) => ("warn", "◆ Nút chưa đẩy dữ liệu lần nào. Tỉnh hãy khởi động nút rồi bấm “Kiểm tra kết nối” ở trang “Kết nối” của nút: trang đó nói vướng ở tên máy chủ, tường lửa hay bảo mật."),
            ({ } at, _) when now - at > SilentAfter => ("bad", $"▲ Nút im lặng từ {ProvinceWords.Moment(at)}: có thể nút dừng, mất mạng hoặc bị tường lửa chặn. Tỉnh hãy mở trang “Kết nối” của nút."),
            ({ } at, var connected) => ("good", $"● Đẩy gần nhất {ProvinceWords.Moment(at)}{(connected ? ", đang kết nối" : "")}."),
        };
        if (facts.Refused is { } refused)
        {
            yield return ("bad", $"▲ {ProvinceWords.Moment(refused.LastAt)} từ {refused.RemoteAddress}: {refused.Detail}{(refused.Kind == SecurityEventKind.EpochLower ? " Tỉnh chạy “ProvinceNode replication repair”." : "")}");
        }

        if (facts.Told is not { } told)
        {
            yield return ("wait", "○ Nút chưa báo phiên bản và hàng chờ.");
            yield break;
        }

        yield return told.Protocol > MessageFormat.Newest
            ? ("bad", $"▲ Nút dùng khuôn thông điệp {told.Protocol}, trục hiểu đến {MessageFormat.Newest}: hãy nâng cấp trục; dữ liệu được giữ tại nút.")
            : ("good", $"● Nút phiên bản {told.NodeVersion}, khuôn thông điệp {told.Protocol}.");
        yield return told.Refused > 0
            ? ("bad", $"▲ {Number(told.Refused)} bản ghi bị trục từ chối. Tỉnh hãy sửa theo lý do ở trang “Đồng bộ” của nút.")
            : ("good", $"● Không có bản ghi bị từ chối; {Number(told.Waiting)} bản ghi chờ gửi (báo lúc {ProvinceWords.Moment(told.ReceivedAt)}).");
    }

    private static (string Css, string Words) Certificate(NodeCertificate? certificate, DateTime now) => certificate switch
    {
        null => ("wait", "○ Nút chưa ghi danh. Hãy cấp mã mời cho tỉnh."),
        { RevokedAt: { } at } => ("bad", $"▲ Chứng thư đã bị thu hồi {ProvinceWords.Moment(at)}: {certificate.RevocationReason} Muốn nối lại, hãy cấp mã mời mới."),
        _ when certificate.NotAfter < now => ("bad", $"▲ Chứng thư đã hết hạn {ProvinceWords.Moment(certificate.NotAfter)}: nút không tự gia hạn kịp. Hãy cấp mã mời mới."),
        _ when certificate.NotBefore > now => ("bad", $"▲ Chứng thư chưa có hiệu lực (từ {ProvinceWords.Moment(certificate.NotBefore)}): hãy kiểm tra đồng hồ của trục."),
        { FirstUsedAt: null } => ("warn", "◆ Chứng thư mới nhất chưa được dùng: nút chưa gọi về bằng chứng thư này."),
        _ => ("good", $"● Chứng thư đang dùng, đến {ProvinceWords.Moment(certificate.NotAfter)}."),
    };

    private static string Number(long number) => number.ToString("N0", VietnameseFormat.Culture);
}
