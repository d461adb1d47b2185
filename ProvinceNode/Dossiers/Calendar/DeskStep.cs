using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>A line of the control sheet for what changes days and not the status.</summary>
public static class DeskStep
{
    public static DossierStep Note(Dossier dossier, string verb, SignedInOfficial official, string office, DateTime atUtc, string note) =>
        Note(dossier, verb, Mover.Of(official), office, atUtc, note);

    /// <param name="mover">Who it was; the system for what a pack of the hub brings on its day.</param>
    public static DossierStep Note(Dossier dossier, string verb, Mover mover, string office, DateTime atUtc, string note) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(atUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
        Number = dossier.Steps.Count + 1, Verb = verb, From = dossier.Status, To = dossier.Status, At = atUtc,
        ActorId = mover.Id, ActorName = mover.Name, ActorTitle = mover.Title, OfficeName = office,
        NextOffice = dossier.Steps.MaxBy(s => s.Number)?.NextOffice, NextDueOn = dossier.StepDueOn, Note = note,
    };
}
