using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Erasing;

/// <summary>Why a person's data are erased (Law 91/2025/QH15 Art. 14(1)). Stored by name.</summary>
public enum ErasureGround
{
    /// <summary>Nhập nhầm: the purpose never existed, or is fulfilled.</summary>
    EnteredByMistake = 1,

    /// <summary>Hết thời hạn lưu trữ.</summary>
    PeriodOver,

    /// <summary>Chủ thể dữ liệu yêu cầu và chấp nhận rủi ro.</summary>
    AskedByPerson,
}

/// <summary>How far a request is. Stored by name.</summary>
public enum ErasureState
{
    /// <summary>Chờ người thứ hai xác nhận.</summary>
    Waiting = 1,

    /// <summary>Đã xóa.</summary>
    Done,

    /// <summary>Không xóa.</summary>
    Declined,
}

/// <summary>
/// Đề nghị xóa dữ liệu cá nhân: one official proposes, another confirms. It outlives the person's data and therefore holds none of them: the id and the code that
/// lead nowhere afterwards, the paper that asked, who did it and when.
/// </summary>
public sealed class ErasureRequest : ITenantOwned
{
    public const int FewestWhy = 10;
    public const int MostWhy = 1000;
    public const int LongestNumber = 60;

    public Guid Id { get; init; }

    /// <summary>The record asked about.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Code of the record, e.g. 38-380-14758-000123.</summary>
    public required string Code { get; init; }

    /// <summary>Office that asks: the province's.</summary>
    public required string TenantPath { get; set; }

    public required ErasureGround Ground { get; init; }

    /// <summary>Without personal data; it goes into the chain of acts.</summary>
    public required string Reason { get; init; }

    /// <summary>Number of the paper that asks for it.</summary>
    public required string DocumentNumber { get; init; }

    public required DateOnly DocumentOn { get; init; }

    public required Guid ProposedById { get; init; }

    public required string ProposedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ProposedAt { get; init; }

    public ErasureState State { get; set; } = ErasureState.Waiting;

    public string SettledByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>Why it was declined; what was erased, counted, when it was.</summary>
    public string Note { get; set; } = "";

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<ErasureRequest> request)
    {
        request.ToTable("ErasureRequests");
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Version).IsConcurrencyToken();
        request.HasIndex(r => r.PersonId);
        request.HasIndex(r => new { r.State, r.ProposedAt });
        request.Property(r => r.Code).HasMaxLength(30).UseOrdinal();
        request.Property(r => r.Ground).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Reason).HasMaxLength(MostWhy);
        request.Property(r => r.DocumentNumber).HasMaxLength(LongestNumber);
        request.Property(r => r.ProposedByName).HasMaxLength(120);
        request.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        request.Property(r => r.SettledByName).HasMaxLength(120);
        request.Property(r => r.Note).HasMaxLength(1000);
    }
}
