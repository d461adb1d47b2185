using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Dossiers;

/// <summary>Hồ sơ: one application from its filing to the handing over of its result.</summary>
public sealed class Dossier : IShared, IReplicated
{
    public Guid Id { get; init; }

    /// <summary>Mã hồ sơ: {unit}-{yyMMdd}-{NNNN} (policy 5.2). Unique.</summary>
    public required string Code { get; init; }

    /// <summary>Path of the commune of residence, which owns it through all steps.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Care institution that appraises or decides it, e.g. <c>38.90001</c>; null while none has it.</summary>
    public string? SharedPath { get; set; }

    public long Epoch { get; set; }

    /// <summary>Grows by one per change; the optimistic lock and the replicated version.</summary>
    public long Version { get; set; }

    public required string ProcedureCode { get; init; }

    /// <summary>Day from which the procedure's version in force at the reception counts; pinned then (policy 10.2).</summary>
    public DateOnly? ProcedureVersion { get; set; }

    /// <summary>Kind of the first request: with the procedure it tells the route.</summary>
    public RequestKind Kind { get; set; }

    /// <summary>1 in person, 2 online, 3 by post (policy 5.3).</summary>
    public required int Channel { get; init; }

    public DossierStatus Status { get; set; }

    /// <summary>Status to return to when a supplement is answered or a withdrawal is taken back.</summary>
    public DossierStatus? ResumeStatus { get; set; }

    /// <summary>The person the assistance is for.</summary>
    public required PersonData Owner { get; set; }

    /// <summary>Who filed: the person, a guardian or somebody who declares on his behalf.</summary>
    public required ApplicantData Applicant { get; set; }

    /// <summary>The official who keyed it in for the citizen ("nhập hộ"), or null.</summary>
    public Guid? EnteredById { get; init; }

    public string? EnteredByName { get; init; }

    /// <summary>Made by the form when it is opened: the same key again gives the first receipt.</summary>
    public required string SubmissionKey { get; init; }

    /// <summary>How the result is wanted: desk, post, electronic.</summary>
    public string ResultBy { get; set; } = "desk";

    public required DateTime SubmittedAt { get; init; }

    /// <summary>Last day for the notice that looks for the family of an abandoned child, see <see cref="AbandonedChild"/>; null where none is owed.</summary>
    public DateOnly? SearchNoticeDueOn { get; set; }

    /// <summary>Day on which the notice was signed, or it was found that the child was not abandoned.</summary>
    public DateOnly? SearchNoticeOn { get; set; }

    public DateTime? ReceivedAt { get; set; }

    /// <summary>Papers shown and filed when it was received, as JSON; see <see cref="PresentedPapers"/>.</summary>
    public string? Presented { get; set; }

    /// <summary>How content the citizen was with how it was handled, 1 to 5; null when he was not asked or did not say (policy 4.3 D21).</summary>
    public int? Satisfaction { get; set; }

    /// <summary>Promised date of the result.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>When the present step must be done.</summary>
    public DateOnly? StepDueOn { get; set; }

    /// <summary>Day on which the clock was stopped for a supplement.</summary>
    public DateOnly? PausedOn { get; set; }

    /// <summary>First and last day of the posting.</summary>
    public DateOnly? PostedFrom { get; set; }

    public DateOnly? PostedUntil { get; set; }

    public string? ReviewNote { get; set; }

    /// <summary>Conclusion of the commune's review; it is posted either way.</summary>
    public bool? ReviewedEligible { get; set; }

    public DateTime? FinishedAt { get; set; }

    public DateTime? HandedOverAt { get; set; }

    public required IdentityCheck Identity { get; set; }

    /// <summary>Everybody else with a number and what the population database said of him, as JSON; see <see cref="PersonChecks"/>.</summary>
    public string? People { get; set; }

    /// <summary>Whether one of them is still to be asked about.</summary>
    public bool AsksPeople { get; set; }

    /// <summary>Appraised facts and answer as JSON, see <see cref="Appraisal"/>.</summary>
    public string? AppraisalJson { get; set; }

    public string? AppraisalNote { get; set; }

    /// <summary>Beneficiary whom an official's own dossier or a transfer is about, or null: then the person's number tells.</summary>
    public Guid? BeneficiaryId { get; set; }

    /// <summary>Day of the death that its signed decision rests on; null for everything else.</summary>
    public DateOnly? DeathOn { get; set; }

    /// <summary>Day since which its signed decision holds its person for missing (T1 without a death); null for everything else, and once he is known to live.</summary>
    public DateOnly? MissingOn { get; set; }

    /// <summary>Transfer that this dossier takes in, or null.</summary>
    public Guid? TransferId { get; set; }

    /// <summary>Legal role in which the result was signed: its clerk numbers it.</summary>
    public string? SignedAs { get; set; }

    /// <summary>List on which it waits for a common decision, or by which it was decided; null when it is decided alone.</summary>
    public Guid? ListId { get; set; }

    public Guid? AppraisedById { get; set; }

    /// <summary>True when the appraiser found the conditions met; null before.</summary>
    public bool? AppraisedEligible { get; set; }

    /// <summary>What is asked for, in order; the first leads.</summary>
    public List<DossierRequest> Requests { get; init; } = [];

    /// <summary>The leading request. Load <see cref="Requests"/> before.</summary>
    public DossierRequest First => Requests.OrderBy(r => r.Number).First();

    /// <summary>Form of the leading request, e.g. 1đ.</summary>
    public string Form => First.Form;

    /// <summary>Answers of the leading request's form as JSON.</summary>
    public string Answers => First.Answers;

    /// <summary>The appraiser's conclusion, or the commune's where its route has no appraisal.</summary>
    public bool? Concluded => AppraisedEligible ?? ReviewedEligible;

    public List<DossierStep> Steps { get; init; } = [];

    public List<Attachment> Attachments { get; init; } = [];

    public List<Supplement> Supplements { get; init; } = [];

    internal static void Map(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.ToTable("Dossiers");
        dossier.Property(d => d.Id).ValueGeneratedNever();
        dossier.Property(d => d.Code).HasMaxLength(40).UseOrdinal();
        dossier.HasIndex(d => d.Code).IsUnique();
        dossier.Property(d => d.SubmissionKey).HasMaxLength(64).UseOrdinal();
        dossier.HasIndex(d => d.SubmissionKey).IsUnique();
        dossier.Property(d => d.Version).IsConcurrencyToken();
        dossier.Property(d => d.ProcedureCode).HasMaxLength(12);
        dossier.Property(d => d.Kind).HasConversion<string>().HasMaxLength(30);
        dossier.Ignore(d => d.First);
        dossier.Ignore(d => d.Concluded);
        dossier.Ignore(d => d.Form);
        dossier.Ignore(d => d.Answers);
        dossier.Property(d => d.Status).HasConversion<string>().HasMaxLength(30);
        dossier.Property(d => d.ResumeStatus).HasConversion<string>().HasMaxLength(30);
        dossier.Property(d => d.EnteredByName).HasMaxLength(120);
        dossier.Property(d => d.ResultBy).HasMaxLength(20);
        dossier.Property(d => d.ReviewNote).HasMaxLength(2000);
        dossier.Property(d => d.SignedAs).HasMaxLength(30);
        dossier.Property(d => d.AppraisalNote).HasMaxLength(2000);
        dossier.OwnsOne(d => d.Owner, PersonData.Map);
        dossier.OwnsOne(d => d.Applicant, ApplicantData.Map);
        dossier.OwnsOne(d => d.Identity, IdentityCheck.Map);
        dossier.HasIndex(d => new { d.TenantPath, d.Status });
        dossier.HasIndex(d => d.ListId);
        dossier.HasMany(d => d.Requests).WithOne().HasForeignKey(r => r.DossierId).OnDelete(DeleteBehavior.Restrict);
        dossier.HasMany(d => d.Steps).WithOne().HasForeignKey(s => s.DossierId).OnDelete(DeleteBehavior.Restrict);
        dossier.HasMany(d => d.Attachments).WithOne().HasForeignKey(a => a.DossierId).OnDelete(DeleteBehavior.Restrict);
        dossier.HasMany(d => d.Supplements).WithOne().HasForeignKey(s => s.DossierId).OnDelete(DeleteBehavior.Restrict);
    }
}
