namespace ProvinceNode.Dossiers.LookUp;

/// <summary>Who of a dossier may be looked up: whom it is about and everybody in it who has a number. Nobody else: a number that is only typed is not asked about. Pure.</summary>
public static class LookUpPeople
{
    /// <summary>Key of the person whom the dossier is about.</summary>
    public const string Owner = "";

    /// <summary>The requests must be loaded.</summary>
    public static IReadOnlyList<PersonCheck> Of(Dossier dossier) => [CheckIdentity.OwnerOf(dossier) with { Role = "người đề nghị hưởng" }, .. PersonChecks.Of(dossier)];

    /// <summary>Choices for the page.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Choices(Dossier dossier) => [.. Of(dossier).Select((p, i) => KeyValuePair.Create($"{i}", $"{p.FullName} ({p.Role})"))];

    /// <summary>The person of a choice; null when there is none.</summary>
    public static PersonCheck? At(Dossier dossier, int place) => Of(dossier).ElementAtOrDefault(place);
}
