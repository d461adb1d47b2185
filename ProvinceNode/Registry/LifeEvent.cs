using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Registry;

/// <summary>What may happen to somebody that bears on what he receives (Decree 20 Art. 8; Circular 02/2021 Art. 2; policy 1.5, 3.5, 3.6). Stored by name.</summary>
public enum LifeEventKind
{
    /// <summary>Chết.</summary>
    Death = 1,

    /// <summary>Mất tích.</summary>
    Missing,

    /// <summary>Bị tạm giam.</summary>
    Detained,

    /// <summary>Chấp hành án phạt tù ở trại giam.</summary>
    Imprisoned,

    /// <summary>Từ chối nhận chế độ.</summary>
    RefusesMoney,

    /// <summary>Từ chối xác định lại mức độ khuyết tật, điều kiện hưởng hoặc cung cấp thông tin.</summary>
    RefusesReview,

    /// <summary>Thôi học, tốt nghiệp.</summary>
    StudyEnded,

    /// <summary>Thay đổi mức độ khuyết tật; <see cref="LifeEvent.Value"/> is the new degree, None: no disability any more.</summary>
    DegreeChanged,

    /// <summary>Người nhận chăm sóc, nuôi dưỡng chết hoặc mất tích.</summary>
    CarerDied,

    /// <summary>Người nhận chăm sóc, nuôi dưỡng không còn đủ điều kiện.</summary>
    CarerUnfit,

    /// <summary>Người nhận chăm sóc, nuôi dưỡng bị xử lý vi phạm, bị kết án.</summary>
    CarerSanctioned,

    /// <summary>Con của người đơn thân nghèo (nhóm 4) từ đủ 16 tuổi thôi học, chết hoặc không còn được nuôi; <see cref="LifeEvent.Value"/> is the child's birth, empty where the children are not known.</summary>
    ChildLeft,

    /// <summary>Thay đổi diện hộ nghèo, cận nghèo; <see cref="LifeEvent.Value"/> is the new status.</summary>
    PovertyChanged,

    /// <summary>Không nhận tiền liên tục từ 03 tháng trở lên.</summary>
    NotCollected,

    /// <summary>Đang hưởng ở tỉnh khác cho cùng thời gian; <see cref="LifeEvent.Value"/> is the id of the case at the hub, empty when it was told otherwise. The day is the last of the month that is still paid here; null while the provinces have not agreed who pays.</summary>
    ReceivesElsewhere,

    /// <summary>Trở về, được trả tự do, đến nhận lại: the reason of a suspension is gone.</summary>
    ReasonGone,

    /// <summary>Quyết định đã ký dựa trên tin sai; <see cref="LifeEvent.Value"/> is the id of the dossier whose decision is to be undone.</summary>
    ReportWrong,
}

/// <summary>Who told it. Stored by name.</summary>
public enum EventSource
{
    CommuneOfficer = 1,

    /// <summary>Cơ sở dữ liệu quốc gia về dân cư.</summary>
    Population,

    /// <summary>Tổ chức dịch vụ chi trả (bưu điện).</summary>
    Post,

    /// <summary>Hộ tịch.</summary>
    CivilRegistry,

    Family,

    /// <summary>Another body: court, police, prison, school.</summary>
    Agency,

    /// <summary>Trục quốc gia: compared between the provinces.</summary>
    Hub,
}

/// <summary>Where the report of an event stands. Stored by name.</summary>
public enum EventState
{
    /// <summary>Chờ cán bộ xử lý.</summary>
    Reported,

    /// <summary>Đang giải quyết bằng hồ sơ <see cref="LifeEvent.DossierId"/>.</summary>
    InDossier,

    /// <summary>Đã có quyết định.</summary>
    Decided,

    /// <summary>Tin báo sai, đã bác bỏ.</summary>
    Refuted,

    /// <summary>Quyết định theo tin này đã bị hủy bỏ.</summary>
    Undone,

    /// <summary>Only kept: he received nothing, so that nothing is to be done.</summary>
    Noted,
}

/// <summary>
/// Biến động: something that happened to a beneficiary, who told it and what came of it. It changes no entitlement by itself (policy 3.6): a decision
/// does, in the dossier that carries it. A report of death or absence may hold the payment meanwhile (<see cref="PaymentHold"/>).
/// </summary>
public sealed class LifeEvent : ITenantOwned, IOfPerson, IReplicated
{
    public const int LongestReference = 120;
    public const int LongestNote = 1000;

    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    /// <summary>Where the person belongs: his events follow him.</summary>
    public required string TenantPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public long Epoch { get; set; }

    public long Version { get; set; }

    public required LifeEventKind Kind { get; init; }

    /// <summary>Day on which it happened; null while nobody knows it.</summary>
    public DateOnly? HappenedOn { get; set; }

    public required EventSource Source { get; init; }

    /// <summary>Number of the paper, answer or file that tells it; may be empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What a kind tells beside the day, see <see cref="LifeEventKind"/>; else empty.</summary>
    public string Value { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Name of the official; empty for what came by itself.</summary>
    public string RecordedBy { get; init; } = "";

    public EventState State { get; set; }

    /// <summary>Day by which the commune's social officer verifies it; null when nothing is to be done.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The dossier that carries it. The registry only keeps the id.</summary>
    public Guid? DossierId { get; set; }

    /// <summary>When it was decided, refuted or undone, UTC, by whom and why.</summary>
    public DateTime? SettledAt { get; set; }

    public string SettledBy { get; set; } = "";

    public string SettledWhy { get; set; } = "";

    /// <summary>Holds of payment that it caused. Load before reading; a save loads them by itself.</summary>
    public List<PaymentHold> Holds { get; init; } = [];

    /// <summary>Whether somebody still has to see to it.</summary>
    public bool IsOpen => State is EventState.Reported or EventState.InDossier;

    /// <summary>Comes to its end. The caller saves.</summary>
    public void Settle(EventState state, DateTime atUtc, string by, string why) => (State, SettledAt, SettledBy, SettledWhy) = (state, atUtc, by, why);

    internal static void Map(EntityTypeBuilder<LifeEvent> happened)
    {
        happened.ToTable("LifeEvents");
        happened.Property(e => e.Id).ValueGeneratedNever();
        happened.Property(e => e.Version).IsConcurrencyToken();
        happened.HasIndex(e => e.BeneficiaryId);
        happened.HasIndex(e => new { e.State, e.DueOn });
        happened.HasIndex(e => e.DossierId);
        happened.HasOne<Beneficiary>().WithMany().HasForeignKey(e => e.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        happened.Ignore(e => e.IsOpen);
        happened.Property(e => e.Kind).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Source).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.State).HasConversion<string>().HasMaxLength(12);
        happened.Property(e => e.Reference).HasMaxLength(LongestReference);
        happened.Property(e => e.Value).HasMaxLength(40);
        happened.Property(e => e.Note).HasMaxLength(LongestNote);
        happened.Property(e => e.RecordedBy).HasMaxLength(120);
        happened.Property(e => e.SettledBy).HasMaxLength(120);
        happened.Property(e => e.SettledWhy).HasMaxLength(LongestNote);
        happened.HasMany(e => e.Holds).WithOne().HasForeignKey(h => h.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
