using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Citizens.Own;

/// <summary>Somebody whose file a citizen sees.</summary>
/// <param name="Why">Why he sees it; empty for himself.</param>
public sealed record OwnPerson(Guid Id, string Code, string Name, string TenantPath, string Commune, string CitizenId, string OldNumber, string Why)
{
    public bool IsSelf => Why.Length == 0;
}

/// <summary>
/// Whom a citizen sees: himself, children under 18 whose money he takes as father or mother, and those whose guardian he is today by the registry (Civil Code Art. 46–63, 136). Nobody else, and
/// nobody for longer than it holds; a dead person's file is opened to nobody by his number.
/// </summary>
public sealed class OwnPeople(NodeDb db, VietnamTime time, IOptions<NodeOptions> options)
{
    private const int OfAge = 18;
    private static readonly HashSet<string> Parents = new(StringComparer.Ordinal) { "cha", "me", "bo", "ma" };

    /// <summary>Himself first; the scope is the province afterwards.</summary>
    public async Task<IReadOnlyList<OwnPerson>> OfAsync(CitizenIdentity who, CancellationToken cancel)
    {
        db.Scope.Enter(TenantPath.Parse(options.Value.ProvinceCode));
        var (number, today) = (who.Number, time.Today);
        var own = (await db.Beneficiaries.AsNoTracking().Where(b => (b.CitizenId == number || b.OldIdentityNumber == number) && b.DiedOn == null).ToListAsync(cancel)).Where(b => who.IsBornOn(b.BirthDate)).ToList();
        var links = (await db.PersonLinks.AsNoTracking().Where(l => l.Role == LinkRole.Guardian && l.Number == number).ToListAsync(cancel))
            .Where(l => l.HoldsOn(today) && (l.BirthDate.Length == 0 || who.IsBornOn(l.BirthDate))).Select(l => l.BeneficiaryId).ToHashSet();
        var taken = (await db.Entitlements.AsNoTracking().Where(e => e.ReceiverNumber == number && e.Status != EntitlementStatus.Ended).Select(e => new { e.BeneficiaryId, e.ReceiverRelation }).ToListAsync(cancel))
            .Where(e => Parents.Contains(VietnameseText.NameKey(e.ReceiverRelation).Split(' ')[0])).Select(e => e.BeneficiaryId).ToHashSet();
        var ids = links.Union(taken).ToList();
        if (who.OnlyOf is { Length: > 0 } code)
        {
            // A form that somebody filed names him, no paper does: he sees whom that dossier is about, not himself.
            own = [];
            var of = await db.Entitlements.AsNoTracking().Where(e => db.Decisions.Any(d => d.Id == e.DecisionId && d.DossierCode == code)).Select(e => e.BeneficiaryId).ToListAsync(cancel);
            ids = [.. ids.Intersect(of)];
        }

        var others = (await db.Beneficiaries.AsNoTracking().Where(b => ids.Contains(b.Id) && b.DiedOn == null).ToListAsync(cancel))
            .Where(b => !own.Exists(o => o.Id == b.Id) && (links.Contains(b.Id) || IsMinor(b, today))).ToList();
        var communes = await CommunesAsync([.. own, .. others], cancel);
        return
        [
            .. own.Select(b => Make(b, "", communes)),
            .. others.OrderBy(b => b.BirthDate, StringComparer.Ordinal).ThenBy(b => b.Code, StringComparer.Ordinal).Select(b => Make(b, links.Contains(b.Id) ? "ông/bà là người giám hộ" : "ông/bà là cha, mẹ nhận tiền thay con chưa đủ 18 tuổi", communes)),
        ];
    }

    private static bool IsMinor(Beneficiary child, DateOnly today) => BirthDate.TryParse(child.BirthDate, out var birth) && birth.AgeInYears(today) < OfAge;

    private static OwnPerson Make(Beneficiary b, string why, Dictionary<string, string> communes) =>
        new(b.Id, b.Code, b.FullName, b.TenantPath, communes.GetValueOrDefault(b.TenantPath, ""), b.CitizenId, b.OldIdentityNumber, why);

    private async Task<Dictionary<string, string>> CommunesAsync(List<Beneficiary> people, CancellationToken cancel)
    {
        var paths = people.Select(b => b.TenantPath).Distinct().ToList();
        return (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).OrderBy(o => o.ValidFrom).ToListAsync(cancel)).GroupBy(o => o.TenantPath, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().UnitName, StringComparer.Ordinal);
    }
}
