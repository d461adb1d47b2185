namespace TestSupport.House;

/// <summary>C# with comments and the contents of strings blanked out, so that rules see code only. Positions and lines stay; holes of $"…{x}…" stay code.</summary>
public sealed class SourceText
{
    private readonly string _text;
    private readonly char[] _code;
    private int _at;

    private SourceText(string text) => (_text, _code) = (text, text.ToCharArray());

    public static string CodeOf(string text)
    {
        var reader = new SourceText(text);
        reader.Code(hole: false);
        return new string(reader._code);
    }

    private void Code(bool hole)
    {
        for (var depth = 0; _at < _text.Length; _at++)
        {
            if (hole && _text[_at] == '}' && depth-- == 0)
            {
                return;
            }

            depth += hole && _text[_at] == '{' ? 1 : 0;
            if (Starts("//"))
            {
                BlankUntil("\n");
            }
            else if (Starts("/*"))
            {
                BlankUntil("*/");
            }
            else if (_text[_at] == '\'')
            {
                Character();
            }
            else if (_text[_at] is '"' or '$' or '@')
            {
                Text();
            }
        }
    }

    private void Character()
    {
        var end = _text[_at + 1] == '\\' ? _text.IndexOf('\'', _at + 3) : _at + 2;
        for (_at++; _at < end; _at++)
        {
            _code[_at] = ' ';
        }
    }

    private void Text()
    {
        var quote = _at;
        while (quote < _text.Length && _text[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote == _text.Length || _text[quote] != '"')
        {
            return; // @identifier
        }

        var (interpolated, verbatim) = (_text[_at..quote].Contains('$', StringComparison.Ordinal), _text[_at..quote].Contains('@', StringComparison.Ordinal));
        _at = quote;
        if (Starts("\"\"\""))
        {
            _at += 3;
            BlankUntil("\"\"\"");
            return;
        }

        for (_at++; _at < _text.Length && (_text[_at] != '"' || (verbatim && Starts("\"\""))); _at++)
        {
            if (interpolated && _text[_at] == '{' && !Starts("{{"))
            {
                _at++;
                Code(hole: true);
            }
            else
            {
                Blank(Starts("{{") || Starts("}}") || (verbatim && Starts("\"\"")) || (!verbatim && _text[_at] == '\\') ? 2 : 1);
            }
        }
    }

    // Leaves the position on the last blanked character.
    private void Blank(int count)
    {
        for (var i = 0; i < count && _at + i < _text.Length; i++)
        {
            _code[_at + i] = _text[_at + i] == '\n' ? '\n' : ' ';
        }

        _at += count - 1;
    }

    private void BlankUntil(string end)
    {
        var stop = _text.IndexOf(end, _at + 1, StringComparison.Ordinal);
        stop = stop < 0 ? _text.Length : stop + end.Length;
        Blank(stop - _at);
    }

    private bool Starts(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;
}
