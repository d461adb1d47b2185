namespace ProvinceNode.Dossiers.Forms;

/// <summary>An answer in people's words.</summary>
/// <param name="Field">Full name of its field.</param>
public sealed record ReadLine(string Label, string Text, string Field, bool Restricted = false);

/// <summary>Answers of one page, or of one row of a group.</summary>
public sealed record ReadPart(string Title, string Slug, IReadOnlyList<ReadLine> Lines);

/// <summary>Reads a declaration back, for the citizen before he sends it and for officials after. Pure.</summary>
public static class FormRead
{
    /// <param name="commune">Name of a commune by its code.</param>
    /// <param name="withEmpty">Also questions left empty.</param>
    public static IReadOnlyList<ReadPart> Parts(IEnumerable<FormStep> steps, FormScope scope, Func<string, string>? commune = null, bool withEmpty = true) =>
        steps.Where(s => s.IsAsked(scope)).SelectMany(s => Parts(s, scope, commune, withEmpty)).Where(p => p.Lines.Count > 0).ToList();

    private static IEnumerable<ReadPart> Parts(FormStep step, FormScope scope, Func<string, string>? commune, bool withEmpty)
    {
        yield return new ReadPart(step.Short, step.Slug, Lines(step.Fields, scope, commune, withEmpty));
        foreach (var group in step.Fields.Where(f => f.Kind == FieldKind.Group && f.Applies(scope)))
        {
            var number = 0;
            foreach (var row in scope.Rows(group.Name))
            {
                var title = string.Format(Protos.Values.VietnameseFormat.Culture, group.RowTitle, ++number);
                yield return new ReadPart(title, step.Slug, Lines(group.Items, row, commune, withEmpty));
            }
        }
    }

    private static List<ReadLine> Lines(IEnumerable<FormField> fields, FormScope scope, Func<string, string>? commune, bool withEmpty) => fields
        .Where(f => f.IsTyped && f.Name != EndBlocks.Promise && f.Applies(scope))
        .Select(f => (Field: f, Line: new ReadLine(UnitNames.OfDay(f.Label, scope.Today).TrimEnd('?'), FieldText.Words(f, scope, commune), scope.At(f.Name), f.Restricted)))
        .Where(l => l.Line.Text.Length > 0 || (withEmpty && l.Field.Kind != FieldKind.Tick)).Select(l => l.Line).ToList();
}
