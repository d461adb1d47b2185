using Microsoft.EntityFrameworkCore;

namespace NationalHub.Duplicates;

/// <summary>Where a case stands; the names are stored and told to nodes.</summary>
public enum CaseState
{
    /// <summary>One person, not paid twice: nobody is asked.</summary>
    Quiet = 1,

    /// <summary>Both provinces are asked and hold.</summary>
    Asked = 2,

    /// <summary>One pays, the other stops from a month.</summary>
    Agreed = 3,

    /// <summary>Both say that they are two people, or the ministry does.</summary>
    NotSame = 4,

    /// <summary>The words do not fit: the ministry decides.</summary>
    Disagreed = 5,

    /// <summary>The ministry decided who pays.</summary>
    Decided = 6,

    /// <summary>Ceased by itself: stopped, died, corrected, erased.</summary>
    Closed = 7,
}

/// <summary>What a province says; the names are stored and travel.</summary>
public enum WordKind
{
    None = 0,

    /// <summary>Ours stays, the other should stop.</summary>
    Stays = 1,

    /// <summary>Ours stops from a month.</summary>
    Stops = 2,

    NotSame = 3,
}

/// <summary>The word of one province with what it rests on.</summary>
public sealed class SaidWord
{
    public const int LongestText = 1000;

    public WordKind Kind { get; set; }

    /// <summary>yyyyMM from which it pays no more, or takes back what it paid; 0 when it does not.</summary>
    public int FromMonth { get; set; }

    public string Reason { get; set; } = "";

    public string Evidence { get; set; } = "";

    public string Official { get; set; } = "";

    public string Office { get; set; } = "";

    public DateTime? SaidAt { get; set; }
}

/// <summary>One person in two provinces: what it rests on, what both say, how it ends. The sides stand in the order of their province codes, whichever arrived first.</summary>
public sealed class CrossCase
{
    public Guid Id { get; init; }

    public required string FirstProvince { get; init; }

    public required string FirstId { get; init; }

    public required string SecondProvince { get; init; }

    public required string SecondId { get; init; }

    public CaseState State { get; set; } = CaseState.Quiet;

    /// <summary>How many times both were asked.</summary>
    public int Round { get; set; }

    public int Score { get; set; }

    /// <summary>Sentences, one a line.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>Keyed hash of who both sides are: what was settled as two people is asked again only when it changes.</summary>
    public string Identity { get; set; } = "";

    /// <summary>Both sides and the months in common, as JSON; neither name nor whole number.</summary>
    public string Facts { get; set; } = "{}";

    public DateTime FoundAt { get; init; }

    public DateTime? AskedAt { get; set; }

    /// <summary>Day by which both should have answered.</summary>
    public DateOnly? DueOn { get; set; }

    public SaidWord FirstWord { get; init; } = new();

    public SaidWord SecondWord { get; init; } = new();

    /// <summary>Who goes on paying; empty while it is not settled.</summary>
    public string PayerProvince { get; set; } = "";

    /// <summary>yyyyMM from which the other pays no more, or, of a <see cref="Past"/> case, takes back what it paid; 0 while it is not settled.</summary>
    public int StopMonth { get; set; }

    /// <summary>The months in common are all over: nothing is held, and what is asked is who takes back.</summary>
    public bool Past { get; set; }

    /// <summary>yyyyMM up to which months in common are settled: they are no new case; 0: none.</summary>
    public int SettledTo { get; set; }

    public string DecidedBy { get; set; } = "";

    public string DecidedReason { get; set; } = "";

    public DateTime? SettledAt { get; set; }

    public string ClosedWhy { get; set; } = "";

    /// <summary>Grows with all that a node must know.</summary>
    public long Version { get; set; }

    /// <summary>Highest version that the node of each side stored.</summary>
    public long FirstKnows { get; set; }

    public long SecondKnows { get; set; }

    public PersonKey First => new(FirstProvince, FirstId);

    public PersonKey Second => new(SecondProvince, SecondId);

    /// <summary>Whether both have to answer, or the ministry.</summary>
    public bool IsOpen => State is CaseState.Asked or CaseState.Disagreed;

    /// <summary>Whether it is settled who pays.</summary>
    public bool IsResolved => State is CaseState.Agreed or CaseState.Decided;

    /// <summary>Whether the ministry may have both asked anew: what ended by itself opens by itself.</summary>
    public bool IsReopenable => IsResolved || State == CaseState.NotSame;

    internal static void Map(ModelBuilder model) => model.Entity<CrossCase>(e =>
    {
        e.ToTable("CrossCases");
        e.Property(c => c.Id).ValueGeneratedNever();
        e.Property(c => c.FirstProvince).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.FirstId).HasMaxLength(36).IsUnicode(false);
        e.Property(c => c.SecondProvince).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.SecondId).HasMaxLength(36).IsUnicode(false);
        e.Property(c => c.State).HasConversion<string>().HasMaxLength(10).IsUnicode(false);
        e.Property(c => c.Evidence).HasMaxLength(1000);
        e.Property(c => c.Identity).HasMaxLength(64).IsUnicode(false);
        e.Property(c => c.PayerProvince).HasMaxLength(2).IsUnicode(false);
        e.Property(c => c.DecidedBy).HasMaxLength(60);
        e.Property(c => c.DecidedReason).HasMaxLength(SaidWord.LongestText);
        e.Property(c => c.ClosedWhy).HasMaxLength(300);
        e.Property(c => c.Version).IsConcurrencyToken();
        e.Ignore(c => c.First);
        e.Ignore(c => c.Second);
        e.Ignore(c => c.IsOpen);
        e.Ignore(c => c.IsResolved);
        e.Ignore(c => c.IsReopenable);
        e.OwnsOne(c => c.FirstWord, Word);
        e.OwnsOne(c => c.SecondWord, Word);
        e.Navigation(c => c.FirstWord).IsRequired();
        e.Navigation(c => c.SecondWord).IsRequired();
        e.HasIndex(c => new { c.FirstProvince, c.FirstId, c.SecondProvince, c.SecondId }).IsUnique();
        e.HasIndex(c => new { c.SecondProvince, c.SecondId });
        e.HasIndex(c => new { c.State, c.AskedAt });
    });

    private static void Word(Microsoft.EntityFrameworkCore.Metadata.Builders.OwnedNavigationBuilder<CrossCase, SaidWord> word)
    {
        word.Property(w => w.Kind).HasConversion<string>().HasMaxLength(10).IsUnicode(false);
        word.Property(w => w.Reason).HasMaxLength(SaidWord.LongestText);
        word.Property(w => w.Evidence).HasMaxLength(SaidWord.LongestText);
        word.Property(w => w.Official).HasMaxLength(120);
        word.Property(w => w.Office).HasMaxLength(200);
    }
}

/// <summary>What happened to a case, who did it and why: kept for the inspector.</summary>
public sealed class CrossCaseStep
{
    public const int LongestWords = 1500;

    public Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public DateTime At { get; init; }

    /// <summary>Official with his province, operator of the ministry, or empty for the hub itself.</summary>
    public string By { get; init; } = "";

    public required string What { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<CrossCaseStep>(e =>
    {
        e.ToTable("CrossCaseSteps");
        e.Property(s => s.Id).ValueGeneratedNever();
        e.Property(s => s.By).HasMaxLength(200);
        e.Property(s => s.What).HasMaxLength(LongestWords);
        e.HasIndex(s => new { s.CaseId, s.At });
        e.HasOne<CrossCase>().WithMany().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Cascade);
    });
}
