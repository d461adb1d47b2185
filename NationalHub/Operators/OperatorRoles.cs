using System.Security.Claims;

namespace NationalHub.Operators;

/// <summary>What an operator's account is for; an account may have several. The numbers are stored.</summary>
[Flags]
public enum OperatorRoles
{
    None = 0,

    /// <summary>Brings provinces on: invitations, gates, stages, certificates.</summary>
    Provinces = 1,

    /// <summary>Drafts and publishes reference packs; who drafted one does not publish it.</summary>
    Packs = 2,

    /// <summary>Looks after the gateways: the national portal, the population database, moves between provinces.</summary>
    Gateways = 4,

    /// <summary>Decides about one person in two provinces.</summary>
    Cases = 8,

    /// <summary>Reads everything and changes nothing; goes with no other role.</summary>
    Auditor = 16,
}

/// <summary>Roles in words.</summary>
public static class OperatorRoleNames
{
    /// <summary>All who work: what an account has for which nothing was said.</summary>
    public const OperatorRoles Working = OperatorRoles.Provinces | OperatorRoles.Packs | OperatorRoles.Gateways | OperatorRoles.Cases;

    public const string Usage = "tinh,goi,cong,trung-tinh (một hoặc nhiều, cách nhau bằng dấu phẩy) hoặc kiem-toan";

    /// <summary>Names as typed at the command line.</summary>
    public static IReadOnlyDictionary<string, OperatorRoles> Names { get; } = new Dictionary<string, OperatorRoles>(StringComparer.Ordinal)
    {
        ["tinh"] = OperatorRoles.Provinces,
        ["goi"] = OperatorRoles.Packs,
        ["cong"] = OperatorRoles.Gateways,
        ["trung-tinh"] = OperatorRoles.Cases,
        ["kiem-toan"] = OperatorRoles.Auditor,
    };

    /// <summary>The roles of a list as typed; null when a word is none, or an auditor would be anything else too.</summary>
    public static OperatorRoles? Read(string typed)
    {
        var words = typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !words.All(Names.ContainsKey))
        {
            return null;
        }

        var roles = words.Aggregate(OperatorRoles.None, (all, word) => all | Names[word]);
        return roles.HasFlag(OperatorRoles.Auditor) && roles != OperatorRoles.Auditor ? null : roles;
    }

    public static string Words(OperatorRoles roles) => roles == OperatorRoles.None ? "không có" : string.Join(',', Names.Where(n => roles.HasFlag(n.Value)).Select(n => n.Key));

    /// <summary>Roles of who is signed in, as his account has them at this request.</summary>
    public static OperatorRoles Of(ClaimsPrincipal user) => user.FindAll(ClaimTypes.Role).Aggregate(OperatorRoles.None, (all, claim) => all | (Enum.TryParse<OperatorRoles>(claim.Value, out var role) ? role : OperatorRoles.None));
}
