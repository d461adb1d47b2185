using ProvinceNode.Dossiers.Law;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>A pack that is about to be put in force.</summary>
/// <param name="Changes">What it changes of what is in force.</param>
/// <param name="Today">Day on which that is judged.</param>
public sealed record PackOrder(PackContent Content, IReadOnlyList<PackChange> Changes, DateOnly Today);

/// <summary>What putting a pack in force does at this node.</summary>
public sealed record PackEffect
{
    /// <summary>Why it cannot be put in force here, each with what to do.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What else happens, e.g. which of the province's own rows stay.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What it reaches of the past; none: nothing.</summary>
    public IReadOnlyList<PastEffect> Past { get; init; } = [];

    /// <summary>Decisions that rest on rows which go before they begin; null: none.</summary>
    public RestingDecisions? Resting { get; init; }

    public static PackEffect Refused(params IReadOnlyList<string> faults) => new() { Faults = faults };
}

/// <summary>Puts the packs of one kind in force.</summary>
public interface IPackEffect
{
    PackKind Kind { get; }

    /// <summary>Changes the rows in the context and saves nothing: the caller saves them under an act, or forgets them after having looked.</summary>
    Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel);
}
