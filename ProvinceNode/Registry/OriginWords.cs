namespace ProvinceNode.Registry;

/// <summary>Where a value came from, in words. Pure.</summary>
public static class OriginWords
{
    /// <param name="place">Field of a form or cell of a sheet; empty when none is told.</param>
    public static string Of(FieldOrigin origin, string place = "") => origin.Kind switch
    {
        OriginKind.Dossier when origin.Reference.StartsWith("decision/", StringComparison.Ordinal) => "quyết định",
        OriginKind.Dossier => $"hồ sơ {origin.Reference}{(place.Length > 0 ? $", mục {place}" : "")}",
        OriginKind.Import => $"tệp {origin.Reference}{(place.Length > 0 ? $", ô {place}" : "")}",
        OriginKind.Population => $"Cơ sở dữ liệu quốc gia về dân cư, mã trả lời {origin.Reference}",
        _ => $"cán bộ {origin.By}",
    };
}
