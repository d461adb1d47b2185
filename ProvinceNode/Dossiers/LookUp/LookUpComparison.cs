using System.Globalization;
using ProvinceNode.Registry;
using Protos.Identity;
using Protos.Values;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>One line of the comparison.</summary>
/// <param name="Declared">As people read it; empty when the form does not ask it.</param>
/// <param name="Matches">Null when there is nothing to compare.</param>
/// <param name="Field">Name under which the value can be taken over, see <see cref="TakeLookedUp"/>; empty when it cannot.</param>
public sealed record ComparedLine(string Label, string Declared, string Official, bool? Matches, string Field = "");

/// <summary>A relative as the official sees him.</summary>
public sealed record RelativeLine(string Label, string Name, string Number);

/// <summary>What was declared beside what the population database holds. Numbers are masked; of relatives who are not in the dossier initials stand for the given names. Pure.</summary>
public static class LookUpComparison
{
    /// <summary>Fields of the person.</summary>
    /// <param name="unitName">Name of a unit by its code; empty when it is not known.</param>
    public static IReadOnlyList<ComparedLine> Lines(Dossier dossier, PersonCheck person, CitizenRecord citizen, Func<string, string> unitName)
    {
        var isOwner = person.Key == LookUpPeople.Owner;
        var owner = dossier.Owner;
        var lines = new List<ComparedLine>
        {
            new("Họ và tên", person.FullName, citizen.FullName, SameName(person.FullName, citizen.FullName), isOwner ? nameof(PersonData.FullName) : ""),
            new("Ngày sinh", Born(person.BirthDate), Born(citizen.BirthDate), person.BirthDate.Length == 0 ? null : person.BirthDate == citizen.BirthDate, isOwner ? nameof(PersonData.BirthDate) : ""),
            new("Giới tính", Sex(person.Sex), Sex(citizen.Sex), person.Sex == 0 || citizen.Sex == 0 ? null : person.Sex == citizen.Sex, isOwner && citizen.Sex is 1 or 2 ? nameof(PersonData.Sex) : ""),
            new("Số định danh", CitizenId.Mask(person.Number.Length == 12 ? person.Number : ""), CitizenId.Mask(citizen.PersonalNumber), person.Number.Length == 12 ? person.Number == citizen.PersonalNumber : null,
                isOwner && person.Number.Length != 12 && citizen.PersonalNumber.Length == 12 ? nameof(PersonData.CitizenId) : ""),
            new("Số chứng minh nhân dân cũ", CitizenId.Mask(person.Number.Length == 9 ? person.Number : ""), CitizenId.Mask(citizen.OldNumber), person.Number.Length == 9 ? person.Number == citizen.OldNumber : null),
        };
        if (isOwner)
        {
            lines.Add(new("Dân tộc", Ethnic(owner.EthnicCode), Ethnic(citizen.EthnicCode), citizen.EthnicCode.Length == 0 ? null : owner.EthnicCode == citizen.EthnicCode,
                PersonEntry.EthnicGroups.Any(g => g.Key == citizen.EthnicCode) ? nameof(PersonData.EthnicCode) : ""));
            // Another commune is another procedure: it is seen here and not taken over.
            lines.Add(new("Nơi thường trú", Joined(owner.Village, owner.CommuneName), Address(citizen.Permanent, unitName), citizen.Permanent is null ? null : citizen.Permanent.CommuneCode == owner.CommuneCode));
        }
        else
        {
            lines.Add(new("Nơi thường trú", "", Address(citizen.Permanent, unitName), null));
        }

        lines.Add(new("Nơi ở hiện tại", "", Address(citizen.Current, unitName), null));
        lines.Add(new("Quê quán", "", Address(citizen.Origin, unitName), null));
        lines.Add(new("Tình trạng hôn nhân", "", Marital(citizen.MaritalStatus), null));
        return [.. lines.Where(l => l.Official.Length > 0 || l.Declared.Length > 0)];
    }

    /// <summary>Parents, spouse, who represents him, and the head of his household.</summary>
    public static IReadOnlyList<RelativeLine> Relatives(Dossier dossier, CitizenRecord citizen)
    {
        var known = LookUpPeople.Of(dossier);
        (string Label, CitizenRelative? Who)[] all =
        [
            ("Cha", citizen.Father), ("Mẹ", citizen.Mother), ("Vợ hoặc chồng", citizen.Spouse), ("Người đại diện", citizen.Representative),
            (citizen.HouseholdHead?.Relation is { Length: > 0 } relation ? $"Chủ hộ (quan hệ với chủ hộ: {relation})" : "Chủ hộ", citizen.HouseholdHead),
        ];
        return [.. all.Where(r => r.Who is { FullName.Length: > 0 }).Select(r => new RelativeLine(r.Label, IsIn(known, r.Who!) ? r.Who!.FullName : Initials(r.Who!.FullName), CitizenId.Mask(Number(r.Who!))))];
    }

    /// <summary>Nguyễn V. H.: enough to compare with what is declared, too little to learn somebody's name.</summary>
    public static string Initials(string name)
    {
        var words = VietnameseText.Cased(VietnameseText.Clean(name)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : string.Join(' ', words.Skip(1).Select(w => $"{w[0]}.").Prepend(words[0]));
    }

    /// <summary>Codes whose names are shown.</summary>
    public static IEnumerable<string> Codes(CitizenRecord citizen) => new[] { citizen.Permanent, citizen.Current, citizen.Origin }.OfType<CitizenAddress>()
        .SelectMany(a => new[] { a.CommuneCode, a.DistrictCode, a.ProvinceCode }).Where(c => c.Length > 0).Distinct();

    /// <summary>The record in the shape of a confirmation about somebody of the registry, for the one way in which suggestions are made.</summary>
    internal static VerifyCitizenReply AsConfirmation(Beneficiary known, LookupReply reply)
    {
        var citizen = reply.Citizen;
        var told = new VerifyCitizenReply
        {
            Outcome = reply.Outcome, AnswerId = reply.AnswerId, DeathDate = citizen.DeathDate, PersonalNumber = citizen.PersonalNumber, OldNumber = citizen.OldNumber,
        };
        told.Fields.Add(new FieldAnswer { Field = "full_name", Matches = SameName(known.FullName, citizen.FullName), OfficialValue = citizen.FullName });
        told.Fields.Add(new FieldAnswer { Field = "birth_date", Matches = Agrees(known.BirthDate, citizen.BirthDate), OfficialValue = citizen.BirthDate });
        told.Fields.Add(new FieldAnswer { Field = "sex", Matches = known.Sex == citizen.Sex, OfficialValue = citizen.Sex.ToString(CultureInfo.InvariantCulture) });
        return told;
    }

    internal static bool SameName(string one, string other) => string.Equals(VietnameseText.NameKey(one), VietnameseText.NameKey(other), StringComparison.Ordinal);

    // As far as both are known.
    private static bool Agrees(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    private static bool IsIn(IReadOnlyList<PersonCheck> known, CitizenRelative relative) =>
        known.Any(p => (p.Number.Length > 0 && (p.Number == relative.PersonalNumber || p.Number == relative.OldNumber)) || SameName(p.FullName, relative.FullName));

    private static string Number(CitizenRelative relative) => relative.PersonalNumber.Length > 0 ? relative.PersonalNumber : relative.OldNumber;

    private static string Born(string stored) => BirthDate.TryParse(stored, out var birth) ? birth.Printed : stored;

    private static string Sex(int sex) => sex switch { 1 => "Nam", 2 => "Nữ", 3 => "Khác", _ => "" };

    private static string Ethnic(string code) => PersonEntry.EthnicGroups.FirstOrDefault(g => g.Key == code).Value ?? "";

    // Codes of policy 8.2.
    private static string Marital(string code) => code switch { "1" => "Chưa kết hôn", "2" => "Đang có vợ hoặc chồng", "3" => "Đã ly hôn, góa", _ => "" };

    private static string Address(CitizenAddress? address, Func<string, string> unitName) => address is null ? ""
        : Joined([address.Detail, .. new[] { address.CommuneCode, address.DistrictCode, address.ProvinceCode }.Where(c => c.Length > 0).Select(c => unitName(c) is { Length: > 0 } name ? name : $"mã {c}")]);

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(p => p.Length > 0));
}
