using Microsoft.AspNetCore.Authorization;

namespace ProvinceNode.Organization;

/// <summary>The official of this request; set once by the session check, null for citizens and jobs.</summary>
public sealed class CurrentOfficial
{
    public SignedInOfficial? Official { get; private set; }

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page forgot <see cref="NeedsAttribute"/>.</exception>
    public SignedInOfficial Required => Official ?? throw new InvalidOperationException("No official is signed in.");

    public void Set(SignedInOfficial official) => Official = official;
}

/// <summary>A page or endpoint that needs an action of <see cref="Actions"/>. Pages without it or <c>AllowAnonymous</c> are refused to all.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    /// <summary>Policies are named by this prefix and the action.</summary>
    public const string Prefix = "action:";

    public NeedsAttribute(string action)
        : base(Prefix + action) => Action = action;

    public string Action { get; }
}
