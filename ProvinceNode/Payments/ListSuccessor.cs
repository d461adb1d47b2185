using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>Who works the lists of a commune that was divided among several: configuration <c>Payments:DividedLists</c>.</summary>
public enum DividedLists
{
    /// <summary>The commune that took its main part.</summary>
    Main,

    /// <summary>The province's department: its accounts at the province's office.</summary>
    Province,
}

/// <summary>Settings of section <c>Payments</c>.</summary>
public sealed class SuccessorOptions
{
    public const string Section = "Payments";

    public DividedLists DividedLists { get; set; } = DividedLists.Main;
}

/// <summary>
/// Who goes on with an approved or sent list whose fund holder is no more (districts, until 2025-06-30): the commune that took over the list's whole commune; of a divided one the list stays whole and
/// one office has all of it. A list is what was approved: its commune, its hash and its lines stay as they are. Pure.
/// </summary>
public static class ListSuccessor
{
    /// <param name="commune">The list's commune.</param>
    /// <param name="today">Level that holds the fund today.</param>
    /// <returns>Null while its own holder works it, or when the table of succession does not know the commune.</returns>
    public static TenantPath? Of(string commune, UnitLevel today, DividedLists divided)
    {
        var path = TenantPath.Parse(commune);
        if (today != UnitLevel.Commune || path.Depth != 3 || Succession.MainOf(path.UnitCode) is not { } main)
        {
            return null;
        }

        var province = TenantPath.Parse(path.Province);
        return Succession.Of(path.UnitCode).Count > 1 && divided == DividedLists.Province ? province : province.Child(main);
    }
}
