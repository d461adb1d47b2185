using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>A row that belongs to an office: seen and written only from its office's path or above.</summary>
public interface ITenantOwned
{
    /// <summary>Path of the owning office, e.g. <c>38.380.14758</c>.</summary>
    string TenantPath { get; }
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

    public bool Allows(string tenantPath) => Path is { } path && path.Covers(tenantPath);
}

/// <summary>A write outside the official's subtree: a fault of our code or an attack, never an expected failure.</summary>
public sealed class TenantViolationException(string entity, string path, string scope)
    : InvalidOperationException($"A write of {entity} at {path} is outside the scope {scope}.");
