using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>How a field is typed, judged and kept.</summary>
public enum FieldKind
{
    /// <summary>A line of text, or several.</summary>
    Text,

    /// <summary>Name of a person.</summary>
    Name,
    Phone,

    /// <summary>12 digits, or 9 of an old card; <c>…CitizenId</c> is compared with <c>…Sex</c>, <c>…Birth</c> and <c>…NoNumber</c> of the same person.</summary>
    Identity,

    /// <summary>Number of a bank account.</summary>
    Account,

    /// <summary>A whole number between two bounds.</summary>
    Number,

    /// <summary>Whole đồng.</summary>
    Money,

    /// <summary>A month as 10/2022.</summary>
    Month,

    /// <summary>A whole day in three boxes.</summary>
    Date,

    /// <summary>A birth date in three boxes, of which day and month may be unknown.</summary>
    Birth,

    /// <summary>One of few, as radio buttons.</summary>
    Choice,

    /// <summary>One of many, as a list.</summary>
    Select,
    Tick,

    /// <summary>A commune of this node in force today.</summary>
    Commune,

    /// <summary>Rows of the same fields.</summary>
    Group,

    /// <summary>A heading with some words; nothing is typed.</summary>
    Heading,
}

/// <summary>A field is asked when another field of the same scope holds one of some values.</summary>
public sealed record FieldCondition(string Field, params IReadOnlyList<string> Values)
{
    public bool Holds(FormScope scope) => Values.Contains(scope[Field]);
}

/// <summary>One question of a form, defined once and used in every form that asks it. Pure.</summary>
/// <param name="Name">Name of its box; names of several boxes begin with it.</param>
public sealed record FormField(string Name, string Label, FieldKind Kind)
{
    private static readonly Func<FormScope, bool> Never = _ => false;

    public string Hint { get; init; } = "";

    /// <summary>What the sentence "Hãy nhập …" or "Hãy chọn …" names; the label when null.</summary>
    public string? Asks { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>Choices that differ from day to day, e.g. provinces; null: always <see cref="Options"/>.</summary>
    public Func<DateOnly, IReadOnlyList<KeyValuePair<string, string>>>? OptionsOf { get; init; }

    /// <summary>Most characters of a text.</summary>
    public int Longest { get; init; } = 200;

    /// <summary>Bounds of a number.</summary>
    public int Least { get; init; }

    public int Most { get; init; } = 99;

    /// <summary>2, 4, 12 or 20 characters wide; null for the whole line.</summary>
    public int? Width { get; init; }

    /// <summary>More than one line of text.</summary>
    public int? Lines { get; init; }

    /// <summary>Asked only then; told by the page when both stand on one page.</summary>
    public FieldCondition? If { get; init; }

    /// <summary>Asked only then, told by what is known from other pages.</summary>
    public Func<FormScope, bool>? When { get; init; }

    /// <summary>Whether an answer must be given when it is asked; null is always.</summary>
    public Func<FormScope, bool>? Needed { get; init; }

    /// <summary>What else can be wrong with a well-written answer.</summary>
    public Func<FormScope, Problem?>? Rule { get; init; }

    /// <summary>The decision depends on it: the appraiser compares it with the papers.</summary>
    public bool BearsOnDecision { get; init; }

    /// <summary>Read by those who review, appraise or sign only (HIV, Decree 20 Art. 8(1)(b)).</summary>
    public bool Restricted { get; init; }

    /// <summary>Ticked or typed by the clerk only.</summary>
    public bool ByClerk { get; init; }

    /// <summary>A date that may lie ahead.</summary>
    public bool MayBeAhead { get; init; }

    /// <summary>A short line with its choices beside it, for long tables.</summary>
    public bool InLine { get; init; }

    /// <summary>Chosen before anything was.</summary>
    public string Default { get; init; } = "";

    /// <summary>The identity number may be the beneficiary's: the row lists him too.</summary>
    public bool MayBeOwner { get; init; }

    /// <summary>1 or 2 when the role of the person whose number it is tells the sex, e.g. a mother.</summary>
    public int? OfSex { get; init; }

    /// <summary>That role in words, e.g. mẹ.</summary>
    public string Role { get; init; } = "";

    /// <summary>Fields of one row of a group.</summary>
    public IReadOnlyList<FormField> Items { get; init; } = [];

    /// <summary>Heading of a row, e.g. "Con thứ {0}".</summary>
    public string RowTitle { get; init; } = "{0}";

    /// <summary>Words of the button, e.g. "Thêm một con".</summary>
    public string AddLabel { get; init; } = "Thêm dòng";

    public int LeastRows { get; init; }

    public int MostRows { get; init; } = 20;

    /// <summary>Never needed: "(không bắt buộc)" is said.</summary>
    public bool IsOptional => ReferenceEquals(Needed, Never);

    public bool IsTyped => Kind is not (FieldKind.Group or FieldKind.Heading);

    /// <summary>Words of a sentence about it.</summary>
    public string Words => Asks ?? PersonRules.Inside(Label.TrimEnd('?'));

    /// <summary>Names of its boxes within its scope.</summary>
    public IReadOnlyList<string> Boxes => Kind switch
    {
        FieldKind.Date or FieldKind.Birth => [Name + "Day", Name + "Month", Name + "Year"],
        FieldKind.Heading => [],
        FieldKind.Group => [Name + ".Count"],
        _ => [Name],
    };

    /// <summary>What may be chosen on a day.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OptionsOn(DateOnly day) => OptionsOf?.Invoke(day) ?? Options;

    /// <summary>Words of an answer given on a day; the answer itself when it was no choice.</summary>
    public string WordsOf(string value, DateOnly day) => FormChoices.Has(OptionsOn(day), value) ? FormChoices.Words(OptionsOn(day), value) : FormChoices.Words(Options, value);

    /// <summary>Whether it is asked with these values.</summary>
    public bool Applies(FormScope scope) => (If is null || If.Holds(scope)) && (When is null || When(scope));

    public bool IsNeeded(FormScope scope) => Needed is null || Needed(scope);

    public bool IsGiven(FormScope scope) => Boxes.Any(scope.Has);

    public FormField Optional() => this with { Needed = Never };

    public FormField Only(string field, params string[] values) => this with { If = new FieldCondition(field, values) };

    public FormField Provided(Func<FormScope, bool> when) => this with { When = When is { } before ? s => before(s) && when(s) : when };

    public FormField Bears() => this with { BearsOnDecision = true };

    public FormField Hinted(string hint) => this with { Hint = hint };

    public FormField Checked(Func<FormScope, Problem?> rule) => this with { Rule = Rule is { } before ? s => before(s) ?? rule(s) : rule };
}
