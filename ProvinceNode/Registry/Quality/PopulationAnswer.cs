using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Quality;

/// <summary>What the population database answered of a person of the registry.</summary>
public enum AnswerKind
{
    /// <summary>Not asked yet.</summary>
    None,

    /// <summary>KHOP.</summary>
    Matched,

    /// <summary>KHONG_KHOP.</summary>
    Differs,

    /// <summary>KHONG_TIM_THAY.</summary>
    NotFound,

    /// <summary>There is nothing to ask with, or the question was refused: number or birth must be mended first.</summary>
    NotAskable,
}

/// <summary>A value of the population database that an official may take over.</summary>
/// <param name="Field">Name of a <see cref="PersonField"/>.</param>
/// <param name="Value">As stored.</param>
/// <param name="Completes">It contradicts nothing: the registry knows less.</param>
public sealed record SuggestedValue(string Field, string Value, bool Completes);

/// <summary>
/// When the population database was last asked about a person, and what it answered. It changes nothing of the person by itself: its values are suggestions until an
/// official takes them over.
/// </summary>
public sealed class PopulationAnswer : IShared
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public required Guid BeneficiaryId { get; init; }

    /// <summary>That of the person.</summary>
    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>UTC; null: not asked yet, or to be asked anew.</summary>
    public DateTime? AskedAt { get; set; }

    public AnswerKind Kind { get; set; }

    /// <summary>The population database's own number of the answer.</summary>
    public string AnswerId { get; set; } = "";

    /// <summary>Values that an official may take over, as JSON; personal data.</summary>
    public string SuggestedJson { get; set; } = "[]";

    /// <summary>Day of death that it told; null while alive.</summary>
    public DateOnly? DiedOn { get; set; }

    /// <summary>UTC moment from which the death is in the hands of officials; null: still to be told them.</summary>
    public DateTime? DeathToldAt { get; set; }

    public long Version { get; set; }

    public IReadOnlyList<SuggestedValue> Suggested => JsonSerializer.Deserialize<List<SuggestedValue>>(SuggestedJson, Json) ?? [];

    public void Suggest(IEnumerable<SuggestedValue> values) => SuggestedJson = JsonSerializer.Serialize(values, Json);

    internal static void Map(EntityTypeBuilder<PopulationAnswer> answer)
    {
        answer.ToTable("PopulationAnswers");
        answer.HasKey(a => a.BeneficiaryId);
        answer.Property(a => a.BeneficiaryId).ValueGeneratedNever();
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.HasIndex(a => a.AskedAt);
        // Few: the dead of whom nobody was told yet.
        answer.HasIndex(a => a.DiedOn).HasFilter("\"DiedOn\" IS NOT NULL");
        answer.Property(a => a.Kind).HasConversion<string>().HasMaxLength(12);
        answer.Property(a => a.AnswerId).HasMaxLength(80);
        answer.Property(a => a.SuggestedJson).HasMaxLength(2000);
        answer.Ignore(a => a.Suggested);
    }
}
