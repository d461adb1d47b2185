using System.Text;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// Breaks text into lines of a width. A space that may not break holds until nothing else helps; a word longer than the line, such
/// as an address of the web, is cut after a sign, else between letters: nothing ever leaves the column. Pure.
/// </summary>
internal sealed class LineBreaker(PaperFonts fonts, double size)
{
    private const string CutAfter = "/-–.,?&=_@:";

    /// <param name="spans">The paragraph; a line feed forces a break.</param>
    /// <param name="width">Points of the column.</param>
    /// <param name="indent">Points that the first line is shorter.</param>
    public List<TextLine> Break(IReadOnlyList<TextSpan> spans, double width, double indent = 0)
    {
        List<TextLine> lines = [];
        List<Word> line = [];
        var (used, room) = (0.0, width - indent);
        foreach (var whole in Words(spans))
        {
            var word = whole;
            var gap = line.Count > 0 ? Space(line[^1]) : 0;
            if (line.Count > 0 && used + gap + word.Width > room + 0.01)
            {
                Close(false);
                gap = 0;
            }

            while (word.Width > room + 0.01)
            {
                var (head, tail) = Cut(word, room);
                line.Add(head);
                Close(false);
                word = tail;
            }

            line.Add(word);
            used += gap + word.Width;
            if (word.EndsLine)
            {
                Close(true);
            }
        }

        Close(true);
        return lines;

        void Close(bool last)
        {
            if (line.Count > 0)
            {
                lines.Add(Line(line) with { Last = last });
            }

            line = [];
            (used, room) = (0, width);
        }
    }

    /// <summary>As few lines as <see cref="Break"/> makes, but of like length: titles and heads.</summary>
    public List<TextLine> Balance(IReadOnlyList<TextSpan> spans, double width)
    {
        var lines = Break(spans, width);
        if (lines.Count < 2)
        {
            return lines;
        }

        var (narrow, wide) = (width / lines.Count / 2, width);
        for (var step = 0; step < 9; step++)
        {
            var middle = (narrow + wide) / 2;
            var tried = Break(spans, middle);
            if (tried.Count <= lines.Count && tried.All(l => l.Width <= middle))
            {
                (lines, wide) = (tried, middle);
            }
            else
            {
                narrow = middle;
            }
        }

        return lines;
    }

    /// <summary>Points of the longest part that should not be cut.</summary>
    /// <param name="cuts">A hyphen ends a part.</param>
    public double Widest(string text, FontStyle style, bool cuts = false) =>
        text.Length == 0 ? 0 : (cuts ? text.Replace("-", "- ", StringComparison.Ordinal) : text).Split(' ', '\n').Max(w => fonts.Width(style, w.Replace('\u00A0', ' '), size));

    private static List<Word> Pieces(IReadOnlyList<TextSpan> spans)
    {
        List<Word> words = [];
        var word = new Word();
        foreach (var span in spans)
        {
            var text = span.Text.Normalize();
            var start = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] is not (' ' or '\n' or '\t' or '\r'))
                {
                    continue;
                }

                if (i > start)
                {
                    word.Parts.Add(new TextSpan(Printable(text[start..i]), span.Style));
                }

                start = i + 1;
                if (i < text.Length && word.Parts.Count > 0)
                {
                    word.EndsLine = text[i] == '\n';
                    words.Add(word);
                    word = new Word();
                }
                else if (i < text.Length && text[i] == '\n' && words.Count > 0)
                {
                    words[^1].EndsLine = true;
                }
            }
        }

        if (word.Parts.Count > 0)
        {
            words.Add(word);
        }

        return words;
    }

    private List<Word> Words(IReadOnlyList<TextSpan> spans)
    {
        var words = Pieces(spans);
        foreach (var word in words)
        {
            Measure(word);
        }

        return words;
    }

    private Word Measure(Word word)
    {
        word.Width = word.Parts.Sum(p => fonts.Width(p.Style, p.Text.Replace('\u00A0', ' '), size));
        return word;
    }

    private static string Printable(string text) => text.Any(char.IsControl) ? new string([.. text.Where(c => !char.IsControl(c))]) : text;

    private (Word Head, Word Tail) Cut(Word word, double room)
    {
        var (width, fits, good) = (0.0, 0, 0);
        var text = string.Concat(word.Parts.Select(p => p.Text));
        foreach (var rune in text.EnumerateRunes())
        {
            var style = StyleAt(word, fits);
            width += fonts.Width(style, rune.Value == '\u00A0' ? " " : rune.ToString(), size);
            if (width > room)
            {
                break;
            }

            fits += rune.Utf16SequenceLength;
            good = rune.Value == '\u00A0' ? fits : CutAfter.Contains((char)rune.Value, StringComparison.Ordinal) && good <= fits ? fits : good;
        }

        // At least one letter moves on, else a column narrower than a letter would never end.
        var first = Rune.GetRuneAt(text, 0).Utf16SequenceLength;
        var at = Math.Max(good > 0 ? good : fits, first);
        return (Measure(Part(word, 0, at, false)), Measure(Part(word, at, text.Length, word.EndsLine)));
    }

    private static FontStyle StyleAt(Word word, int at)
    {
        var part = 0;
        while (part < word.Parts.Count - 1 && at >= word.Parts[part].Text.Length)
        {
            at -= word.Parts[part++].Text.Length;
        }

        return word.Parts[part].Style;
    }

    private static Word Part(Word word, int from, int to, bool endsLine)
    {
        var (cut, at) = (new Word { EndsLine = endsLine }, 0);
        foreach (var part in word.Parts)
        {
            var (start, end) = (Math.Max(from - at, 0), Math.Min(to - at, part.Text.Length));
            if (start < end)
            {
                cut.Parts.Add(part with { Text = part.Text[start..end] });
            }

            at += part.Text.Length;
        }

        return cut;
    }

    private double Space(Word before) => fonts.Width(before.Parts[^1].Style, " ", size);

    // Neighbours of one face become one part; a space takes the face of the word before it.
    private TextLine Line(List<Word> words)
    {
        List<TextSpan> parts = [];
        var text = new StringBuilder();
        var style = words[0].Parts[0].Style;
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var part in words[i].Parts)
            {
                if (part.Style != style && text.Length > 0)
                {
                    parts.Add(new TextSpan(text.ToString(), style));
                    text.Clear();
                }

                style = part.Style;
                text.Append(part.Text).Replace('\u00A0', ' ');
            }

            if (i < words.Count - 1)
            {
                text.Append(' ');
            }
        }

        parts.Add(new TextSpan(text.ToString(), style));
        var width = parts.Sum(p => fonts.Width(p.Style, p.Text, size));
        return new TextLine(parts, size, width, parts.Sum(p => p.Text.Count(c => c == ' ')));
    }

    private sealed class Word
    {
        public List<TextSpan> Parts { get; } = [];

        public double Width { get; set; }

        public bool EndsLine { get; set; }
    }
}
