using System.Text;
using Protos.Values;

namespace ProvinceNode.Platform.Text;

/// <summary>The key by which words of headings, categories and short answers are compared: lower case without accents, single spaces, nothing but letters, digits and ticks. Pure.</summary>
public static class WordKey
{
    /// <summary>"Họ và tên (in hoa)" is "ho va ten in hoa".</summary>
    public static string Of(string text)
    {
        var folded = VietnameseText.Fold(text);
        if (folded.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
        {
            return folded;
        }

        var key = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetter(c) || char.IsDigit(c) || c is '✓' or '✔')
            {
                key.Append(c);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }
}
