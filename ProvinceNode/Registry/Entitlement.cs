using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What an entitlement is; the numbers are those of the rules' awards.</summary>
public enum EntitlementKind
{
    /// <summary>Trợ cấp xã hội hàng tháng.</summary>
    Assistance = 1,

    /// <summary>Hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng.</summary>
    Care = 2,

    /// <summary>Trợ cấp hưu trí xã hội.</summary>
    SocialPension = 3,

    /// <summary>Trợ cấp nuôi dưỡng trong cơ sở trợ giúp xã hội.</summary>
    Institution = 4,
}

/// <summary>By what a version came into the registry.</summary>
public enum EntitlementSource
{
    /// <summary>A decision of this node; <see cref="Entitlement.DecisionId"/> is its id.</summary>
    Decision = 0,

    /// <summary>A list: the id is that of the row, which knows file, sheet and cells.</summary>
    Import = 1,

    /// <summary>Entered by hand from a decision on paper: the id is that of the entry.</summary>
    DirectEntry = 2,
}

/// <summary>Who takes the money.</summary>
/// <param name="Relation">To the beneficiary; empty for himself.</param>
public sealed record Receiver(string Name, string Number, string Relation)
{
    /// <summary>How he is paid.</summary>
    public PayWay Way { get; init; } = PayWay.Cash;
}

/// <summary>
/// Chế độ đang hưởng: one version of what a decision granted, from which month to which, to which receiver. All months of a version are due the
/// same amount: a birthday, a new level or a new law ends it the month before and begins the next, so that of each <see cref="Strands">strand</see>
/// every month has at most one version, and that says what the month was due. Months tell when it was true, the two recorded moments when it was known.
/// </summary>
public sealed class Entitlement : IShared, IOfPerson, IReplicated
{
    // Ends that are remembered: nobody changes one so often.
    private const int MostEnds = 20;

    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Care institution that is paid.</summary>
    public string? SharedPath { get; set; }

    /// <summary>The commune of three tiers that it lay in when the organisation changed: its district says since when the system's lists pay it. Empty for what began since.</summary>
    public string FormerPath { get; set; } = "";

    Guid IOfPerson.PersonId => BeneficiaryId;

    public long Epoch { get; set; }

    public long Version { get; set; }

    public EntitlementKind Kind { get; init; } = EntitlementKind.Assistance;

    public required string CategoryCode { get; init; }

    public required int CoefficientHundredths { get; init; }

    /// <summary>Number of children for group 4; else 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Level that the amount used: the one of all months of this version.</summary>
    public required Dong Level { get; init; }

    public required Dong MonthlyAmount { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int StartMonth { get; init; }

    /// <summary>yyyyMM of the last month, inclusive; 0 while open.</summary>
    public int EndMonth { get; set; }

    /// <summary>Id of the granting decision (which the registry only keeps as evidence).</summary>
    public required Guid DecisionId { get; init; }

    /// <summary>What <see cref="DecisionId"/> is the id of.</summary>
    public EntitlementSource Source { get; init; }

    public required string ReceiverName { get; set; }

    public string ReceiverNumber { get; set; } = "";

    /// <summary>Relation to the beneficiary; empty for himself.</summary>
    public string ReceiverRelation { get; set; } = "";

    /// <summary>How the money is handed over: one of the codes of <see cref="PayWay"/>.</summary>
    public string MethodCode { get; set; } = PayWay.AtPoint;

    /// <summary>Account of the receiver; empty for cash.</summary>
    public string AccountNumber { get; set; } = "";

    public string AccountHolder { get; set; } = "";

    public string Bank { get; set; } = "";

    /// <summary>Version that this one follows.</summary>
    public Guid? PreviousId { get; init; }

    /// <summary>Decision that ended this version, and why (code of policy 3.6, or in words).</summary>
    public Guid? EndDecisionId { get; set; }

    public string EndReason { get; set; } = "";

    /// <summary>Ends that it had before the present one, each with the month that recorded it, "202309@202309;…", the latest last: what was known on a day asks for them.</summary>
    public string FormerEnds { get; private set; } = "";

    /// <summary>UTC at which the end was recorded; null while open. A version that began with its end known has the moment of <see cref="RecordedAt"/>.</summary>
    public DateTime? EndRecordedAt { get; set; }

    public EntitlementStatus Status { get; set; }

    /// <summary>A suspension whose months were not made good: nothing was paid, also after it ended (Circular 02/2021 Art. 2).</summary>
    public bool Withheld { get; set; }

    /// <summary>It began as a suspension, whatever became of it: no list paid its months, a decision makes them good or nothing does.</summary>
    public bool BeganSuspended { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Monthly assistance proper, of which a person has one (Decree 20 Art. 6(2)); care support stands beside it.</summary>
    public bool IsMain => Kind != EntitlementKind.Care;

    /// <summary>What it cannot stand beside itself in.</summary>
    public EntitlementStrand Strand => Strands.Of(Kind, CategoryCode);

    /// <summary>Whether a decision ended it for a reason of policy 3.6 that ends the right itself (T1–T5): not a move, a new level or a birthday.</summary>
    public bool IsStopped => EndDecisionId is not null && EndReason is ['T', >= '1' and <= '5'];

    public Receiver Receiver => new(ReceiverName, ReceiverNumber, ReceiverRelation) { Way = new(MethodCode, AccountNumber, AccountHolder, Bank) };

    /// <summary>Its end is before its start: it never was due.</summary>
    public bool IsVoid => EndMonth > 0 && EndMonth < StartMonth;

    /// <summary>Whether the version covers a month, paid or suspended. One whose end is before its start never was due.</summary>
    public bool Covers(PayMonth month) => StartMonth <= month.Number && (EndMonth == 0 || month.Number <= EndMonth);

    /// <summary>Gives it an end, and remembers the one that it had.</summary>
    internal void EndWith(int month, DateTime nowUtc)
    {
        if (EndMonth != 0 && EndRecordedAt is { } before)
        {
            var ends = FormerEnds.Split(';', StringSplitOptions.RemoveEmptyEntries).Append($"{EndMonth}@{PayMonth.Of(VietnamTime.Day(before)).Number}");
            FormerEnds = string.Join(';', ends.TakeLast(MostEnds));
        }

        (EndMonth, EndRecordedAt) = (month, nowUtc);
    }

    /// <summary>The last month as it was known when a month began, 0 while it was open then; of who came with his end from paper always that one.</summary>
    public int EndKnownBefore(PayMonth month)
    {
        if (EndMonth == 0 || EndRecordedAt is not { } at || PayMonth.Of(VietnamTime.Day(at)) < month)
        {
            return EndMonth;
        }

        return FormerEnds.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('@')).LastOrDefault(e => string.CompareOrdinal(e[1], $"{month.Number}") < 0) is { } former
            ? int.Parse(former[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    internal static void Map(EntityTypeBuilder<Entitlement> entitlement)
    {
        entitlement.ToTable("Entitlements");
        entitlement.Property(e => e.Id).ValueGeneratedNever();
        entitlement.Property(e => e.Version).IsConcurrencyToken();
        entitlement.HasIndex(e => e.BeneficiaryId);
        entitlement.HasIndex(e => e.ReceiverNumber);
        entitlement.HasOne<Beneficiary>().WithMany().HasForeignKey(e => e.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        entitlement.Property(e => e.CategoryCode).HasMaxLength(20);
        entitlement.Property(e => e.FormerPath).HasMaxLength(20).UseOrdinal();
        entitlement.Ignore(e => e.IsMain);
        entitlement.Ignore(e => e.IsVoid);
        entitlement.Ignore(e => e.IsStopped);
        entitlement.Ignore(e => e.Strand);
        entitlement.Ignore(e => e.Receiver);
        entitlement.Property(e => e.Kind).HasConversion<string>().HasMaxLength(20);
        entitlement.Property(e => e.Source).HasConversion<string>().HasMaxLength(20);
        entitlement.Property(e => e.ReceiverNumber).HasMaxLength(12).UseOrdinal();
        entitlement.Property(e => e.ReceiverRelation).HasMaxLength(60);
        entitlement.Property(e => e.MethodCode).HasMaxLength(10);
        entitlement.Property(e => e.AccountNumber).HasMaxLength(30);
        entitlement.Property(e => e.AccountHolder).HasMaxLength(120);
        entitlement.Property(e => e.Bank).HasMaxLength(120);
        entitlement.Property(e => e.EndReason).HasMaxLength(300);
        entitlement.Property(e => e.FormerEnds).HasMaxLength((MostEnds * 14) + 20);
        entitlement.Property(e => e.ReceiverName).HasMaxLength(120);
        entitlement.Property(e => e.Status).HasConversion<string>().HasMaxLength(20);
    }
}
