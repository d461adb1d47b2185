using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>
/// Counts wrong digits at codes of dossiers that exist, over weeks and wherever they come from: ten thousand combinations are soon gone through from many addresses. Codes that nobody has
/// are not held, so nobody drives these counts out of memory by inventing codes. What a restart forgets, the counts of a day and an address begin anew.
/// </summary>
public sealed class FailedLookUps(VietnamTime time)
{
    /// <summary>Wrong tries at one dossier in <see cref="Weeks"/>: one in two hundred of the combinations.</summary>
    public const int MostPerDossier = 50;

    /// <summary>Wrong tries at all dossiers of the node in an hour: more than people mistype, far too few to go through codes.</summary>
    public const int MostOfNode = 600;

    public static readonly TimeSpan Weeks = TimeSpan.FromDays(30);
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);
    private const string Node = "node";

    private readonly Throttle _counts = new(time);

    /// <summary>Counts a try before it is known to be wrong, so that many at once do not all pass.</summary>
    /// <returns>False when no answer may be given, right or wrong.</returns>
    public bool CountOne(Guid dossier) =>
        _counts.CountOne(dossier.ToString("N"), MostPerDossier, Weeks) & _counts.CountOne(Node, MostOfNode, OneHour);

    /// <summary>It was a right one.</summary>
    public void Forgive(Guid dossier)
    {
        _counts.Forgive(dossier.ToString("N"));
        _counts.Forgive(Node);
    }
}
