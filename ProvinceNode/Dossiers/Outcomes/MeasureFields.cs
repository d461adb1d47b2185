using ProvinceNode.Dossiers.Forms;
using Protos.Values;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>A <see cref="Measure"/> as typed on the appraiser's page; text until it is read. Pure.</summary>
public sealed class MeasureFields
{
    public string? Reason { get; set; }

    public string? On { get; set; }

    public string? ReceiverName { get; set; }

    public string? ReceiverNumber { get; set; }

    public string? ReceiverRelation { get; set; }

    public bool PayArrears { get; set; }

    public string? ToProvince { get; set; }

    public string? ToCommune { get; set; }

    public string? ToName { get; set; }

    public string? Aid { get; set; }

    public int Days { get; set; }

    public long CostDong { get; set; }

    public string? Institution { get; set; }

    public bool DiedUndecided { get; set; }

    /// <summary>What the declaration proposes, for the appraiser to compare with the papers.</summary>
    public static MeasureFields Declared(Dossier dossier)
    {
        var scope = FormFacts.ValuesOf(dossier).On(DateOnly.MaxValue);
        var on = scope.Day("EventOn") ?? scope.Day("Died") ?? scope.Day("Damaged") ?? scope.Day("Injured");
        var buried = scope.Has("BurierName");
        return new MeasureFields
        {
            Reason = scope["StopReason"] is { Length: > 0 } stop ? stop : scope["SuspendReason"], On = on is { } day ? VietnameseFormat.Date(day) : "",
            ReceiverName = !buried ? "" : scope["BurierOrganization"] is { Length: > 0 } organization ? organization : scope.Text("BurierName"),
            ReceiverNumber = buried ? scope["BurierCitizenId"] : "", ReceiverRelation = buried ? scope.Text("BurierRelation") : "",
        };
    }

    /// <summary>What was typed; a day that is none counts as none.</summary>
    public Measure Read() => new()
    {
        Reason = (Reason ?? "").Trim(), On = BirthDate.TryParse(On, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null,
        Receiver = string.IsNullOrWhiteSpace(ReceiverName) ? null
            : new Receiver(VietnameseText.Clean(ReceiverName), CitizenId.Clean(ReceiverNumber ?? ""), VietnameseText.Clean(ReceiverRelation)),
        PayArrears = PayArrears, ToProvince = (ToProvince ?? "").Trim(), ToCommune = (ToCommune ?? "").Trim(), ToName = VietnameseText.Clean(ToName),
        Aid = Enum.TryParse<AidKind>(Aid, out var aid) ? aid : null, Days = Days, CostDong = CostDong, Institution = VietnameseText.Clean(Institution), DiedUndecided = DiedUndecided,
    };
}
