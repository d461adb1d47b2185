using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What an official may type about a person: the rules of policy 8.1 and the way from text to what is stored. Pure.</summary>
public static class PersonEntry
{
    public const int LongestReason = 1000;

    public static readonly ProblemKind BirthWrong = new("person-birth", "Hãy ghi ngày sinh dạng 02/03/1954, 03/1954 hoặc 1954, không sau hôm nay. Ông/bà đã nhập “{0}”.");

    public static readonly ProblemKind NumberWrong = new("person-number", "Số định danh phải có 12 chữ số. Ông/bà đã nhập {0} ký tự.");

    public static readonly ProblemKind OldNumberWrong = new("person-old-number", "Số chứng minh nhân dân cũ phải có 9 chữ số. Chứng minh nhân dân 12 số chính là số định danh, hãy ghi vào ô Số định danh. Ông/bà đã nhập {0} ký tự.");

    public static readonly ProblemKind NumberTaken = new("person-number-taken", "Số định danh này đã là của một đối tượng khác trong tỉnh. Hãy xem lại giấy tờ.");

    public static readonly ProblemKind DayWrong = new("person-day", "{0}: hãy ghi dạng 31/12/2024, không sau hôm nay. Ông/bà đã nhập “{1}”.");

    public static readonly ProblemKind ChooseOne = new("person-choose", "Hãy chọn {0}.");

    public static readonly ProblemKind PhoneWrong = new("person-phone", "Số điện thoại chỉ gồm chữ số, từ 8 đến 15 số. Ông/bà đã nhập “{0}”.");

    public static readonly ProblemKind IllnessNamed = new("person-illness-named",
        "Hãy bỏ tên bệnh khỏi mục “{0}”: nội dung này nhiều người đọc được và được gửi về trung ương. Chỉ ghi điều người đó cần hoặc đang được hỗ trợ.");

    public static readonly ProblemKind DaysTurned = new("person-days", "Ngày kết thúc không thể trước ngày bắt đầu. Hãy xem lại hai ngày.");

    /// <summary>Every ethnic group under its present name: what somebody bears is always named.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> EthnicGroups => CodeCatalogue.InForce.EthnicGroups;

    public static IReadOnlyList<KeyValuePair<string, string>> Sexes { get; } = [new("1", "Nam"), new("2", "Nữ")];

    /// <summary>Name of a field's input on the pages.</summary>
    public static string At(string field) => $"Values[{field}]";

    /// <summary>A text as it is stored: a day as yyyy-MM-dd, a birth with its precision, a number without spaces. What cannot be read stays as typed.</summary>
    public static string Stored(string field, string? text)
    {
        var clean = VietnameseText.Clean(text ?? "");
        return field switch
        {
            nameof(Beneficiary.BirthDate) => BirthDate.TryParse(clean, out var birth) ? birth.ToString() : clean,
            nameof(Beneficiary.ResidentSince) => Day(clean) is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : clean,
            nameof(Beneficiary.CitizenId) or nameof(Beneficiary.OldIdentityNumber) => CitizenId.Clean(clean),
            nameof(Beneficiary.Phone) => clean.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal),
            _ => clean,
        };
    }

    /// <summary>A stored text as people read it.</summary>
    public static string Shown(string field, string stored) => field switch
    {
        nameof(Beneficiary.BirthDate) => BirthDate.TryParse(stored, out var birth) ? birth.Printed : stored,
        nameof(Beneficiary.ResidentSince) or nameof(Beneficiary.DiedOn) => Day(stored) is { } day ? VietnameseFormat.Date(day) : stored,
        nameof(Beneficiary.Sex) => Sexes.FirstOrDefault(s => s.Key == stored).Value ?? "",
        nameof(Beneficiary.EthnicCode) => EthnicGroups.FirstOrDefault(g => g.Key == stored).Value ?? stored,
        nameof(Beneficiary.CitizenId) or nameof(Beneficiary.OldIdentityNumber) => CitizenId.Mask(stored),
        _ => stored,
    };

    /// <summary>A stored birth date as people read it; records of old lists may lack one.</summary>
    public static string Born(string stored) => stored.Length == 0 ? "không rõ" : Shown(nameof(Beneficiary.BirthDate), stored);

    /// <summary>A whole day as people or machines write it, or null.</summary>
    public static DateOnly? Day(string? text) => BirthDate.TryParse(text, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;

    /// <summary>All that is wrong with what was typed, each at its field.</summary>
    public static IEnumerable<Problem> Faults(IReadOnlyDictionary<string, string> typed, DateOnly today)
    {
        foreach (var (name, value) in typed)
        {
            var field = PersonFields.Of(name);
            if (Fault(name, value, today) is { } fault)
            {
                yield return fault;
            }
            else if (value.Length > field.Longest)
            {
                yield return CommonProblems.TooLong.At(At(name), field.Label, field.Longest, value.Length);
            }
        }
    }

    private static Problem? Fault(string name, string value, DateOnly today) => name switch
    {
        nameof(Beneficiary.FullName) when value.Length == 0 => CommonProblems.Required.At(At(name), "họ và tên"),
        nameof(Beneficiary.BirthDate) when !BirthDate.TryParse(value, out var birth) || birth.Assumed > today => BirthWrong.At(At(name), value),
        nameof(Beneficiary.Sex) when !Sexes.Any(s => s.Key == value) => ChooseOne.At(At(name), "giới tính"),
        nameof(Beneficiary.EthnicCode) when !CodeCatalogue.InForce.EthnicGroupsOn(today).Any(g => g.Key == value) => ChooseOne.At(At(name), "dân tộc"),
        nameof(Beneficiary.CitizenId) when value.Length != 12 || !value.All(char.IsAsciiDigit) => NumberWrong.At(At(name), value.Length),
        nameof(Beneficiary.OldIdentityNumber) when value.Length > 0 && !CitizenId.IsOldCardNumber(value) => OldNumberWrong.At(At(name), value.Length),
        nameof(Beneficiary.ResidentSince) when value.Length > 0 && (Day(value) is not { } day || day > today) => DayWrong.At(At(name), "Ngày bắt đầu cư trú", value),
        // Law 64/2006: what tells of HIV is kept where only those who decide read it.
        nameof(Beneficiary.Needs) or nameof(Beneficiary.AssistiveDevice) or nameof(Beneficiary.OtherSupport) when IllnessWords.Tell(value) => IllnessNamed.At(At(name), PersonFields.Of(name).Label),
        nameof(Beneficiary.Phone) when value.Length > 0 && (value.Length is < 8 or > 15 || !value.All(char.IsAsciiDigit)) => PhoneWrong.At(At(name), value),
        _ => null,
    };
}
