using System.Globalization;
using Protos.Values;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// The one place where an import or a direct entry writes what is known of a person, through <see cref="PersonFields"/>: what the list does not say stays,
/// what the registry does not have is filled in, and where both say something else the official's choice counts. A new field is added here and nowhere else.
/// </summary>
public static class PersonWriting
{
    private static readonly (Field Field, string Name)[] Told =
    [
        (Field.FullName, nameof(Beneficiary.FullName)), (Field.Birth, nameof(Beneficiary.BirthDate)), (Field.Sex, nameof(Beneficiary.Sex)), (Field.Ethnic, nameof(Beneficiary.EthnicCode)),
        (Field.CitizenNumber, nameof(Beneficiary.CitizenId)), (Field.OldNumber, nameof(Beneficiary.OldIdentityNumber)), (Field.Commune, nameof(Beneficiary.CommuneCode)),
        (Field.Village, nameof(Beneficiary.Village)), (Field.Phone, nameof(Beneficiary.Phone)),
    ];

    // Not a field of a list, but changed with the commune.
    private const string Path = nameof(Beneficiary.TenantPath);

    /// <summary>The person as he is to stand in the registry.</summary>
    /// <param name="known">As he stands there now; null when he is new.</param>
    /// <param name="receives">Something of his runs: then he lives where the registry has him, until his move is decided (see <see cref="RowJudge.Asked"/>).</param>
    /// <param name="chosen">What an official chose about a field that differs.</param>
    public static PersonFacts Facts(RowValues said, RowPerson person, Beneficiary? known, bool receives, Func<string, string> chosen)
    {
        var home = receives && known is { CommuneCode.Length: > 0 } ? known : null;
        string Pick(Field field, string here)
        {
            var there = known is null ? "" : PersonFields.Of(Told.First(t => t.Field == field).Name).Read(known);
            return here.Length == 0 ? there : there.Length == 0 || known is null ? here
                // A more precise birth, or another spelling of the same name, is taken only when somebody chose it.
                : chosen(field.ToString()) == RowChoice.TakeFile ? here : there;
        }

        var sex = Pick(Field.Sex, person.Sex == 0 ? "" : person.Sex.ToString(CultureInfo.InvariantCulture));
        var facts = new PersonFacts(
            Pick(Field.FullName, person.Name), Pick(Field.Birth, person.Birth), int.Parse(sex, CultureInfo.InvariantCulture), Pick(Field.Ethnic, said.Text(Field.Ethnic)),
            Pick(Field.CitizenNumber, person.Citizen), Pick(Field.OldNumber, person.Old), home?.CommuneCode ?? Pick(Field.Commune, person.Commune),
            home is not null && RowJudge.Differs(Field.Commune, said, home) ? home.Village : Pick(Field.Village, said.Text(Field.Village)), Pick(Field.Phone, said.Text(Field.Phone)), "Pending");
        // What the population database answered was said of him as he is written there.
        return known is not null && IsAsChecked(known, facts) ? facts with { IdentityStatus = known.IdentityStatus } : facts;
    }

    /// <summary>The office whose he is: the one that has him while his commune stays, else that of the commune on the day.</summary>
    public static TenantPath Home(PersonFacts facts, Beneficiary? known, JudgeGround ground) =>
        TenantPath.Parse(known is not null && known.CommuneCode == facts.CommuneCode ? known.TenantPath : ground.PathOf(facts.CommuneCode)!);

    private static bool IsAsChecked(Beneficiary known, PersonFacts facts) => (known.FullName, known.BirthDate, known.Sex, known.CitizenId, known.OldIdentityNumber)
        == (facts.FullName, facts.BirthDate, facts.Sex, facts.CitizenId, facts.OldIdentityNumber);

    /// <summary>The cell of each field that has one.</summary>
    public static IReadOnlyDictionary<string, string> Places(RowValues said) => Told.Where(t => said[t.Field] is { Row: > 0 }).ToDictionary(t => t.Name, t => Cell(said, t.Field), StringComparer.Ordinal);

    /// <summary>The cell of a field as Excel names it; empty when an official wrote the value.</summary>
    public static string Cell(RowValues said, Field field) => said[field] is { Row: > 0 } at ? CellPlace.ColumnLetters(at.Column) + at.Row.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>Writes the facts into a person whom the registry has.</summary>
    public static void Apply(NodeDb db, Beneficiary person, PersonFacts facts, TenantPath commune, Origin origin, IReadOnlyDictionary<string, string> places)
    {
        string Value(string name) => name switch
        {
            nameof(Beneficiary.FullName) => facts.FullName, nameof(Beneficiary.BirthDate) => facts.BirthDate, nameof(Beneficiary.Sex) => facts.Sex.ToString(CultureInfo.InvariantCulture),
            nameof(Beneficiary.EthnicCode) => facts.EthnicCode, nameof(Beneficiary.CitizenId) => facts.CitizenId, nameof(Beneficiary.OldIdentityNumber) => facts.OldIdentityNumber,
            nameof(Beneficiary.CommuneCode) => facts.CommuneCode, nameof(Beneficiary.Village) => facts.Village, _ => facts.Phone,
        };
        PersonFields.Set(db, person, Told.Select(t => new FieldValue(t.Name, Value(t.Name), places.GetValueOrDefault(t.Name, ""))), origin);
        person.TenantPath = commune.Value;
    }

    /// <summary>A person's values, to be compared after the writing.</summary>
    public static IReadOnlyDictionary<string, string> Snapshot(Beneficiary person) =>
        PersonFields.All.Select(f => KeyValuePair.Create(f.Name, f.Read(person))).Append(KeyValuePair.Create(Path, person.TenantPath)).ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<RowChange> Changes(IReadOnlyDictionary<string, string> before, Beneficiary after) =>
        [.. Snapshot(after).Where(p => before[p.Key] != p.Value).Select(p => new RowChange(p.Key, before[p.Key], p.Value))];

    /// <summary>Puts back what an import changed; a value that was changed again since stays.</summary>
    /// <param name="origin">Of the official who takes the import back.</param>
    public static void Restore(NodeDb db, Beneficiary person, IReadOnlyList<RowChange> changes, Origin origin)
    {
        var now = Snapshot(person);
        var back = changes.Where(c => now.GetValueOrDefault(c.Property) == c.After).ToList();
        PersonFields.Set(db, person, back.Where(c => c.Property != Path).Select(c => new FieldValue(c.Property, c.Before) { Erases = true }), origin);
        if (back.Find(c => c.Property == Path) is { } moved)
        {
            person.TenantPath = moved.Before;
        }
    }
}
