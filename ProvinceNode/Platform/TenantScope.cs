using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>A row that belongs to an office: seen and written only from its office's path or above.</summary>
public interface ITenantOwned
{
    /// <summary>Path of the owning office, e.g. <c>38.380.14758</c>.</summary>
    string TenantPath { get; }
}

/// <summary>
/// A row of a matter that a care institution decides: its officials see and write it beside the owning commune. An institution stands beside the
/// communes, not above them (Decree 20 Art. 28–30), so its own rows are told by their second path.
/// </summary>
public interface IShared : ITenantOwned
{
    /// <summary>Path of the institution, e.g. <c>38.90001</c>; null while none has the matter.</summary>
    string? SharedPath { get; set; }
}

/// <summary>A part of a dossier: it is shared with whom its dossier is shared, whoever makes it.</summary>
public interface IOfDossier : IShared
{
    Guid DossierId { get; }
}

/// <summary>A row of the registry that is about one person; see <see cref="TenantScope.Hold"/>.</summary>
public interface IOfPerson
{
    Guid PersonId { get; }
}

/// <summary>
/// Evidence that led to a person's record: a row of a list, an entry from paper. It stays with the office that sent it. When the record becomes part of
/// another it names that one, whoever merges; nothing else of it is written from there.
/// </summary>
public interface IEvidenceOfPerson : ITenantOwned
{
    Guid? BeneficiaryId { get; }

    /// <summary>Whether it led to anything. What only looks at a person, as a dry run does, looks again.</summary>
    bool IsTaken { get; }

    /// <summary>Ids of the rows of the person that it rests on: whose those are, his it is. Empty for what is about the person himself.</summary>
    IReadOnlyList<Guid> RestsOn => [];

    /// <summary>Whether it counts where only one of a kind may: what was given back or came to nothing stands in no other's way.</summary>
    bool Counts => true;
}

/// <summary>
/// What the current unit of work may see and write. Empty sees nothing: a door that forgets to set it leaks nothing.
/// One per request or job run.
/// </summary>
public sealed class TenantScope
{
    /// <summary>Inclusive lower bound of visible paths; equal to the path itself. Read by the query filter.</summary>
    public string From { get; private set; } = "~";

    /// <summary>Exclusive upper bound of visible paths.</summary>
    public string Until { get; private set; } = "~";

    public TenantPath? Path { get; private set; }

    /// <summary>Narrows the unit of work to an office and everything below it.</summary>
    public void Enter(TenantPath path)
    {
        Path = path;
        From = path.Value;
        Until = path.SubtreeEnd;
    }

    /// <summary>
    /// The one beneficiary of the registry whom the dossier in hand is about: an institution that admits him must end what the commune pays
    /// (one payer a month), wherever in the province that is. Empty: nobody.
    /// </summary>
    public Guid Held { get; private set; }

    /// <summary>Lends the registry's rows of one person to the unit of work.</summary>
    public void Hold(Guid beneficiary) => Held = beneficiary;

    public bool Allows(string? tenantPath) => Path is { } path && path.Covers(tenantPath);
}

/// <summary>A write outside the official's subtree: a fault of our code or an attack, never an expected failure.</summary>
public sealed class TenantViolationException(string entity, string path, string scope)
    : InvalidOperationException($"A write of {entity} at {path} is outside the scope {scope}.");
