using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// The office of each care institution: a place of its own below the province, so that its decisions are counted in its own book, sealed with
/// its own certificate and verified under its own name (Decree 30/2020 Art. 15). Made when its first paper is numbered.
/// </summary>
public static class InstitutionOffices
{
    /// <summary>Counter of the places of a province; never restarts (period 0).</summary>
    private const string Counter = "CSTGXH";

    /// <summary>The office of the institution that a decision names. Inside the transaction of the number; the caller saves.</summary>
    public static async Task<Office> OfAsync(NodeDb db, FlowContext context, Decision decision, CancellationToken cancel)
    {
        // Names are typed: capitals and the place of a tone make no other institution.
        var name = VietnameseText.NameKey(decision.IssuerName);
        var known = (await db.Offices.Where(o => o.Level == UnitLevel.Institution).OrderBy(o => o.TenantPath).ToListAsync(cancel)).Find(o => VietnameseText.NameKey(o.UnitName) == name);
        if (known is not null)
        {
            return known;
        }

        var province = TenantPath.Parse(TenantPath.Parse(decision.IssuerPath).Province);
        // Codes of units have two, three or five digits and those of communes begin with 0 to 3: none begins with 9.
        var place = province.Child($"9{await PaperNumbers.NextAsync(db, province.Value, Counter, 0, cancel):0000}");
        var office = new Office
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), TenantPath = place.Value, Level = UnitLevel.Institution, UnitName = decision.IssuerName, Identifier = "", ValidFrom = context.Today,
        };
        db.Offices.Add(office);
        return office;
    }
}
