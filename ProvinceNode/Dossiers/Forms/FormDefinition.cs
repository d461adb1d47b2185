using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>One page of the wizard and one section of the clerk's entry: one topic, a plain question as its heading.</summary>
/// <param name="Slug">Last part of the address.</param>
public sealed record FormStep(string Slug, string Heading, params IReadOnlyList<FormField> Fields)
{
    /// <summary>Heading of its part when it is read back.</summary>
    public string Short { get; init; } = Heading;

    /// <summary>Some words under the heading.</summary>
    public string Words { get; init; } = "";

    /// <summary>Passed over when it has nothing to ask of these values.</summary>
    public Func<FormScope, bool>? When { get; init; }

    public bool IsAsked(FormScope scope) => (When is null || When(scope)) && (Fields.Count == 0 || Fields.Any(f => f.Kind != FieldKind.Heading && (f.When is null || f.When(scope))));

    /// <summary>Whether a problem is mended here.</summary>
    public bool Owns(string? field) => field is not null && Fields.Any(f =>
        f.Name.Length > 0 && (f.Name == field || (f.Kind == FieldKind.Group && (field.StartsWith(f.Name + "[", StringComparison.Ordinal) || field == f.Name + ".Count"))));
}

/// <summary>Who makes the declaration.</summary>
public enum Declarant
{
    /// <summary>The person, or somebody for him (người khai thay): asked.</summary>
    OwnerOrOther,

    /// <summary>The carer (2b), named <c>Carer…</c>.</summary>
    Carer,

    /// <summary>The person or body that buries (04), named <c>Burier…</c>.</summary>
    Burier,

    /// <summary>The person himself, e.g. the head of the village who makes a list.</summary>
    Owner,
}

/// <summary>What is paid, and so whether the way of payment is asked.</summary>
public enum FormPayment
{
    None,
    Monthly,
    Once,
}

/// <summary>A paper of a form, with whether these answers need it.</summary>
/// <param name="Needed">Null: helpful, never needed.</param>
public sealed record FormPaper(PaperKind Kind, Func<FormScope, bool>? Needed = null)
{
    public bool IsNeeded(FormScope scope) => Needed is not null && Needed(scope);
}

/// <summary>
/// A declaration form in force over some days; a dossier keeps the code and the version that it was made on (policy 10.2).
/// Forms are data in code: fields, papers and rules, defined once. Pure.
/// </summary>
/// <param name="Code">E.g. 1đ; our own request forms begin with DN.</param>
/// <param name="Legal">The text that prescribes it.</param>
public sealed record FormDefinition(string Code, string Title, string Legal, DateOnly ValidFrom, DateOnly? ValidTo = null)
{
    public required IReadOnlyList<FormStep> Steps { get; init; }

    public IReadOnlyList<FormPaper> Papers { get; init; } = [];

    /// <summary>What contradicts, beyond single fields.</summary>
    public IReadOnlyList<Func<FormScope, IEnumerable<Problem>>> Rules { get; init; } = [];

    /// <summary>What is worth saying before sending though it stops nothing.</summary>
    public IReadOnlyList<Func<FormScope, IEnumerable<Problem>>> Warnings { get; init; } = [];

    /// <summary>Begin of the names of the person whose dossier it is.</summary>
    public string Owner { get; init; } = "";

    /// <summary>What the owner is called, e.g. "Người hưởng".</summary>
    public string OwnerWord { get; init; } = "Người hưởng";

    /// <summary>Whether the answers also ask for care support of the person's own (Art. 20(2)(a)).</summary>
    public Func<FormScope, bool> AsksOwnCare { get; init; } = _ => false;

    public Declarant Declarant { get; init; } = Declarant.OwnerOrOther;

    public FormPayment Payment { get; init; } = FormPayment.Monthly;

    /// <summary>Identifies the version.</summary>
    public DateOnly Version => ValidFrom;

    public bool IsInForce(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public IEnumerable<FormField> Fields => Steps.SelectMany(s => s.Fields);
}
