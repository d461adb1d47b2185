using System.Text.RegularExpressions;

namespace Protos.Values;

/// <summary>Words that tell of an infection with HIV: what many read, and what goes to the ministry, must not hold them (Law 64/2006/QH11; Decree 20/2021 Art. 8(1)(b)).</summary>
public static partial class IllnessWords
{
    public static bool Tell(string? text) => Telling().IsMatch(VietnameseText.Clean(text));

    [GeneratedRegex(@"(?<!\p{L})(HIV|AIDS)(?!\p{L})|suy giảm miễn dịch", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Telling();
}
