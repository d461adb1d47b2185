using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Reference;

namespace ProvinceNode.Platform.Layout;

/// <summary>What stands in the band of every page: whose site it is, and the official's office.</summary>
public sealed class Heading(IOptions<NodeOptions> options, NodeDb db, CurrentOfficial current)
{
    private static readonly Lazy<IReadOnlyList<ReferenceTable.Row>> Provinces =
        new(() => ReferenceTable.Read("province-succession-2025-07-01").Rows);

    public bool Demo => options.Value.Demo;

    /// <summary>Name of the node's province, e.g. Tỉnh Thanh Hóa.</summary>
    public string Province => ProvinceName(options.Value.ProvinceCode);

    /// <summary>E.g. UBND xã Hoa Lộc, Trung tâm Bảo trợ xã hội số 1; empty when nobody is signed in.</summary>
    public async Task<string> OfficeAsync(CancellationToken cancel)
    {
        if (current.Official is not { } official)
        {
            return "";
        }

        var path = official.Office.Value;
        var name = await db.Offices.Where(o => o.TenantPath == path).Select(o => o.UnitName).FirstOrDefaultAsync(cancel);
        // An institution is no committee: it bears its own name.
        return name is null ? "" : official.Level == UnitLevel.Institution ? name : $"UBND {FlowContext.Lower(name)}";
    }

    private static string ProvinceName(string code) =>
        Provinces.Value.FirstOrDefault(r => r["new_province_code"] == code)?["new_province_name"]
        ?? Provinces.Value.FirstOrDefault(r => r["old_province_code"] == code)?["old_province_name"] ?? "";
}
