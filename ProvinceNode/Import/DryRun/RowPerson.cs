using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>Who a row is about, with what follows from what it says: sex and birth year from the number, the commune from the sender. Pure.</summary>
/// <param name="Birth">Empty when nothing tells it.</param>
/// <param name="Sex">0 when nothing tells it.</param>
/// <param name="Commune">Code of the unit of the day; empty when nothing tells it.</param>
public sealed record RowPerson(string Name, string Birth, int Sex, string Citizen, string Old, string Commune)
{
    /// <summary>Without accents, as the registry's search key.</summary>
    public string Folded { get; } = VietnameseText.Fold(Name);

    /// <param name="ownCommune">Code of the sender's commune; empty when the sender is above communes.</param>
    public static RowPerson Of(RowValues said, string ownCommune)
    {
        var citizen = said.Text(Field.CitizenNumber);
        var told = CitizenId.TryParse(citizen, out var id);
        var birth = said.Birth?.ToString() ?? (told ? BirthDate.Of(id.BirthYear).ToString() : "");
        var sex = (int?)said.Number(Field.Sex) ?? (told ? id.Sex : 0);
        return new(said.Text(Field.FullName), birth, sex, citizen, said.Text(Field.OldNumber), said.Has(Field.Commune) ? said.Text(Field.Commune) : ownCommune);
    }

    /// <summary>1954 and 1954-03-02 may be one birth, 1954 and 1955 not.</summary>
    public static bool SameBirth(string one, string other) => one.Length > 0 && other.Length > 0 && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));
}
