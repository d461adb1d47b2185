using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Reporting;

/// <summary>A province as analysts read it.</summary>
public sealed class PublishedProvince
{
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public ProvinceStage Stage { get; set; }

    public string Identifier { get; set; } = "";

    /// <summary>Works with real people and money; else its records are samples (<see cref="RealProvinces"/>).</summary>
    public bool IsReal { get; set; }

    internal static IQueryable<PublishedProvince> Of(HubDb db)
    {
        var real = RealProvinces.Query(db);
        return db.Provinces.AsNoTracking().Select(p => new PublishedProvince { Code = p.Code, Name = p.Name, Stage = p.Stage, Identifier = p.Identifier, IsReal = real.Contains(p.Code) });
    }
}
