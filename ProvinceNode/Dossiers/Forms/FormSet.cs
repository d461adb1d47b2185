namespace ProvinceNode.Dossiers.Forms;

/// <summary>
/// The forms of one dossier, in order, as one list of pages: what an earlier form asks is not asked again (policy 3.9), and what
/// ends every form (declarant, papers, result, promise) stands once. Pure.
/// </summary>
public sealed class FormSet
{
    public FormSet(IReadOnlyList<FormDefinition> forms)
    {
        Forms = forms.Count > 0 ? forms : throw new ArgumentException("A dossier has at least one form.", nameof(forms));
        Content = Merge(forms);
        Steps = [.. Content, .. EndBlocks.Of(First)];
        Papers = forms.SelectMany(f => f.Papers).DistinctBy(p => p.Kind.Code).Select(p => Joined(p, forms)).ToList();
    }

    public IReadOnlyList<FormDefinition> Forms { get; }

    public FormDefinition First => Forms[0];

    /// <summary>Pages of the forms themselves.</summary>
    public IReadOnlyList<FormStep> Content { get; }

    /// <summary>All pages in order, the last is the review.</summary>
    public IReadOnlyList<FormStep> Steps { get; }

    public IReadOnlyList<FormPaper> Papers { get; }

    public IEnumerable<FormField> Fields => Steps.SelectMany(s => s.Fields);

    public FormStep? Step(string slug) => Steps.FirstOrDefault(s => s.Slug == slug);

    /// <summary>Pages that have something to ask.</summary>
    public IReadOnlyList<FormStep> Asked(FormScope scope) => Steps.Where(s => s.IsAsked(scope)).ToList();

    /// <summary>The page on which a problem can be mended.</summary>
    public FormStep StepOf(string? field) =>
        field?.StartsWith(EndBlocks.PaperPrefix, StringComparison.Ordinal) == true ? Step(EndBlocks.Papers)! : Steps.FirstOrDefault(s => s.Owns(field)) ?? Steps[^1];

    /// <summary>What a form of the set keeps: its own answers and those that end every form, tidied; what is not asked is left out.</summary>
    public FormValues Kept(FormDefinition form, FormValues values, DateOnly today)
    {
        var (kept, scope) = (new FormValues(), values.On(today));
        foreach (var field in form.Fields.Concat(EndBlocks.Of(First).SelectMany(s => s.Fields)))
        {
            Keep(Asking(field), scope, kept);
        }

        return kept;
    }

    // The merged field knows when any of the forms asks it.
    private FormField Asking(FormField field) => Fields.FirstOrDefault(f => Key(f) == Key(field)) ?? field;

    private static void Keep(FormField field, FormScope scope, FormValues kept)
    {
        if (!field.Applies(scope))
        {
            return;
        }

        foreach (var box in field.Boxes)
        {
            kept[scope.At(box)] = FieldText.Tidy(field, scope[box]);
        }

        if (field.Kind != FieldKind.Group)
        {
            return;
        }

        foreach (var row in scope.Rows(field.Name))
        {
            foreach (var item in field.Items)
            {
                Keep(item, row, kept);
            }
        }
    }

    private static List<FormStep> Merge(IReadOnlyList<FormDefinition> forms)
    {
        var (steps, seen) = (new List<FormStep>(), new Dictionary<string, (int Step, int Field)>(StringComparer.Ordinal));
        foreach (var step in forms.SelectMany(f => f.Steps))
        {
            var fresh = new List<FormField>();
            foreach (var field in step.Fields)
            {
                if (field.Kind == FieldKind.Heading || !seen.TryGetValue(Key(field), out var at))
                {
                    fresh.Add(field);
                }
                else
                {
                    Widen(steps, at, field, step);
                }
            }

            if (!fresh.Any(f => f.Kind != FieldKind.Heading))
            {
                continue;
            }

            for (var i = 0; i < fresh.Count; i++)
            {
                seen.TryAdd(Key(fresh[i]), (steps.Count, i));
            }

            steps.Add(new FormStep(Slug(steps, step.Slug), step.Heading, fresh) { Short = step.Short, Words = step.Words, When = step.When });
        }

        return steps;
    }

    // Two forms ask the same under different conditions: it is asked under either.
    private static void Widen(List<FormStep> steps, (int Step, int Field) at, FormField other, FormStep otherStep)
    {
        var (step, field) = (steps[at.Step], steps[at.Step].Fields[at.Field]);
        if (ReferenceEquals(field, other) && ReferenceEquals(step.When, otherStep.When))
        {
            return;
        }

        var fields = step.Fields.ToList();
        fields[at.Field] = field with
        {
            If = Equals(field.If, other.If) ? field.If : null,
            When = s => field.Applies(s) || other.Applies(s),
            Needed = s => (field.Applies(s) && field.IsNeeded(s)) || (other.Applies(s) && other.IsNeeded(s)),
            Rule = s => field.Rule?.Invoke(s) ?? other.Rule?.Invoke(s),
            BearsOnDecision = field.BearsOnDecision || other.BearsOnDecision,
        };
        steps[at.Step] = new FormStep(step.Slug, step.Heading, fields)
        {
            Short = step.Short, Words = step.Words, When = step.When is null || otherStep.When is null ? null : s => step.When(s) || otherStep.When(s),
        };
    }

    private static FormPaper Joined(FormPaper paper, IReadOnlyList<FormDefinition> forms)
    {
        var needs = forms.SelectMany(f => f.Papers).Where(p => p.Kind.Code == paper.Kind.Code && p.Needed is not null).Select(p => p.Needed!).ToList();
        return paper with { Needed = needs.Count == 0 ? null : s => needs.Any(n => n(s)) };
    }

    private static string Key(FormField field) => field.Kind == FieldKind.Group ? field.Name + "[]" : field.Name;

    private static string Slug(List<FormStep> steps, string slug)
    {
        for (var (i, free) = (2, slug); ; i++)
        {
            if (!steps.Any(s => s.Slug == free))
            {
                return free;
            }

            free = $"{slug}-{i}";
        }
    }
}
