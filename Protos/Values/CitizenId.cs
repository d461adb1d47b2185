namespace Protos.Values;

/// <summary>Personal number of 12 digits (số định danh cá nhân / CCCD): PPP G YY NNNNNN (Decree 137/2015, policy 8.1). It has no check digit.</summary>
public readonly record struct CitizenId
{
    private CitizenId(string digits) => Digits = digits;

    /// <summary>The 12 digits.</summary>
    public string Digits { get; }

    /// <summary>Birth-registration province, with the leading zero left out; above 100 for people born abroad.</summary>
    public string RegistrationCode => Digits[..3];

    /// <summary>Birth year told by century digit and two year digits.</summary>
    public int BirthYear => 1900 + ((Digits[3] - '0') / 2 * 100) + int.Parse(Digits.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>1 male, 2 female.</summary>
    public int Sex => (Digits[3] - '0') % 2 == 0 ? 1 : 2;

    /// <summary>Reads 12 digits; spaces and dots between them are forgiven.</summary>
    public static bool TryParse(string? text, out CitizenId id)
    {
        var digits = Clean(text);
        id = digits.Length == 12 && digits.All(char.IsAsciiDigit) ? new CitizenId(digits) : default;
        return id.Digits is not null;
    }

    /// <summary>Whether a text is a nine-digit number of the old identity card (CMND), void since 2025 but kept in files.</summary>
    public static bool IsOldCardNumber(string? text) => Clean(text) is { Length: 9 } digits && digits.All(char.IsAsciiDigit);

    /// <summary>Digits without the spaces and dots that people write between them.</summary>
    public static string Clean(string? text) => (text ?? "").Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim();

    /// <summary>For lists and logs of access: <c>038•••••1234</c>. Shorter numbers keep two digits.</summary>
    public static string Mask(string? number) => number switch
    {
        null or "" => "",
        { Length: 12 } => $"{number[..3]}•••••{number[^4..]}",
        { Length: > 4 } => $"•••••{number[^3..]}",
        _ => "•••••",
    };

    public override string ToString() => Mask(Digits);
}
