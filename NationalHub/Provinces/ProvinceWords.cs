using NationalHub.Provinces.Joining;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>What is said of a province and its certificates. Pure; colour never speaks alone.</summary>
public static class ProvinceWords
{
    private const int SoonDays = 30;

    public static string Stage(ProvinceStage stage) => stage switch
    {
        ProvinceStage.Invited => "Đã mời",
        ProvinceStage.Testing => "Chạy thử",
        ProvinceStage.Pilot => "Thí điểm",
        _ => "Vận hành chính thức",
    };

    public static (string Css, string Words) Certificate(NodeCertificate certificate, DateTime now) => certificate switch
    {
        { RevokedAt: { } at } => ("bad", $"✕ thu hồi {Moment(at)}"),
        _ when certificate.NotAfter < now => ("bad", "▲ đã hết hạn"),
        { FirstUsedAt: null } => ("wait", "○ chưa dùng"),
        _ when certificate.NotAfter < now.AddDays(SoonDays) => ("warn", $"◆ còn {(int)(certificate.NotAfter - now).TotalDays} ngày"),
        _ => ("good", "● đang dùng"),
    };

    public static string Invitation(ProvinceInvitation? invitation, DateTime now) => invitation switch
    {
        null => "Chưa cấp mã mời nào.",
        { UsedAt: { } at } => $"Mã mời gần nhất do {invitation.IssuedBy} cấp đã được dùng lúc {Moment(at)}.",
        { WithdrawnAt: not null } => "Mã mời gần nhất đã được thay.",
        _ when invitation.ExpiresAt <= now => $"Mã mời gần nhất do {invitation.IssuedBy} cấp đã hết hạn lúc {Moment(invitation.ExpiresAt)} mà chưa dùng.",
        _ => $"Mã mời do {invitation.IssuedBy} cấp đang chờ nút tỉnh ghi danh, đến {Moment(invitation.ExpiresAt)}.",
    };

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture);
}
