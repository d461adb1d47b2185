namespace ProvinceNode.Registry;

/// <summary>Where a value came from, in words. Pure.</summary>
public static class OriginWords
{
    /// <summary>Reference of a value that a merge brought from another record begins so; its code follows.</summary>
    public const string Merged = "merge/";

    /// <summary>Reference of a value that was put back when a merge was undone begins so.</summary>
    public const string Unmerged = "unmerge/";

    /// <param name="place">Field of a form or cell of a sheet; empty when none is told.</param>
    public static string Of(FieldOrigin origin, string place = "") => origin.Kind switch
    {
        OriginKind.Dossier when origin.Reference.StartsWith("decision/", StringComparison.Ordinal) => "quyết định",
        OriginKind.Dossier => $"hồ sơ {origin.Reference}{(place.Length > 0 ? $", mục {place}" : "")}",
        OriginKind.Import => $"tệp {origin.Reference}{(place.Length > 0 ? $", ô {place}" : "")}",
        OriginKind.Population => $"Cơ sở dữ liệu quốc gia về dân cư, mã trả lời {origin.Reference}",
        _ when After(origin, Merged) is { } code => $"gộp từ hồ sơ {code}, cán bộ {origin.By}",
        _ when After(origin, Unmerged) is { } code => $"trả lại khi tách hồ sơ {code}, cán bộ {origin.By}",
        _ => $"cán bộ {origin.By}",
    };

    private static string? After(FieldOrigin origin, string kind) => origin.Reference.StartsWith(kind, StringComparison.Ordinal) ? origin.Reference[kind.Length..] : null;
}
