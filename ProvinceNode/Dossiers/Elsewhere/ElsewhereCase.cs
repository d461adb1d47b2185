using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Duplicates;

namespace ProvinceNode.Dossiers.Elsewhere;

/// <summary>Where a case stands, as the hub tells it. Stored by name.</summary>
public enum ElsewhereState
{
    /// <summary>Hai tỉnh đang được hỏi.</summary>
    Asked = 1,

    /// <summary>Hai tỉnh đã thống nhất.</summary>
    Agreed,

    /// <summary>Không phải một người.</summary>
    NotSame,

    /// <summary>Không thống nhất, Bộ quyết định.</summary>
    Disagreed,

    /// <summary>Bộ đã quyết định.</summary>
    Decided,

    /// <summary>Không còn hưởng ở hai tỉnh.</summary>
    Closed,
}

/// <summary>What this province says. Stored by name; the names travel.</summary>
public enum ElsewhereWord
{
    None = 0,

    /// <summary>Tỉnh ta tiếp tục chi trả.</summary>
    Stays,

    /// <summary>Tỉnh ta thôi chi trả từ một tháng.</summary>
    Stops,

    NotSame,
}

/// <summary>
/// Một người hưởng ở hai tỉnh: a case of the hub about somebody of this province, with what the hub tells of the other side and what this province says. The word is kept here at once and sent
/// when the hub answers, so that nothing is lost with a line that is down.
/// </summary>
public sealed class ElsewhereCase : ITenantOwned, IOfPerson
{
    public const int LongestText = 1000;

    /// <summary>The hub's id of the case.</summary>
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    /// <summary>Where the person belongs: the case follows him.</summary>
    public required string TenantPath { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    public ElsewhereState State { get; set; }

    /// <summary>How many times it was asked: a word is about one of them.</summary>
    public int Round { get; set; }

    /// <summary>Version of the case at the hub.</summary>
    public long HubVersion { get; set; }

    /// <summary>Day by which both should have answered; null when nobody waits.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The months in common are all over: nothing is held, it is asked who takes back.</summary>
    public bool IsPast { get; set; }

    /// <summary>Protos.Duplicates.SharedCase as the hub told it.</summary>
    public byte[] Content { get; set; } = [];

    public ElsewhereWord Word { get; set; }

    /// <summary>yyyyMM from which this province pays no more, or takes back what it paid; 0 when it goes on.</summary>
    public int StopMonth { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Papers that the word rests on.</summary>
    public string Evidence { get; set; } = "";

    public string SaidBy { get; set; } = "";

    public string SaidAs { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? SaidAt { get; set; }

    /// <summary>The hub has the word, or refused it: then <see cref="WordFault"/> tells why.</summary>
    public bool IsSent { get; set; }

    public string WordFault { get; set; } = "";

    public long Version { get; set; }

    /// <summary>Whether this province's word is still taken.</summary>
    public bool IsOpen => State is ElsewhereState.Asked or ElsewhereState.Disagreed;

    /// <summary>What the hub told.</summary>
    public SharedCase Told => SharedCase.Parser.ParseFrom(Content);

    internal static void Map(EntityTypeBuilder<ElsewhereCase> of)
    {
        of.ToTable("ElsewhereCases");
        of.Property(c => c.Id).ValueGeneratedNever();
        of.Property(c => c.Version).IsConcurrencyToken();
        of.Ignore(c => c.IsOpen);
        of.Ignore(c => c.Told);
        of.HasIndex(c => c.BeneficiaryId);
        of.HasIndex(c => new { c.State, c.DueOn });
        of.HasIndex(c => c.IsSent);
        of.Property(c => c.State).HasConversion<string>().HasMaxLength(10);
        of.Property(c => c.Word).HasConversion<string>().HasMaxLength(10);
        of.Property(c => c.Reason).HasMaxLength(LongestText);
        of.Property(c => c.Evidence).HasMaxLength(LongestText);
        of.Property(c => c.SaidBy).HasMaxLength(120);
        of.Property(c => c.SaidAs).HasMaxLength(200);
        of.Property(c => c.WordFault).HasMaxLength(LongestText);
    }
}
