using System.Text.RegularExpressions;

namespace TestSupport.House;

/// <summary>Finds types and members by their brackets: enough for the house rules, far from a compiler.</summary>
internal static partial class SourceReader
{
    public static IReadOnlyList<SourceType> Read(SourceFile file)
    {
        var types = new List<SourceType>();
        ReadScope(file, 0, file.Code.Length, null, types);
        return types;
    }

    private static void ReadScope(SourceFile file, int from, int until, SourceType? owner, List<SourceType> types)
    {
        var code = file.Code;
        for (var at = from; at < until; at++)
        {
            if (char.IsWhiteSpace(code[at]))
            {
                continue;
            }

            var start = SkipAttributes(code, at, until);
            var (end, body, value) = EndOf(code, start, until);
            var header = code[start..Math.Min(body, value)];
            if (TypeHead().Match(header) is { Success: true } head)
            {
                var type = new SourceType(file, head.Groups["kind"].Value, head.Groups["name"].Value, file.LineOf(start), Parameters(header));
                types.Add(type);
                if (body < end && type.Kind != "enum")
                {
                    ReadScope(file, body + 1, end, type, types);
                }
            }
            else if (owner is not null && !header.StartsWith('='))
            {
                AddMember(owner, header, code[at..start], file.LineOf(start), file.LineOf(Math.Min(end, code.Length - 1)), value < body);
            }

            at = end;
        }
    }

    private static void AddMember(SourceType owner, string header, string attributes, int first, int last, bool hasValue)
    {
        var call = Call().Match(header);
        if (call.Success || !hasValue)
        {
            var name = call.Success ? call.Groups["name"].Value : Regex.Match(header, @"(\w+)\s*$").Groups[1].Value;
            owner.Members.Add(new SourceMember(owner, name, attributes, first, last, Parameters(header)));
        }
    }

    private static int SkipAttributes(string code, int at, int until)
    {
        while (at < until && code[at] == '[')
        {
            for (var depth = 0; at < until; at++)
            {
                depth += code[at] switch { '[' => 1, ']' => -1, _ => 0 };
                if (depth == 0)
                {
                    break;
                }
            }

            for (at++; at < until && char.IsWhiteSpace(code[at]);)
            {
                at++;
            }
        }

        return at;
    }

    // Where a declaration ends, where its body starts, and where its value ("=" or "=>") starts; the end itself when it has none.
    private static (int End, int Body, int Value) EndOf(string code, int start, int until)
    {
        var (body, value, depth) = (int.MaxValue, int.MaxValue, 0);
        for (var at = start; at < until; at++)
        {
            switch (code[at])
            {
                case '(' or '[' or '{':
                    body = code[at] == '{' && depth == 0 && value == int.MaxValue ? Math.Min(body, at) : body;
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    if (code[at] == '}' && depth == 0 && value == int.MaxValue)
                    {
                        return (at, Math.Min(body, at), at);
                    }

                    break;
                case '=' when depth == 0 && !Operator().IsMatch(code[start..at]):
                    value = Math.Min(value, at);
                    break;
                case ';' when depth == 0:
                    return (at, Math.Min(body, at), Math.Min(value, at));
            }
        }

        return (until, until, until);
    }

    private static List<string> Parameters(string header)
    {
        if (Call().Match(header) is not { Success: true } call)
        {
            return [];
        }

        var (parts, depth, from) = (new List<string>(), 0, call.Index + call.Length);
        for (var at = from; at < header.Length; at++)
        {
            if (depth == 0 && header[at] is ')' or ',')
            {
                parts.Add(header[from..at].Trim());
                from = at + 1;
                if (header[at] == ')')
                {
                    break;
                }
            }

            depth += header[at] switch { '(' or '[' or '<' or '{' => 1, ')' or ']' or '>' or '}' => -1, _ => 0 };
        }

        return parts.Where(p => p.Length > 0).ToList();
    }

    [GeneratedRegex(@"^(?:(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|file|ref|unsafe|new)\s+)*(?<kind>class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+(?<name>\w+)")]
    private static partial Regex TypeHead();

    // A name right before a bracket; the bracket of a tuple stands alone.
    [GeneratedRegex(@"(?<name>\w+)(?:<[\w\s,.?]*>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\boperator\s*[^\s(]*$")]
    private static partial Regex Operator();
}
