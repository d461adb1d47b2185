using ProvinceNode.Eligibility;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>What the desk makes of a report before anybody has verified it (policy 3.6, system rule). Pure.</summary>
public static class EventRules
{
    /// <summary>Working days in which the commune verifies a report. The law gives none; this is the product's own.</summary>
    public const int DaysToVerify = 3;

    /// <summary>
    /// Whether the next list leaves the person out until the report is verified: a death, whoever told it; an absence only when a body told it, since a
    /// neighbour's word does not make somebody absent by law; a payment in two provinces when the hub told it.
    /// </summary>
    public static bool Holds(LifeEventKind kind, EventSource source) => kind == LifeEventKind.Death
        || (kind == LifeEventKind.Missing && source is EventSource.Population or EventSource.Post or EventSource.CivilRegistry)
        || (kind == LifeEventKind.ReceivesElsewhere && source == EventSource.Hub);

    /// <summary>Whether two provinces answer it together: no officer refutes it or stops the payment by himself.</summary>
    public static bool IsOfTwoProvinces(LifeEvent told) => told is { Kind: LifeEventKind.ReceivesElsewhere, Source: EventSource.Hub };

    /// <summary>
    /// Whether nobody has verified a report that holds payments: it is open, whatever became of its hold; or it told the death of somebody who received nothing then, and was only kept.
    /// Nothing begins or is restored to him over it.
    /// </summary>
    public static bool IsUnverified(LifeEvent told) => told.IsOpen ? Holds(told.Kind, told.Source) : told is { Kind: LifeEventKind.Death, State: EventState.Noted };

    /// <summary>Happens to a person once.</summary>
    public static bool IsOnce(LifeEventKind kind) => kind is LifeEventKind.Death or LifeEventKind.Missing;

    /// <summary>Is about what was interrupted or ended: it matters though nothing is paid.</summary>
    public static bool LooksBack(LifeEventKind kind) => kind is LifeEventKind.ReasonGone or LifeEventKind.ReportWrong;

    /// <summary>The months of the measure are counted from the day: no dossier begins without it.</summary>
    public static bool NeedsDay(LifeEventKind kind) => kind is not (LifeEventKind.NotCollected or LifeEventKind.ReasonGone or LifeEventKind.ReportWrong);

    /// <summary>Whether what a kind tells beside the day is told.</summary>
    public static bool IsTold(LifeEventKind kind, string value) => kind switch
    {
        LifeEventKind.DegreeChanged => Enum.TryParse<DisabilityDegree>(value, out var degree) && Enum.IsDefined(degree),
        LifeEventKind.PovertyChanged => Enum.TryParse<PovertyStatus>(value, out var status) && Enum.IsDefined(status),
        LifeEventKind.ChildLeft => value.Length == 0 || Protos.Values.BirthDate.TryParse(value, out _),
        LifeEventKind.ReportWrong => Guid.TryParse(value, out _),
        LifeEventKind.ReceivesElsewhere => value.Length == 0 || Guid.TryParse(value, out _),
        _ => value.Length == 0,
    };

    /// <summary>
    /// Whether a report says again what is kept already: by the same paper, of what is still open, or of the same day. A report that was refuted does not come back by
    /// being repeated; but what was settled without a day says nothing of a later one under another paper: he who was wrongly told dead dies too.
    /// </summary>
    public static bool IsSame(LifeEvent kept, ReportEventInput told) => kept.Kind == told.Kind && kept.Source == told.Source && kept.Value == told.Value
        && ((kept.Reference.Length > 0 && kept.Reference == told.Reference.Trim()) || kept.IsOpen || (kept.HappenedOn is not null && kept.HappenedOn == told.HappenedOn));
}
