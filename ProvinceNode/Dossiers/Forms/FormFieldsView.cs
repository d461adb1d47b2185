namespace ProvinceNode.Dossiers.Forms;

/// <summary>Communes to choose from.</summary>
/// <param name="Found">Code and name: found ones, the chosen one, or all.</param>
/// <param name="WholeList">Shown as a select.</param>
/// <param name="Query">As typed; for a clerk the name of his own commune.</param>
public sealed record CommuneBox(IReadOnlyList<KeyValuePair<string, string>> Found, bool WholeList, string Query);

/// <summary>Some fields as they are shown: to the citizen, the clerk, and the appraiser.</summary>
public sealed record FormFieldsView
{
    public required IReadOnlyList<FormField> Fields { get; init; }

    public required FormValues Values { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>In a row of a group.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>An official's page: one page with everything, so nothing is hidden for what is not yet typed.</summary>
    public bool ByClerk { get; init; }

    /// <summary>All fields of the page: a condition among them is told by the page itself.</summary>
    public IReadOnlyList<FormField> OnPage { get; init; } = [];

    public CommuneBox Commune { get; init; } = new([], false, "");

    /// <summary>Specially difficult villages of the commune, to choose <see cref="MeansBlocks.AreaVillage"/> from; none: it is typed.</summary>
    public IReadOnlyList<string> Villages { get; init; } = [];

    /// <summary>Groups of the province or a later decree to choose <see cref="OwnGroupForm.Group"/> from; none: it is typed.</summary>
    public IReadOnlyList<string> OwnGroups { get; init; } = [];

    /// <summary>The groups as choices, with what was chosen before.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GroupChoices => [.. OwnGroups.Append(Values[OwnGroupForm.Group]).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Select(v => KeyValuePair.Create(v, v))];

    /// <summary>The villages as choices, with what was typed before.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> VillageChoices => [.. Villages.Append(Values[MeansBlocks.AreaVillage.Name]).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Select(v => KeyValuePair.Create(v, v))];

    public FormScope Scope => new(Values, Prefix, Today);

    /// <summary>The fields that bear on the decision, for the appraiser to compare with the papers and correct.</summary>
    public static FormFieldsView OfDecision(FormSet set, FormValues values, DateOnly today)
    {
        var fields = set.Content.SelectMany(s => s.Fields).Where(f => f.BearsOnDecision || f.Kind == FieldKind.Group && f.Items.Any(i => i.BearsOnDecision)).ToList();
        return new FormFieldsView { Fields = fields, Values = values, Today = today, ByClerk = true, OnPage = fields };
    }

    /// <summary>The same with one field more, last.</summary>
    public FormFieldsView With(FormField field) => this with { Fields = [.. Fields, field], OnPage = [.. OnPage, field] };

    public IEnumerable<FormField> Shown => Fields.Where(f => (ByClerk || (!f.ByClerk && (f.When is null || f.When(Scope)))) && (f.If is null || IsOnPage(f) || f.If.Holds(Scope)));

    public bool IsOnPage(FormField field) => field.If is { } when && OnPage.Any(f => f.Name == when.Field);

    /// <summary>For the script that hides what is not asked; without it the hint says so.</summary>
    public string? Condition(FormField field) => IsOnPage(field) ? $"{Prefix}{field.If!.Field}={string.Join('|', field.If.Values)}" : null;

    public string Hint(FormField field)
    {
        if (field.InLine || field.If is not { } when || OnPage.FirstOrDefault(f => f.Name == when.Field) is not { } asked || field.Hint.StartsWith("Chỉ ", StringComparison.Ordinal))
        {
            return field.Hint;
        }

        var words = string.Join(" hoặc ", when.Values.Select(v => asked.Kind == FieldKind.Tick ? asked.Label : asked.WordsOf(v, Today)).Select(w => $"“{w}”"));
        return $"Chỉ điền khi chọn {words}. {field.Hint}".TrimEnd();
    }

    /// <summary>Rows of a group, each a view of its own.</summary>
    public IEnumerable<FormFieldsView> Rows(FormField group) => Enumerable.Range(0, FormEntry.Shown(group, Values))
        .Select(i => this with { Fields = group.Items, OnPage = group.Items, Prefix = FormValues.Row(group.Name, i) });

    /// <summary>What a browser may fill in: only the citizen's own phone, and the name and address of who declares.</summary>
    public string Autocomplete(FormField field) => ByClerk ? "off" : field.Name switch
    {
        "Phone" or "ApplicantPhone" => "tel",
        "ApplicantName" => "name",
        "ApplicantAddress" => "street-address",
        _ => "off",
    };
}
