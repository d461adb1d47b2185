using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>A line of the control sheet for what changes days and not the status.</summary>
public static class DeskStep
{
    public static DossierStep Note(Dossier dossier, string verb, SignedInOfficial official, string office, DateTime atUtc, string note) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(atUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
        Number = dossier.Steps.Count + 1, Verb = verb, From = dossier.Status, To = dossier.Status, At = atUtc,
        ActorId = official.Id, ActorName = official.FullName, ActorTitle = official.Title, OfficeName = office,
        NextOffice = dossier.Steps.MaxBy(s => s.Number)?.NextOffice, NextDueOn = dossier.StepDueOn, Note = note,
    };
}
