using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>What every decision leaves beside its own effect, in the transaction of the signature: health cards to begin or end, a death or absence, and the stay that a death or absence ended. The caller saves.</summary>
public static class DecisionTraces
{
    /// <summary>Call after the outcome is applied and before it is saved.</summary>
    /// <param name="decision">The leading decision.</param>
    public static void Note(NodeDb db, Case found, Guid decision)
    {
        HealthCards.Note(db, found, decision);
        if (Death.IsIn(found) && found.Measure.On is { } on)
        {
            found.Dossier.DeathOn = on;
        }

        if (Death.IsGone(found) && found.Measure.On is { } gone)
        {
            found.Dossier.MissingOn = Death.IsMissing(found) ? gone : null;
            Stays.End(found, gone, decision);
        }
    }
}
