using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What is wrong with what an official enters about a person beside his fields: all of it at once, each at its field. Pure.</summary>
public static class PartFaults
{
    public static IEnumerable<Problem> Of(EditPartInput input, Beneficiary person, DateOnly today)
    {
        var own = input.Do switch
        {
            EditParts.Link => Link(input.Fields, today),
            EditParts.EndLink => person.Links.Find(l => l.Id == input.Fields.LinkId && l.To is null) is { } link ? Ended(input.Fields.To, "Ngày kết thúc", link.From, today) : [EditParts.Unknown.Now()],
            EditParts.Confirm => person.Links.Exists(l => l.Id == input.Fields.LinkId && l.WaitsForSecond) ? [] : [EditParts.Unknown.Now()],
            EditParts.Year => Year(input.Fields, today),
            EditParts.Stay => Stay(input.Fields, today),
            EditParts.Leave => Ended(input.Fields.To, "Ngày rời cơ sở", person.Stays.Where(s => s.To is null).Max(s => s.From), today).Concat(Neutral(input.Reason)),
            _ => [EditParts.Unknown.Now()],
        };
        foreach (var fault in own)
        {
            yield return fault;
        }

        if (input.Reason.Trim().Length is var length and (0 or > PersonEntry.LongestReason))
        {
            yield return length == 0 ? CommonProblems.Required.At("Reason", "lý do, căn cứ") : CommonProblems.TooLong.At("Reason", "Lý do", PersonEntry.LongestReason, length);
        }
    }

    private static IEnumerable<Problem> Link(PartFields f, DateOnly today)
    {
        if (!LinkWords.Roles.Any(r => r.Key == f.Role))
        {
            yield return PersonEntry.ChooseOne.At("Fields.Role", "vai trò");
        }

        foreach (var fault in Text(f.FullName, "FullName", "họ và tên", 120, true).Concat(Text(f.Relation, "Relation", "Quan hệ", 60, false)).Concat(Days(f, today)))
        {
            yield return fault;
        }

        var number = CitizenId.Clean(f.Number ?? "");
        if (number.Length is not (0 or 9 or 12) || !number.All(char.IsAsciiDigit))
        {
            yield return PersonEntry.NumberWrong.At("Fields.Number", number.Length);
        }

        if (!string.IsNullOrWhiteSpace(f.Birth) && (!BirthDate.TryParse(f.Birth, out var birth) || birth.Assumed > today))
        {
            yield return PersonEntry.BirthWrong.At("Fields.Birth", f.Birth);
        }
    }

    private static IEnumerable<Problem> Year(PartFields f, DateOnly today)
    {
        if (!int.TryParse(f.Year, System.Globalization.NumberStyles.None, VietnameseFormat.Culture, out var year) || year < 1990 || year > today.Year)
        {
            yield return EditParts.YearWrong.At("Fields.Year", f.Year ?? "");
        }

        if (!Enum.TryParse<PovertyStatus>(f.Status, out var status) || !Enum.IsDefined(status))
        {
            yield return PersonEntry.ChooseOne.At("Fields.Status", "diện hộ");
        }

        foreach (var fault in Text(f.DecisionNumber, "DecisionNumber", "Số quyết định", 60, false).Concat(Known(f.DecisionOn, "DecisionOn", "Ngày quyết định", today)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Problem> Stay(PartFields f, DateOnly today) =>
        Text(f.Institution, "Institution", "tên cơ sở", 200, true).Concat(Text(f.DecisionNumber, "DecisionNumber", "Số quyết định", 60, false)).Concat(Days(f, today));

    private static IEnumerable<Problem> Days(PartFields f, DateOnly today)
    {
        foreach (var fault in Known(f.From, "From", "Từ ngày", today).Concat(Known(f.To, "To", "Đến ngày", today)))
        {
            yield return fault;
        }

        if (PersonEntry.Day(f.From) is { } from && PersonEntry.Day(f.To) is { } to && to < from)
        {
            yield return PersonEntry.DaysTurned.At("Fields.To");
        }
    }

    private static IEnumerable<Problem> Known(string? text, string field, string label, DateOnly today) =>
        string.IsNullOrWhiteSpace(text) || (PersonEntry.Day(text) is { } day && day <= today) ? [] : [PersonEntry.DayWrong.At("Fields." + field, label, text)];

    private static IEnumerable<Problem> Ended(string? text, string label, DateOnly? begun, DateOnly today) => PersonEntry.Day(text) is not { } day || day > today
        ? [PersonEntry.DayWrong.At("Fields.To", label, text ?? "")] : day < begun ? [PersonEntry.DaysTurned.At("Fields.To")] : [];

    // Kept with the stay and sent with it.
    private static IEnumerable<Problem> Neutral(string reason) => IllnessWords.Tell(reason) ? [PersonEntry.IllnessNamed.At("Reason", "Lý do")] : [];

    private static IEnumerable<Problem> Text(string? text, string field, string what, int longest, bool needed)
    {
        var length = (text ?? "").Trim().Length;
        return needed && length == 0 ? [CommonProblems.Required.At("Fields." + field, what)]
            : length > longest ? [CommonProblems.TooLong.At("Fields." + field, what, longest, length)] : [];
    }
}
