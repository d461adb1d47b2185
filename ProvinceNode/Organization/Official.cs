using Microsoft.AspNetCore.Identity;
using Protos.Values;

namespace ProvinceNode.Organization;

/// <summary>A person who signs in to work for an office. Roles say what he may do; the office says where.</summary>
public sealed class Official : IdentityUser<Guid>
{
    public required string FullName { get; set; }

    /// <summary>Title as printed, e.g. Công chức Văn hóa – Xã hội.</summary>
    public required string Title { get; set; }

    /// <summary>Path of the office he works for.</summary>
    public required string OfficePath { get; set; }

    /// <summary>He must choose his own password before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Left or was moved; the account stays for the record.</summary>
    public bool Disabled { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>SHA-256 of the one-time code on the official's slip, or null when none is open.</summary>
    public string? ActivationHash { get; set; }

    /// <summary>Until when the slip holds, UTC.</summary>
    public DateTime? ActivationUntil { get; set; }

    /// <summary>Last time step whose authenticator code was used (RFC 6238): it and the earlier ones are not taken again. Only <see cref="Sessions.OneTimeCodes"/> writes it.</summary>
    public long LastCodeStep { get; private set; }
}

/// <summary>A role that an official holds.</summary>
public sealed class OfficialRole
{
    public required Guid OfficialId { get; set; }

    public required string Role { get; set; }
}

/// <summary>The official of this request, as proven by his session: all that a verb needs to know of him.</summary>
public sealed record SignedInOfficial(
    Guid Id, string UserName, string FullName, string Title, TenantPath Office, UnitLevel Level, IReadOnlySet<string> Roles, IReadOnlySet<string> Actions)
{
    public bool May(string action) => Actions.Contains(action);

    public bool Is(string role) => Roles.Contains(role);
}
