using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ProvinceNode.Platform.Text;

/// <summary>Whether a word is built as a Vietnamese syllable: onset, rime, tone. Tells Vietnamese text from wrongly decoded text without a dictionary. Pure.</summary>
public static class Syllables
{
    // Longest first, so that "ngh" is not read as "ng".
    private static readonly string[] Onsets =
        ["ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""];

    private static readonly FrozenSet<string> Rimes = (
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
        + "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
        + "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot "
        + "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu "
        + "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // The tone marks of combining Unicode: grave, acute, tilde, hook above, dot below.
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    /// <summary>Whether the word could be Vietnamese. Case does not matter.</summary>
    public static bool IsPlausible(string word)
    {
        var (bare, tone) = Split(word);
        if (tone == '\uFFFF')
        {
            return false;
        }

        foreach (var onset in Onsets)
        {
            if (bare.StartsWith(onset, StringComparison.Ordinal) && Fits(bare[onset.Length..], onset, tone))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Share, 0 to 1, of plausible syllables among the words that have a letter beyond ASCII; 0 when there is none.
    /// Plain words tell nothing: they look the same in every encoding.
    /// </summary>
    public static double Share(IReadOnlyCollection<string> words)
    {
        var (telling, good) = (0, 0);
        foreach (var word in words.Select(w => w.Trim('(', ')', '.', ':', '"', '\'', '-', '/')).Where(w => w.Any(c => c > '\u007F')))
        {
            telling++;
            good += IsPlausible(word) && HasOneCase(word) ? 1 : 0;
        }

        return telling == 0 ? 0 : (double)good / telling;
    }

    // Capitals stand at the beginning or everywhere; "nGuyễn" comes from a wrong code page.
    private static bool HasOneCase(string word) =>
        !word.Any(char.IsUpper) || !word.Any(char.IsLower) || (char.IsUpper(word[0]) && !word.Skip(1).Any(char.IsUpper));

    private static bool Fits(string rime, string onset, char tone)
    {
        // "gì", "giêng": the i belongs to both halves.
        if (!Rimes.Contains(rime) && !(onset == "gi" && (rime.Length == 0 || Rimes.Contains("i" + rime))))
        {
            return false;
        }

        // A final stop carries the sharp or the heavy tone only.
        return rime is not ([.., 'c'] or [.., 'p'] or [.., 't'] or [.., 'c', 'h']) || tone is '\u0301' or '\u0323';
    }

    // Letters without tone, and the tone; U+FFFF when there are two tones or something that is no letter.
    private static (string Bare, char Tone) Split(string word)
    {
        var (letters, tone) = (new StringBuilder(), '\0');
        foreach (var c in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (Tones.Contains(c, StringComparison.Ordinal))
            {
                tone = tone == '\0' ? c : '\uFFFF';
            }
            else if (char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                letters.Append(c);
            }
            else
            {
                return ("", '\uFFFF');
            }
        }

        return (letters.ToString().Normalize(NormalizationForm.FormC), tone);
    }
}
