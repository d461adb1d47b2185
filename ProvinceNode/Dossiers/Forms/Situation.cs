namespace ProvinceNode.Dossiers.Forms;

/// <summary>Why somebody comes, in plain words, and what that is in law: a procedure, a kind of request and a form. Pure.</summary>
/// <param name="Slug">Stands in addresses and drafts.</param>
/// <param name="Forms">Codes, of which the one in force is taken.</param>
public sealed record Situation(string Slug, string Topic, string Title, string Words, string Procedure, RequestKind Kind, params IReadOnlyList<string> Forms)
{
    /// <summary>Values that the choice of the situation answers already.</summary>
    public IReadOnlyList<(string Field, string Value)> Known { get; init; } = [];

    /// <summary>Last day on which it is offered; the form may live on in others.</summary>
    public DateOnly? Until { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>Offered only while the province or a later decree has groups of this form (<see cref="OwnGroupForm"/>).</summary>
    public bool OfOwnGroups { get; init; }

    /// <summary>Made by officials, e.g. a village's list; not shown to citizens.</summary>
    public bool ByOfficials { get; init; }

    /// <summary>The form in force on a day, or null.</summary>
    public FormDefinition? FormOn(DateOnly day) => Forms.Select(f => FormCatalogue.On(f, day)).FirstOrDefault(f => f is not null);

    /// <summary>Whether the procedure is taken on a day in an organisation (3T or 2T) and the form is in force.</summary>
    public bool IsOffered(string regime, DateOnly day) =>
        (Until is null || day <= Until) && (From is null || From <= day) && FormOn(day) is not null
        && Procedures.IsOpen(Procedure, regime, day) && Procedures.RouteOf(Procedure, Kind, regime, day) is not null;
}

/// <summary>Situations of one dossier as its forms.</summary>
public static class SituationSets
{
    /// <summary>The forms of some situations on a day; null when one is unknown or no longer offered.</summary>
    public static FormSet? SetOf(IReadOnlyList<string> slugs, DateOnly day)
    {
        var forms = slugs.Select(s => Situations.Of(s)?.FormOn(day)).ToList();
        return forms.Count == 0 || forms.Contains(null) ? null : new FormSet(forms.OfType<FormDefinition>().Distinct().ToList());
    }

    /// <summary>What may be asked in the same dossier beside what is asked already: same procedure, another form (policy 3.9).</summary>
    public static IReadOnlyList<Situation> Beside(IReadOnlyList<string> slugs, string regime, DateOnly day)
    {
        var chosen = slugs.Select(Situations.Of).OfType<Situation>().ToList();
        if (chosen.Count == 0 || chosen[0].Kind is not (RequestKind.Grant or RequestKind.Care))
        {
            return [];
        }

        var forms = chosen.Select(c => c.FormOn(day)?.Code).ToHashSet(StringComparer.Ordinal);
        return Situations.All.Where(s => s.Procedure == chosen[0].Procedure && s.Kind is RequestKind.Grant or RequestKind.Care && s.IsOffered(regime, day)
            && !forms.Contains(s.FormOn(day)!.Code)).DistinctBy(s => s.FormOn(day)!.Code).ToList();
    }

    public static IReadOnlyList<RequestInput> RequestsOf(IReadOnlyList<string> slugs, DateOnly day) =>
        slugs.Select(Situations.Of).OfType<Situation>().Select(s => new RequestInput(s.Kind, s.FormOn(day)?.Code ?? "")).ToList();
}
