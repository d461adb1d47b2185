using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What is asked for. Stored by name; the kind of the first request leads the dossier along its route.</summary>
public enum RequestKind
{
    /// <summary>Hưởng mới trợ cấp xã hội hàng tháng.</summary>
    Grant,

    /// <summary>Điều chỉnh mức hoặc đối tượng.</summary>
    Adjust,

    /// <summary>Thôi hưởng.</summary>
    Stop,

    /// <summary>Tạm dừng.</summary>
    Suspend,

    /// <summary>Tiếp tục hưởng.</summary>
    Resume,

    /// <summary>Hỗ trợ kinh phí chăm sóc, nuôi dưỡng.</summary>
    Care,

    /// <summary>Trợ cấp hưu trí xã hội.</summary>
    SocialPension,

    /// <summary>Chuyển đi: the old place stops paying.</summary>
    MoveOut,

    /// <summary>Chuyển đến: the new place pays from the month after the stop month.</summary>
    MoveIn,

    /// <summary>Chuyển nơi cư trú trong cùng địa bàn cấp huyện.</summary>
    MoveWithin,

    /// <summary>Hỗ trợ chi phí mai táng.</summary>
    Funeral,

    /// <summary>Trợ giúp khẩn cấp.</summary>
    Emergency,

    /// <summary>Tiếp nhận vào cơ sở trợ giúp xã hội.</summary>
    Admit,

    /// <summary>Dừng trợ giúp tại cơ sở.</summary>
    Discharge,

    /// <summary>Xác định, xác định lại mức độ khuyết tật.</summary>
    CertifyDisability,

    /// <summary>Đổi, cấp lại giấy xác nhận khuyết tật.</summary>
    ExchangeCertificate,

    /// <summary>Hủy bỏ quyết định đã ký dựa trên tin sai, khôi phục chế độ; only an officer opens it, from an event.</summary>
    Undo,

    /// <summary>Thu hồi các tháng danh sách đã chi vượt; only an officer opens it, from what the lists told.</summary>
    Recover,
}

/// <summary>One request of a dossier: its kind, the form it was made on and what the form says. One dossier may carry several (policy 3.9).</summary>
public sealed class DossierRequest : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>From 1 within the dossier; the first leads.</summary>
    public required int Number { get; init; }

    public required RequestKind Kind { get; set; }

    /// <summary>Declaration form, e.g. 1đ.</summary>
    public required string Form { get; init; }

    /// <summary>Day from which this version of the form is in force: a dossier keeps the form that it was made on (policy 10.2).</summary>
    public required DateOnly FormVersion { get; init; }

    /// <summary>Values of the form as JSON.</summary>
    public required string Answers { get; set; }

    public static DossierRequest Of(Guid dossierId, string tenantPath, RequestKind kind, string form, DateOnly formVersion, string answers, int number = 1) => new()
    {
        Id = Guid.CreateVersion7(), DossierId = dossierId, TenantPath = tenantPath, Number = number, Kind = kind, Form = form,
        FormVersion = formVersion, Answers = answers,
    };

    internal static void Map(EntityTypeBuilder<DossierRequest> request)
    {
        request.ToTable("DossierRequests");
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Kind).HasConversion<string>().HasMaxLength(30);
        request.Property(r => r.Form).HasMaxLength(10);
        request.HasIndex(r => new { r.DossierId, r.Number }).IsUnique();
    }
}

/// <summary>What kinds of requests have in common.</summary>
public static class RequestKinds
{
    /// <summary>Whether the rules of monthly assistance answer the request: their explanation is shown with it.</summary>
    public static bool AskTheRules(RequestKind kind) =>
        kind is RequestKind.Grant or RequestKind.Adjust or RequestKind.Care or RequestKind.SocialPension or RequestKind.Resume or RequestKind.Undo or RequestKind.MoveIn or RequestKind.MoveWithin;
}
