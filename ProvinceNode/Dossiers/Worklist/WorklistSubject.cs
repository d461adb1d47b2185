using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>Whom a row is about: a record of the registry, or somebody whom it only knows beside one. Pure.</summary>
/// <param name="Key">Tells people apart, the same in each run; at most 60 characters.</param>
public sealed record WorklistSubject(Guid? BeneficiaryId, string Key, string Name, string Number, string BirthDate, int Sex, string Village)
{
    public static WorklistSubject Of(Beneficiary person) => new(
        person.Id, person.Id.ToString("N"), person.FullName, person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber, person.BirthDate, person.Sex, person.Village);

    /// <summary>Somebody without a record: his number, else his name and birth within the commune.</summary>
    public static WorklistSubject Of(string commune, string name, string number, string birth, int sex, string village) =>
        new(null, Cut(number.Length > 0 ? $"n:{number}" : $"x:{commune}:{birth}:{Protos.Values.VietnameseText.Fold(name)}"), name, number, birth, sex, village);

    private static string Cut(string key) => key.Length > 60 ? key[..60] : key;
}

/// <summary>A subject with what the rules found about him. Pure.</summary>
public sealed record WorklistEntry(WorklistSubject Subject, IReadOnlyList<WorklistItem> Items);
