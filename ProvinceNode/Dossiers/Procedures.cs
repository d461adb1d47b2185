using System.Collections.Frozen;
using Protos.Reference;

namespace ProvinceNode.Dossiers;

/// <summary>A procedure of the shipped table.</summary>
/// <param name="Forms">Forms that open it; DN is a free written request (Decree 20 Art. 8: "văn bản đề nghị").</param>
public sealed record Procedure(string Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Forms, string Result)
{
    public bool InForceOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Administrative procedures (TTHC) that the node processes and the route of each, from the shipped tables (policy 3.1, 3.4–3.11). Pure.</summary>
public static class Procedures
{
    /// <summary>Monthly social assistance and care support: new, adjust, stop.</summary>
    public const string MonthlyAssistance = "1.001776";

    /// <summary>Move within one district; three-tier only.</summary>
    public const string MoveWithinDistrict = "1.001758";

    /// <summary>Move between districts or provinces; between communes since 2025-07-01.</summary>
    public const string Move = "1.001753";

    public const string Funeral = "1.001731";

    /// <summary>Emergency care of a person in the community.</summary>
    public const string EmergencyCare = "1.001739";

    /// <summary>Treatment of the seriously injured away from home.</summary>
    public const string EmergencyTreatment = "2.000777";

    /// <summary>The seriously injured at home, on the village's list or the hospital's letter (Art. 13(1)). It has no national code; this one is ours.</summary>
    public const string InjuryAtHome = "TGKC-13";

    public const string EmergencyFuneral = "2.000744";

    public const string EmergencyHousing = "2.000751";

    /// <summary>Into an institution, in specially difficult circumstances.</summary>
    public const string Admission = "2.000286";

    /// <summary>Into an institution, at once.</summary>
    public const string UrgentAdmission = "2.000282";

    /// <summary>Into an institution of one's own will, by contract (Art. 24(5)). The policy knows no national code; this one is ours.</summary>
    public const string VoluntaryAdmission = "CSTN-08";

    /// <summary>Out of an institution.</summary>
    public const string Discharge = "2.000477";

    /// <summary>Rice and essentials of Art. 12. It has no national code; this one is ours.</summary>
    public const string EmergencyGoods = "TGKC-12";

    public const string SocialPension = "1.014027";

    public const string SocialPensionFuneral = "1.014028";

    public const string DisabilityCertificate = "1.001699";

    public const string CertificateExchange = "1.001653";

    private static readonly Lazy<FrozenDictionary<string, Procedure>> ByCode = new(() => ReferenceTable.Read("procedures").Rows
        .Select(r => new Procedure(r["code"], r["name"], r.Date("validFrom")!.Value, r.Date("validTo"), r["forms"].Split(','), r["result"]))
        .ToFrozenDictionary(p => p.Code, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<RouteRow>> Rows = new(() => ReferenceTable.Read("procedure-routes").Rows
        .Select(r => new RouteRow(r["procedure"], r["kinds"].Split(',').Select(Enum.Parse<RequestKind>).ToList(), r["regime"], Route.Parse(r["route"]), r.Date("validFrom")!.Value, r.Date("validTo")))
        .ToList());

    public static IReadOnlyCollection<Procedure> All => ByCode.Value.Values;

    /// <summary>Official name, or the code itself when it is not shipped.</summary>
    public static string NameOf(string code) => ByCode.Value.GetValueOrDefault(code)?.Name ?? code;

    public static bool IsKnown(string code) => ByCode.Value.ContainsKey(code);

    public static Procedure? Find(string code) => ByCode.Value.GetValueOrDefault(code);

    /// <summary>Whether the node takes the procedure on a day: it is in force and has a route in the organisation of that day.</summary>
    /// <param name="regime">3T or 2T.</param>
    public static bool IsOpen(string code, string regime, DateOnly day) => Find(code)?.InForceOn(day) == true && RouteOf(code, null, regime, day) is not null;

    /// <summary>What may be asked in a procedure, in both organisations together.</summary>
    public static IReadOnlyList<RequestKind> KindsOf(string code) => Rows.Value.Where(r => r.Procedure == code).SelectMany(r => r.Kinds).Distinct().ToList();

    /// <summary>Steps of a procedure for a kind of request in an organisation, or null where it does not exist.</summary>
    /// <param name="kind">Null: the procedure's first route.</param>
    /// <param name="day">Day of the dossier's reception: a route that a later text changes leads on those who are on their way (policy 10.2); today for who has yet to be received.</param>
    public static Route? RouteOf(string code, RequestKind? kind, string regime, DateOnly day)
    {
        var rows = Rows.Value.Where(r => r.Procedure == code && (kind is null || r.Kinds.Contains(kind.Value)) && (r.Regime == regime || r.Regime == "ANY")).ToList();
        // An organisation that took a dossier over has routes of its own, which began later.
        return (rows.Find(r => r.ValidFrom <= day && (r.ValidTo is null || day <= r.ValidTo)) ?? rows.OrderBy(r => r.ValidFrom).FirstOrDefault(r => r.ValidFrom > day) ?? rows.LastOrDefault())?.Route;
    }

    private sealed record RouteRow(string Procedure, IReadOnlyList<RequestKind> Kinds, string Regime, Route Route, DateOnly ValidFrom, DateOnly? ValidTo);
}
