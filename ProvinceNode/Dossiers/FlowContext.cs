using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Rules, calendar and moment that a move of a dossier needs; gathered once, then everything is pure.</summary>
public sealed record FlowContext(
    AuthorityMap Authorities, WorkingCalendar Calendar, IReadOnlyList<StepRule> Steps, RuleBook Rules,
    IReadOnlyDictionary<string, Office> Offices, DateTime NowUtc, DateOnly Today)
{
    public PayMonth Month => PayMonth.Of(Today);

    /// <summary>Texts that papers may cite: the shipped ones and the province's own.</summary>
    public IReadOnlyList<LegalBasis> Laws { get; init; } = LegalBases.Shipped;

    /// <summary>Day on which the dossier in hand was received: its steps have the days in force then (policy 10.2). Null before, when those of today count.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Care institution that has the dossier in hand, or null.</summary>
    public TenantPath? Institution { get; init; }

    /// <summary>The context of one dossier.</summary>
    public FlowContext For(Dossier dossier) => this with
    {
        ReceivedOn = dossier.ReceivedAt is { } at ? VietnamTime.Day(at) : null, Institution = dossier.SharedPath is { } path ? TenantPath.Parse(path) : null,
    };

    /// <summary>The office that acts in a legal role today for the dossier in hand.</summary>
    public TenantPath OfficeFor(string authority, TenantPath commune) => Authorities.OfficeFor(authority, commune, Today, Institution);

    /// <summary>Registered institutions that work today, by name.</summary>
    public IEnumerable<Office> Institutions => Offices.Values.Where(o => o.Level == UnitLevel.Institution && o.HoldsOn(Today)).OrderBy(o => o.UnitName, StringComparer.Ordinal);

    /// <summary>The institution of a name, also one that it bore before, however its capitals and tones are written; null when none is registered.</summary>
    public Office? InstitutionNamed(string name) => VietnameseText.NameKey(name) is var key && Institutions.ToList() is var all
        ? all.Find(o => VietnameseText.NameKey(o.UnitName) == key) ?? all.Find(o => o.Formers.Any(f => VietnameseText.NameKey(f.Name) == key)) : null;

    /// <summary>Organisation in force today.</summary>
    public string Regime => Authorities.RegimeOn(Today);

    /// <summary>The law's single numbers of today by name, against which declarations are judged.</summary>
    public IReadOnlyDictionary<string, long> LawNumbers => LawParameters.Bounds.Keys.Select(n => (Name: n, Row: Rules.Parameter(n, Today))).Where(n => n.Row is not null)
        .ToDictionary(n => n.Name, n => n.Row!.Value, StringComparer.Ordinal);

    /// <summary>Steps of a procedure in the organisation of today, by the rows in force when the dossier in hand was received.</summary>
    /// <param name="kind">Null: the procedure's first route.</param>
    public Route? RouteOf(string procedure, RequestKind? kind) => Procedures.RouteOf(procedure, kind, Regime, ReceivedOn ?? Today);

    /// <summary>Name of the unit of an office, e.g. Xã Hoa Lộc.</summary>
    public string UnitName(TenantPath path) => Offices.TryGetValue(path.Value, out var office) ? office.UnitName : path.UnitCode;

    /// <summary>Office name to print for a legal role, e.g. "UBND xã Hoa Lộc"; an institution bears its own name, and a general one while none has the dossier.</summary>
    public string OfficeName(string authority, TenantPath commune)
    {
        var rule = Authorities.Rule(authority, Today);
        return rule.Level != UnitLevel.Institution ? rule.OfficeName.Replace("{unit}", Lower(UnitName(OfficeFor(authority, commune))), StringComparison.Ordinal)
            : Institution is { } institution ? rule.OfficeName.Replace("{unit}", UnitName(institution), StringComparison.Ordinal) : SomeInstitution;
    }

    /// <summary>Where no institution is told.</summary>
    public const string SomeInstitution = "Cơ sở trợ giúp xã hội";

    /// <summary>Inside a sentence the unit's type is written small: "UBND xã Hoa Lộc".</summary>
    public static string Lower(string unitName) => unitName.Length == 0 ? unitName : char.ToLower(unitName[0], VietnameseFormat.Culture) + unitName[1..];
}

/// <summary>Gathers the context from the rows.</summary>
public sealed class FlowRules(NodeDb db, VietnamTime time)
{
    /// <param name="commune">Commune of the dossier: its offices and those above it are named.</param>
    public async Task<FlowContext> ForAsync(TenantPath commune, CancellationToken cancel)
    {
        // Read once: at midnight the rules of one day and the date of the next would meet in one decision.
        var now = time.UtcNow;
        var today = VietnamTime.Day(now);
        var paths = new[] { commune.Value, commune.Parent.Value, commune.Province };
        // A district that is gone is still named on what it signed.
        var offices = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath) || o.Level == UnitLevel.District || o.Level == UnitLevel.Institution).ToListAsync(cancel);
        return new FlowContext(
            new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel)),
            await OfficeCalendar.LoadAsync(db, cancel),
            await db.StepRules.AsNoTracking().ToListAsync(cancel),
            (await RuleTables.ReadAsync(db, cancel)).On(today),
            offices.ToDictionary(o => o.TenantPath, StringComparer.Ordinal), now, today)
        {
            Laws = [.. LegalBases.Of(await ReferenceTexts.FindAsync(db, "legal-bases", cancel)), .. (await db.LegalBases.AsNoTracking().ToListAsync(cancel)).Select(b => b.AsBasis())],
        };
    }
}
