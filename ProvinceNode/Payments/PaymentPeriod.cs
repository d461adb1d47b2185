using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Where the month of a fund holder stands. It only moves forward. Stored by name.</summary>
public enum PeriodState
{
    /// <summary>Changes flow in, lists are built and approved.</summary>
    Open = 1,

    /// <summary>Chốt: nothing is built any more but supplementary lists.</summary>
    Closed = 2,
}

/// <summary>
/// Kỳ chi trả: the payment month of one fund holder (the district in three tiers, the commune in two: authority map, role FUND_HOLDER), with its calendar
/// in the month before (Decree 20/2021 Art. 34; policy 6.2): results of the month that runs, closing, money and list to the payer.
/// </summary>
public sealed class PaymentPeriod : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The fund holder.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Name of the fund holder's unit on the day of opening.</summary>
    public required string HolderName { get; init; }

    /// <summary>yyyyMM that is paid.</summary>
    public required int Month { get; init; }

    /// <summary>yyyyMM of the first month that this fund holder, or who held the fund of its communes before, pays by this system: earlier months are of no list here.</summary>
    public required int FirstMonth { get; init; }

    /// <summary>It came over with lists of a district that is no more: this fund holder did not open it.</summary>
    public bool TakenOver { get; init; }

    public PeriodState State { get; set; } = PeriodState.Open;

    /// <summary>Day by which the payer has told the results of the month that runs (law: before the 20th).</summary>
    public required DateOnly ResultsBy { get; set; }

    /// <summary>First and last day of closing.</summary>
    public required DateOnly ClosingFrom { get; set; }

    public required DateOnly ClosingBy { get; set; }

    /// <summary>Last day on which money and list go out (law: before the 25th).</summary>
    public required DateOnly MoneyBy { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime OpenedAt { get; init; }

    public required string OpenedByName { get; init; }

    /// <summary>UTC; null while open.</summary>
    public DateTime? ClosedAt { get; set; }

    public Guid? ClosedById { get; set; }

    public string ClosedByName { get; set; } = "";

    /// <summary>Grows with each change: two who close at once, the second changes nothing.</summary>
    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaymentPeriod> period)
    {
        period.ToTable("PaymentPeriods");
        period.Property(p => p.Id).ValueGeneratedNever();
        period.Property(p => p.Version).IsConcurrencyToken();
        period.HasIndex(p => new { p.TenantPath, p.Month }).IsUnique();
        period.Property(p => p.HolderName).HasMaxLength(120);
        period.Property(p => p.State).HasConversion<string>().HasMaxLength(10);
        period.Property(p => p.OpenedByName).HasMaxLength(120);
        period.Property(p => p.ClosedByName).HasMaxLength(120);
    }
}

/// <summary>What can stand in the way of closing a month (policy 6.2, product; each is emptied or justified in writing). Stored by name.</summary>
public enum MatterKind
{
    /// <summary>Tin báo chết, vắng mặt, hưởng ở hai tỉnh chưa giải quyết: the payment is held.</summary>
    Hold = 1,

    /// <summary>Biến động chưa giải quyết xong.</summary>
    LifeEvent,

    /// <summary>Cặp hồ sơ nghi trùng một người.</summary>
    Duplicate,

    /// <summary>Chuyển khoản nhưng chưa có số tài khoản.</summary>
    NoAccount,

    /// <summary>Tài khoản chưa được ngân hàng xác nhận, hoặc sai tên.</summary>
    UnverifiedAccount,

    /// <summary>Missed months in one line: many, or of somebody entered from a list or paper, who may have been paid on paper.</summary>
    LongMissed,

    /// <summary>Danh sách còn ở dạng dự thảo.</summary>
    DraftList,

    /// <summary>Xã chưa lập danh sách, hoặc danh sách đã hủy chưa lập lại.</summary>
    NoList,

    /// <summary>Xã không lập được danh sách: its building failed and was stopped; what it owes comes with the next list.</summary>
    NotBuilt,

    /// <summary>Đã chi vượt so với quyết định có sau.</summary>
    Overpaid,

    /// <summary>A payment made once that was due before the first month of this system: it may have been paid on paper.</summary>
    BeforeFirst,

    /// <summary>What the accountant says was paid on paper, waiting for who approves lists: its text is that of the justification.</summary>
    PaidOnPaper,

    /// <summary>Chưa đến ngày chốt.</summary>
    TooEarly,

    /// <summary>Kỳ trước còn dòng chưa có kết quả chi trả.</summary>
    NoResults,

    /// <summary>Ủy quyền của chủ tài khoản đã hết: the list pays in cash.</summary>
    ProxyEnded,

    /// <summary>Giấy ủy quyền chờ người thứ hai xác nhận: the list does not follow it yet.</summary>
    ProxyWaiting,

    /// <summary>Người nhận theo tờ khai, chưa có ủy quyền: a decision of before made whom the form named the receiver, without a certified authorisation (policy 6.5).</summary>
    NamedReceiver,

    /// <summary>Người hưởng đã chết, số tiền còn lại chưa có người nhận: nobody is named who takes what was his (policy 6.7).</summary>
    AwaitingHeir,
}

/// <summary>Why a month was closed although something was open: kept for good.</summary>
public sealed class PaymentJustification : ITenantOwned
{
    public const int LongestReason = 1000;

    public Guid Id { get; init; }

    /// <summary>The fund holder.</summary>
    public required string TenantPath { get; set; }

    public required Guid PeriodId { get; init; }

    public required MatterKind Kind { get; init; }

    /// <summary>What it is about: the event, the pair, the line, the list …</summary>
    public required Guid SubjectId { get; init; }

    public required string Reason { get; init; }

    public required Guid ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    internal static void Map(EntityTypeBuilder<PaymentJustification> reason)
    {
        reason.ToTable("PaymentJustifications");
        reason.Property(r => r.Id).ValueGeneratedNever();
        reason.HasIndex(r => new { r.PeriodId, r.Kind, r.SubjectId }).IsUnique();
        reason.HasOne<PaymentPeriod>().WithMany().HasForeignKey(r => r.PeriodId).OnDelete(DeleteBehavior.Restrict);
        reason.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        reason.Property(r => r.Reason).HasMaxLength(LongestReason);
        reason.Property(r => r.ByName).HasMaxLength(120);
    }
}
