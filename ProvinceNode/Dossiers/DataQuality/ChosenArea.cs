using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.DataQuality;

/// <summary>The area that a page is asked for. Pure.</summary>
internal static class ChosenArea
{
    /// <summary>What was asked for when it lies in the official's area, else his own.</summary>
    public static TenantPath Of(string? asked, SignedInOfficial official) => TenantPath.TryParse(asked, out var path) && official.Office.Covers(path) ? path : official.Office;
}
