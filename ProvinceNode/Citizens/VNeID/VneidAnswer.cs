using System.Security.Claims;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Dossiers;
using Protos.Values;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>Turns what VNeID told, after its tokens were checked, into who the citizen is. Pure.</summary>
internal static class VneidAnswer
{
    private const int LongestName = 100;

    /// <summary>Names of the claims (policy 8.3).</summary>
    public static IReadOnlyList<string> Claims { get; } = [Number, FullName, Birth, Sex, Level, Phone];

    private const string Number = "SoDinhDanh";
    private const string FullName = "HoVaTen";
    private const string Birth = "NgaySinh";
    private const string Sex = "GioiTinh";
    private const string Level = "MucDo";
    private const string Phone = "SoDienThoai";

    /// <returns>Null when number or birth date is missing or unreadable: then nobody was proven.</returns>
    public static CitizenIdentity? Read(ClaimsPrincipal? told)
    {
        string Told(string name) => told?.FindFirstValue(name)?.Trim() ?? "";
        if (!CitizenId.TryParse(Told(Number), out var number) || Born(Told(Birth)) is not { } born)
        {
            return null;
        }

        return new CitizenIdentity(number.Digits, born.ToString())
        {
            // What is not plainly level 2 is level 1: the doors of level 2 open to nobody by a word that we do not know.
            Level = Told(Level) == "2" ? 2 : 1, FullName = Name(Told(FullName)), Sex = Told(Sex) is "1" or "2" ? Told(Sex) : "",
            Phone = PersonRules.Phone(Told(Phone)) ?? "", Proof = $"{CitizenIdentity.ByVneid} {(Told(Level) == "2" ? 2 : 1)}",
        };
    }

    /// <summary>19820315 (also with the time of day), 198203, 1982, 15/03/1982 or 1982-03-15; zeros stand for what is not known.</summary>
    internal static BirthDate? Born(string text)
    {
        var digits = text.Length > 8 && text.All(char.IsAsciiDigit) ? text[..8] : text;
        var form = digits.All(char.IsAsciiDigit)
            ? digits switch
            {
                { Length: 8 } when digits.EndsWith("0000", StringComparison.Ordinal) => digits[..4],
                { Length: 8 } when digits.EndsWith("00", StringComparison.Ordinal) => $"{digits[..4]}-{digits[4..6]}",
                { Length: 8 } => $"{digits[..4]}-{digits[4..6]}-{digits[6..]}",
                { Length: 6 } => $"{digits[..4]}-{digits[4..]}",
                _ => digits,
            }
            : digits;
        return BirthDate.TryParse(form, out var born) ? born : null;
    }

    // It is shown and typed into forms: as forms want it, or not at all.
    private static string Name(string text) => VietnameseText.Clean(text) is { Length: <= LongestName } clean && PersonRules.IsName(clean) ? clean : "";
}
