using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Quyết định chuyển mức: one decision of a deciding office with an annex for each commune (policy 3.5; Circular 02/2021 Art. 5).</summary>
public sealed class LevelList : ITenantOwned, IFrozen
{
    public Guid Id { get; init; }

    /// <summary>The office that decides: the district in three tiers, the commune in two.</summary>
    public required string TenantPath { get; set; }

    public required LevelChange Change { get; init; }

    /// <summary>yyyyMM in which it was prepared and must be signed; its arrears reach to this month.</summary>
    public required int Month { get; init; }

    /// <summary>See <see cref="LevelTerms.Edition"/>.</summary>
    public required int Edition { get; init; }

    /// <summary>Code of the decision: D15 adjustment, D26 social pension.</summary>
    public required string Paper { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required Guid MadeById { get; init; }

    public required string MadeByName { get; init; }

    public ListState State { get; set; } = ListState.Proposed;

    /// <summary>The decision without its annexes as JSON: frozen when signed. The annexes are those of its communes.</summary>
    public string? Content { get; set; }

    public DateOnly? SignedOn { get; set; }

    public Guid? SignerId { get; set; }

    public string? SignerName { get; set; }

    public string? Number { get; set; }

    public string? NumberedBy { get; set; }

    /// <summary>The issued paper with all annexes; null before numbering.</summary>
    public Guid? PaperId { get; set; }

    public bool IsFrozen(string property, Func<string, object?> stored)
    {
        var state = (ListState)stored(nameof(State))!;
        return property switch
        {
            nameof(Change) or nameof(Month) or nameof(Edition) or nameof(Paper) or nameof(MadeAt) or nameof(MadeById) or nameof(MadeByName) => true,
            nameof(State) => State < state,
            nameof(Content) or nameof(SignedOn) or nameof(SignerId) or nameof(SignerName) => state != ListState.Proposed,
            nameof(Number) or nameof(NumberedBy) or nameof(PaperId) => state == ListState.Numbered,
            _ => false,
        };
    }

    internal static void Map(EntityTypeBuilder<LevelList> list)
    {
        list.ToTable("LevelLists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Change).HasConversion<string>().HasMaxLength(10);
        list.Property(l => l.Paper).HasMaxLength(5);
        list.Property(l => l.MadeByName).HasMaxLength(120);
        list.Property(l => l.SignerName).HasMaxLength(120);
        list.Property(l => l.Number).HasMaxLength(40);
        list.Property(l => l.NumberedBy).HasMaxLength(120);
        // Two who sign or number at once: the second changes nothing.
        list.Property(l => l.State).IsConcurrencyToken();
    }
}

/// <summary>One running entitlement of a list and how it goes on.</summary>
/// <param name="Choice">How an official settled it, when the law does not explain its amount.</param>
public sealed record LevelLine(Guid EntitlementId, Guid BeneficiaryId, long BeforeDong, IReadOnlyList<LevelVersion> Versions, IReadOnlyList<ArrearsSpan> Arrears, LevelChoice? Choice)
{
    /// <summary>Months of arrears.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int ArrearsMonths => Arrears.Sum(a => a.Months);

    public static string Write(IReadOnlyList<LevelLine> lines) => JsonSerializer.Serialize(lines);

    /// <exception cref="JsonException">Not stored lines.</exception>
    public static IReadOnlyList<LevelLine> Read(string json) => JsonSerializer.Deserialize<List<LevelLine>>(json)!;
}

/// <summary>Where a commune of a list stands. It only moves forward. Stored: never renumber.</summary>
public enum LevelState
{
    Proposed = 1,

    /// <summary>Signed; its entitlements wait for their versions.</summary>
    Signed = 2,

    /// <summary>Every entitlement has its version: in one transaction.</summary>
    Applied = 3,
}

/// <summary>What a list decides for one commune: carried out whole or not at all.</summary>
public sealed class LevelCommune : ITenantOwned, IFrozen
{
    public Guid Id { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Its name on the day of the list.</summary>
    public required string Name { get; init; }

    /// <summary>Payments that go on otherwise.</summary>
    public required int People { get; init; }

    /// <summary>Đồng a month.</summary>
    public required long BeforeDong { get; init; }

    /// <summary>Đồng a month.</summary>
    public required long AfterDong { get; init; }

    public required long ArrearsDong { get; init; }

    /// <summary>Rows that were due and left out: doubted, suspended, about to stop or to move.</summary>
    public required int LeftOut { get; init; }

    /// <summary><see cref="LevelLine"/>s as JSON.</summary>
    public required string Lines { get; init; }

    /// <summary>The annex as JSON of <see cref="Documents.PaperAnnex"/>.</summary>
    public required string Annex { get; init; }

    public LevelState State { get; set; } = LevelState.Proposed;

    /// <summary>The decision about this commune, part of the list's.</summary>
    public Guid? DecisionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? AppliedAt { get; set; }

    /// <summary>Payments that another decision had ended before this one was carried out.</summary>
    public int Overtaken { get; set; }

    public bool IsFrozen(string property, Func<string, object?> stored) => property switch
    {
        nameof(TenantPath) => false,
        nameof(State) => State < (LevelState)stored(nameof(State))!,
        nameof(DecisionId) => stored(nameof(DecisionId)) is not null,
        nameof(AppliedAt) or nameof(Overtaken) => (LevelState)stored(nameof(State))! == LevelState.Applied,
        _ => true,
    };

    internal static void Map(EntityTypeBuilder<LevelCommune> commune)
    {
        commune.ToTable("LevelCommunes");
        commune.Property(c => c.Id).ValueGeneratedNever();
        commune.HasIndex(c => c.ListId);
        commune.HasIndex(c => c.State);
        commune.Property(c => c.Name).HasMaxLength(120);
        // Carried out by one run only.
        commune.Property(c => c.State).IsConcurrencyToken();
    }
}
