using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>What the payer told of a person beside “not collected” (policy 6.6, reasons R02–R07; 6.7). Stored by name.</summary>
public enum PayerNoticeKind
{
    /// <summary>R02, đã chết.</summary>
    Death = 1,

    /// <summary>R02 of a line for several people, or of one that another takes: who died is not told, so each of them is verified and held meanwhile.</summary>
    SomebodyDied,

    /// <summary>R03, chuyển nơi cư trú.</summary>
    Moved,

    /// <summary>R04, sai thông tin, giấy tờ.</summary>
    WrongPapers,

    /// <summary>R05, từ chối nhận.</summary>
    Refuses,

    /// <summary>R06, tài khoản sai hoặc đã đóng: a new account is asked for.</summary>
    NewAccount,

    /// <summary>R07, bị tạm giam, chấp hành án.</summary>
    Detained,

    /// <summary>Three lists in a row were not collected (Circular 02/2021 Art. 2(3)(a)).</summary>
    NotCollected,

    /// <summary>R03, R05, R07 of a line that another takes, or of several people; R02 of support that only the carer takes: whom it is about is not told.</summary>
    WhoIsMeant,

    /// <summary>Somebody collected whom neither the list nor a certified authorisation names (policy 6.5).</summary>
    OtherCollector,
}

/// <summary>Where a notice stands. Stored by name.</summary>
public enum PayerNoticeState
{
    /// <summary>Not yet in the hands of the events' door.</summary>
    Waiting = 1,

    /// <summary>A report of a life event carries it on.</summary>
    Told,

    /// <summary>A task of the commune without an event of its own.</summary>
    Open,

    /// <summary>The money was collected since, or there is nothing left to do.</summary>
    Done,

    /// <summary>The payer corrected the result that told it.</summary>
    Withdrawn,

    /// <summary>The same, after a report carried it on: the events' door has not ended the report yet.</summary>
    TakenBack,
}

/// <summary>
/// Tin báo của tổ chức chi trả about a beneficiary. It ends nothing and changes nothing by itself: a death, a refusal, a detention and three uncollected months go on to the one door of life
/// events, the others are tasks. It stands in the registry because payments, which write it, and events, which read it, know nothing of each other.
/// </summary>
public sealed class PayerNotice : IEvidenceOfPerson
{
    public Guid Id { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Follows a merge of two records.</summary>
    public required Guid BeneficiaryId { get; set; }

    public required PayerNoticeKind Kind { get; init; }

    /// <summary>The payment line and the version of its result that told it.</summary>
    public required Guid ListId { get; init; }

    public required Guid LineId { get; init; }

    public required int ResultVersion { get; init; }

    /// <summary>yyyyMM of the list; of the last one for what is counted over months.</summary>
    public required int Month { get; init; }

    /// <summary>Which of his entitlements was not collected, of what is counted over months: one may go to another receiver than the others. 0 for all else.</summary>
    public EntitlementStrand Strand { get; init; }

    /// <summary>The payer's own words; may be empty.</summary>
    public required string Words { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public required PayerNoticeState State { get; set; }

    /// <summary>The event that carries it on.</summary>
    public Guid? EventId { get; set; }

    /// <summary>UTC; null while it waits or is open.</summary>
    public DateTime? SettledAt { get; set; }

    public string SettledWhy { get; set; } = "";

    public long Version { get; set; }

    Guid? IEvidenceOfPerson.BeneficiaryId => BeneficiaryId;

    bool IEvidenceOfPerson.IsTaken => true;

    /// <summary>Whether the door of life events takes it.</summary>
    public static bool IsEvent(PayerNoticeKind kind) => kind is PayerNoticeKind.Death or PayerNoticeKind.SomebodyDied or PayerNoticeKind.Refuses or PayerNoticeKind.Detained or PayerNoticeKind.NotCollected;

    /// <summary>What is to be done, in words.</summary>
    public static string Task(PayerNoticeKind kind) => kind switch
    {
        PayerNoticeKind.Death => "Bưu điện báo đã chết: chờ xã xác minh",
        PayerNoticeKind.SomebodyDied => "Bưu điện báo có người chết nhưng không rõ là ai trong những người của dòng này, người hưởng hay người nhận: tạm giữ chi trả, chờ xã xác minh từng người",
        PayerNoticeKind.Moved => "Bưu điện báo đã chuyển nơi cư trú: hãy xác minh và hướng dẫn làm thủ tục thay đổi nơi cư trú",
        PayerNoticeKind.WrongPapers => "Bưu điện báo sai thông tin, giấy tờ: hãy đối chiếu và sửa thông tin của đối tượng",
        PayerNoticeKind.Refuses => "Bưu điện báo từ chối nhận: chờ xã xác minh",
        PayerNoticeKind.NewAccount => "Tài khoản sai hoặc đã đóng: hãy đề nghị đối tượng đăng ký tài khoản mới",
        PayerNoticeKind.Detained => "Bưu điện báo bị tạm giam, chấp hành án: chờ xã xác minh",
        PayerNoticeKind.WhoIsMeant => "Khoản này do người khác nhận, hoặc nhận cho nhiều người: hãy xác minh tin này nói về ai, người hưởng hay người nhận, rồi ghi nhận biến động của đúng người đó",
        PayerNoticeKind.OtherCollector => "Người đã nhận không có trong danh sách và không có giấy ủy quyền còn hiệu lực: hãy xác minh người hưởng đã nhận được tiền chưa, yêu cầu tổ chức chi trả giải trình",
        _ => "Không nhận tiền ba tháng liên tục: hãy đến thăm, xác minh và đề xuất tạm dừng",
    };

    /// <summary>What was not collected, in words.</summary>
    public static string Uncollected(EntitlementStrand strand) => strand switch
    {
        EntitlementStrand.Own => "trợ cấp của bản thân", EntitlementStrand.SingleParent => "trợ cấp nuôi con của người đơn thân", EntitlementStrand.OwnCare => "hỗ trợ chăm sóc của bản thân",
        EntitlementStrand.Care => "hỗ trợ kinh phí do người chăm sóc nhận", EntitlementStrand.Institution => "trợ cấp nuôi dưỡng tại cơ sở", _ => "",
    };

    internal static void Map(EntityTypeBuilder<PayerNotice> notice)
    {
        notice.ToTable("PayerNotices");
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Version).IsConcurrencyToken();
        // Not unique: a merge may bring two records of one line together.
        notice.HasIndex(n => n.LineId);
        notice.HasIndex(n => n.BeneficiaryId);
        notice.HasIndex(n => n.ListId);
        notice.HasIndex(n => n.State).HasFilter("[State] IN ('Waiting', 'Open', 'TakenBack')");
        notice.Property(n => n.Kind).HasConversion<string>().HasMaxLength(15);
        notice.Property(n => n.State).HasConversion<string>().HasMaxLength(10);
        notice.Property(n => n.Words).HasMaxLength(300);
        notice.Property(n => n.SettledWhy).HasMaxLength(300);
    }
}
