using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>One transition of a dossier: a line of the control sheet (D06). Never overwritten.</summary>
public sealed class DossierStep : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>From 1 within the dossier.</summary>
    public required int Number { get; init; }

    /// <summary>One of <see cref="ActKinds"/>.</summary>
    public required string Verb { get; init; }

    public DossierStatus? From { get; init; }

    public required DossierStatus To { get; init; }

    public required DateTime At { get; init; }

    public Guid? ActorId { get; init; }

    /// <summary>Name as it was on the day.</summary>
    public required string ActorName { get; init; }

    public required string ActorTitle { get; init; }

    public required string OfficeName { get; init; }

    /// <summary>Who must act next, in words, and by when.</summary>
    public string? NextOffice { get; init; }

    public DateOnly? NextDueOn { get; init; }

    /// <summary>When the step that this one ends was due; tells early, on time or late.</summary>
    public DateOnly? WasDueOn { get; init; }

    public string Note { get; init; } = "";

    /// <summary>Of a review: what it confirmed of who cares, as JSON, see <see cref="CarerChecks"/>; null: nothing. Set only while the line is being written.</summary>
    public string? Carers { get; set; }

    /// <summary>Of a review: what it attested of conditions of groups, as JSON, see <see cref="AttestedChecks"/>; null: nothing. Set only while the line is being written.</summary>
    public string? Attested { get; set; }

    /// <summary>The same line with another due day for what comes next: only while it is being written.</summary>
    public DossierStep WithDue(DateOnly due) => new()
    {
        Id = Id, DossierId = DossierId, TenantPath = TenantPath, Number = Number, Verb = Verb, From = From, To = To, At = At, ActorId = ActorId, ActorName = ActorName,
        ActorTitle = ActorTitle, OfficeName = OfficeName, NextOffice = NextOffice, NextDueOn = due, WasDueOn = WasDueOn, Note = Note, Carers = Carers, Attested = Attested,
    };

    internal static void Map(EntityTypeBuilder<DossierStep> step)
    {
        step.ToTable("DossierSteps");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Verb).HasMaxLength(60);
        step.Property(s => s.From).HasConversion<string>().HasMaxLength(30);
        step.Property(s => s.To).HasConversion<string>().HasMaxLength(30);
        step.Property(s => s.ActorName).HasMaxLength(120);
        step.Property(s => s.ActorTitle).HasMaxLength(200);
        step.Property(s => s.OfficeName).HasMaxLength(200);
        step.Property(s => s.NextOffice).HasMaxLength(200);
        step.Property(s => s.Note).HasMaxLength(2000);
        step.Property(s => s.Carers).HasMaxLength(2000);
        step.Property(s => s.Attested).HasMaxLength(4000);
        step.HasIndex(s => new { s.DossierId, s.Number }).IsUnique();
    }
}
