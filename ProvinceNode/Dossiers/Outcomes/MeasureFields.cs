using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>A <see cref="Measure"/> as typed on the appraiser's page; text until it is read. Pure.</summary>
public sealed class MeasureFields
{
    // Ten years of treatment or care; a billion đồng.
    private const int MostDays = 3660;
    private const long MostDong = 1_000_000_000;
    private const int MostKilometres = 5000;

    public string? Reason { get; set; }

    public string? On { get; set; }

    /// <inheritdoc cref="Measure.Missing"/>
    public bool Missing { get; set; }

    public string? ReceiverName { get; set; }

    public string? ReceiverNumber { get; set; }

    public string? ReceiverRelation { get; set; }

    public string? HeirName { get; set; }

    public string? HeirNumber { get; set; }

    public string? HeirRelation { get; set; }

    public string? Organization { get; set; }

    public string? OldDecision { get; set; }

    public bool PayArrears { get; set; }

    public string? ToProvince { get; set; }

    public string? ToCommune { get; set; }

    public string? FirstMonth { get; set; }

    public string? Aid { get; set; }

    public string? Days { get; set; }

    public string? CostDong { get; set; }

    public string? SamePersonWhy { get; set; }

    public string? OtherPersonWhy { get; set; }

    public string? OtherEventWhy { get; set; }

    /// <summary>See <see cref="Measure.HouseholdWhys"/>.</summary>
    public List<HouseholdWhyFields> Households { get; set; } = [];

    public string? Institution { get; set; }

    public string? Words { get; set; }

    public string? Deceased { get; set; }

    public bool Hard { get; set; }

    /// <summary>Relatives care for the injured where he is treated.</summary>
    public bool? Relatives { get; set; }

    public string? TreatmentDong { get; set; }

    public bool HealthCard { get; set; }

    public string? Transport { get; set; }

    public string? TransportDong { get; set; }

    public string? Kilometres { get; set; }

    public string? PetrolDong { get; set; }

    /// <summary>Ways of transport in emergency care.</summary>
    public static IReadOnlyDictionary<string, string> Transports { get; } = new Dictionary<string, string>
    {
        [nameof(TransportWay.None)] = "Không phát sinh", [nameof(TransportWay.Public)] = "Phương tiện công cộng, theo giá vé", [nameof(TransportWay.Own)] = "Xe của cơ quan, đơn vị: theo số km và giá xăng",
        [nameof(TransportWay.Hired)] = "Thuê xe theo hợp đồng",
    };

    /// <summary>Answers to who the deceased was; the first leaves it to the registry.</summary>
    public static IReadOnlyDictionary<string, string> DeceasedCases { get; } = new Dictionary<string, string>
    {
        [""] = "Đang hưởng chế độ theo sổ của đơn vị", [nameof(DeceasedCase.Child)] = "Con của người đơn thân nghèo đang hưởng trợ cấp",
        [nameof(DeceasedCase.Survivor)] = "Từ đủ 80 tuổi, đang hưởng trợ cấp tuất hoặc trợ cấp hằng tháng khác",
        [nameof(DeceasedCase.Institution)] = "Được nuôi dưỡng tại cơ sở trợ giúp xã hội",
        [nameof(DeceasedCase.Undecided)] = "Đã đề nghị, đủ điều kiện hưởng trợ cấp hưu trí xã hội nhưng chưa có quyết định",
    };

    /// <summary>What the declaration proposes, for the appraiser to compare with the papers and correct.</summary>
    public static MeasureFields Declared(FlowContext context, Dossier dossier)
    {
        var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
        var fields = new MeasureFields
        {
            Missing = scope[Events.EventLaw.MissingAnswer] == "yes", Reason = scope["StopReason"] is { Length: > 0 } stop ? stop : scope["SuspendReason"], On = Printed(Event(dossier, scope)),
            OldDecision = scope.Has("OldDecision") ? scope.Text("OldDecision") : "", PayArrears = scope.Has("ResumeReason"), CostDong = Digits(scope.Money("ActualCost") ?? 0), Days = Digits(DaysOf(scope)), Aid = AidOf(scope, dossier), Hard = scope.Has("Circumstance"),
            Relatives = scope["HasRelatives"] is { Length: > 0 } relatives ? relatives == "yes" : null,
            Deceased = scope["DeceasedCategory"] switch
            {
                "child" => nameof(DeceasedCase.Child), "elder80" => nameof(DeceasedCase.Survivor), "institution" => nameof(DeceasedCase.Institution),
                "pension-requested" => nameof(DeceasedCase.Undecided), _ => "",
            },
            Institution = context.Institution is { } own ? context.UnitName(own) : context.InstitutionNamed(scope.Text("Institution"))?.UnitName ?? "",
        };
        Receives(fields, scope, dossier);
        Cares(fields, dossier);
        Destination(fields, scope, dossier, context.Today);
        return fields;
    }

    private static string Digits(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Printed(DateOnly? day) => day is { } known ? VietnameseFormat.Date(known) : "";

    // The day that the law counts from: death, damage, injury, the change that is asked about; somebody is taken in from today.
    private static DateOnly? Event(Dossier dossier, FormScope scope) => dossier.Kind switch
    {
        RequestKind.MoveOut or RequestKind.MoveIn or RequestKind.MoveWithin => null,
        RequestKind.Funeral => scope.Day("Died"),
        RequestKind.Emergency => scope.Day("Died") ?? scope.Day("CauseOn"),
        _ => scope.Day("EventOn"),
    };

    private static int DaysOf(FormScope scope) =>
        scope.Day("AdmittedOn") is { } came && scope.Day("LeftOn") is { } left && left >= came ? left.DayNumber - came.DayNumber : 0;

    private static string? AidOf(FormScope scope, Dossier dossier) => dossier.ProcedureCode == Procedures.EmergencyFuneral
        ? (scope.Is("BurierKind", "organization") ? nameof(AidKind.UnclaimedFuneral) : nameof(AidKind.DisasterFuneral))
        : scope["Loss"] switch { "collapsed" => nameof(AidKind.HouseLost), "damaged" => nameof(AidKind.HouseDamaged), "relocation" => nameof(AidKind.Relocation), _ => null };

    // Who buried is paid.
    private static void Receives(MeasureFields fields, FormScope scope, Dossier dossier)
    {
        if (scope.Has("BurierFullName"))
        {
            // A body is paid through who represents it: his number is his own, not the body's.
            var body = scope.Is("BurierKind", "organization");
            (fields.ReceiverName, fields.ReceiverNumber) = (scope.Text("BurierFullName"), CitizenId.Clean(scope["BurierCitizenId"]));
            (fields.Organization, fields.ReceiverRelation) = body ? (scope.Text("BurierOrganization"), scope.Text("BurierPosition")) : ("", scope.Text("BurierRelation"));
        }
        else if (dossier.Kind == RequestKind.Emergency && dossier.ProcedureCode != Procedures.EmergencyGoods && dossier.Requests.Any(r => r.Answers.Length > 2))
        {
            // Who takes in is paid for care; else the injured, or the head of the household, himself.
            var (owner, applicant) = (dossier.Owner, dossier.Applicant);
            (fields.ReceiverName, fields.ReceiverNumber, fields.ReceiverRelation) = dossier.ProcedureCode == Procedures.EmergencyCare
                ? (applicant.FullName, applicant.CitizenId, applicant.Relation) : (owner.FullName, owner.CitizenId, "");
        }
    }

    // Form 2a names who cares beside the head of the household.
    private static void Cares(MeasureFields fields, Dossier dossier)
    {
        if (dossier.Kind == RequestKind.Care && FormFacts.Carer(dossier) is { } carer)
        {
            (fields.ReceiverName, fields.ReceiverNumber, fields.ReceiverRelation) = (carer.Name, carer.Number, carer.Relation);
        }
    }

    // The form names the units of its day; the decision is about those of today. A move that was asked at the new place and is decided at the
    // old one since the change of organisation (ChangeRegime) goes to where the dossier says that the person lives.
    private static void Destination(MeasureFields fields, FormScope scope, Dossier dossier, DateOnly today)
    {
        if (dossier.Kind != RequestKind.MoveOut)
        {
            return;
        }

        var (day, asked) = (VietnamTime.Day(dossier.SubmittedAt), scope.Has("NewProvince"));
        var province = asked ? scope["NewProvince"] : TenantPath.Parse(dossier.TenantPath).Province;
        var commune = asked ? UnitNames.CommuneOn(province, scope["NewCommune"], day)?.Code : dossier.Owner.CommuneCode;
        var place = commune is null ? null : UnitNames.PlaceSince(province, commune, day, today);
        (fields.ToProvince, fields.ToCommune) = (place?.Province ?? province, place is null || place.Commune == TenantPath.Parse(dossier.TenantPath).UnitCode ? "" : place.Commune);
    }

    /// <summary>Everything wrong with what was typed, each at its box: what cannot be read would else be decided as nothing or 0.</summary>
    public List<Problem> Faults(DateOnly today)
    {
        var faults = new SubmitFaults();
        if (!string.IsNullOrWhiteSpace(On) && Read().On is null)
        {
            faults.Add(SubmitProblems.NoSuchDate.At("Measure.On", On.Trim()));
        }

        faults.Text("Measure.ReceiverName", ReceiverName ?? "", "Họ tên người nhận", 120, needed: false);
        faults.Text("Measure.ReceiverRelation", ReceiverRelation ?? "", "Quan hệ", 60, needed: false);
        faults.Add(RelationWords.Fault(ReceiverRelation, "Measure.ReceiverRelation"));
        faults.Add(RelationWords.Fault(HeirRelation, "Measure.HeirRelation"));
        faults.Text("Measure.HeirName", HeirName ?? "", "Họ tên người nhận", 120, needed: false);
        faults.Text("Measure.HeirRelation", HeirRelation ?? "", "Quan hệ", 60, needed: false);
        faults.Text("Measure.Organization", Organization ?? "", "Tên cơ quan, tổ chức", 120, needed: false);
        faults.Text("Measure.OldDecision", OldDecision ?? "", "Số, ngày quyết định", 120, needed: false);
        if (!string.IsNullOrWhiteSpace(ReceiverNumber))
        {
            faults.Add(PersonRules.Number(ReceiverNumber, "Measure.ReceiverNumber", today));
        }

        if (!string.IsNullOrWhiteSpace(HeirNumber))
        {
            faults.Add(PersonRules.Number(HeirNumber, "Measure.HeirNumber", today));
        }

        faults.Month("Measure.FirstMonth", FirstMonth ?? "");
        faults.Count("Measure.Days", Days ?? "", "Số ngày", 0, MostDays);
        faults.Amount("Measure.CostDong", CostDong ?? "", MostDong);
        faults.Amount("Measure.TreatmentDong", TreatmentDong ?? "", MostDong);
        faults.Amount("Measure.TransportDong", TransportDong ?? "", MostDong);
        faults.Amount("Measure.PetrolDong", PetrolDong ?? "", MostDong);
        faults.Count("Measure.Kilometres", Kilometres ?? "", "Số km", 0, MostKilometres);
        faults.Text("Measure.Institution", Institution ?? "", "Tên cơ sở", 200, needed: false);
        faults.Text("Measure.Words", Words ?? "", "Lý do ghi trong văn bản", 500, needed: false);
        faults.Text("Measure.SamePersonWhy", SamePersonWhy ?? "", "Lý do", 1000, needed: false);
        faults.Text("Measure.OtherPersonWhy", OtherPersonWhy ?? "", "Lý do", 1000, needed: false);
        faults.Text("Measure.OtherEventWhy", OtherEventWhy ?? "", "Lý do", 1000, needed: false);
        for (var i = 0; i < Households.Count; i++)
        {
            faults.Text($"Measure.Households[{i}].Why", Households[i].Why ?? "", "Lý do", 1000, needed: false);
        }

        return faults.Found;
    }

    private static Receiver? Named(string? name, string? number, string? relation) =>
        string.IsNullOrWhiteSpace(name) ? null : new Receiver(VietnameseText.Clean(name), CitizenId.Clean(number ?? ""), VietnameseText.Clean(relation));

    /// <summary>What was typed; what cannot be read counts as nothing: <see cref="Faults"/> tells it.</summary>
    public Measure Read() => new()
    {
        Reason = (Reason ?? "").Trim(), Missing = Missing && (Reason ?? "").Trim() == MeasureReasons.Death, On = BirthDate.TryParse(On, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null,
        Receiver = Named(ReceiverName, ReceiverNumber, ReceiverRelation), Heir = Named(HeirName, HeirNumber, HeirRelation),
        Organization = VietnameseText.Clean(Organization), OldDecision = VietnameseText.Clean(OldDecision), PayArrears = PayArrears, ToProvince = (ToProvince ?? "").Trim(), ToCommune = (ToCommune ?? "").Trim(),
        FirstMonth = SubmitFaults.ReadMonth(FirstMonth ?? "") is { } first ? PayMonth.Of(BirthDate.Parse(first).Assumed).Number : 0,
        Aid = Enum.TryParse<AidKind>(Aid, out var aid) ? aid : null, Days = int.TryParse((Days ?? "").Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : 0,
        CostDong = SubmitFaults.ReadAmount(CostDong ?? "") ?? 0, Institution = VietnameseText.Clean(Institution), SamePersonWhy = VietnameseText.Clean(SamePersonWhy), OtherPersonWhy = VietnameseText.Clean(OtherPersonWhy), OtherEventWhy = VietnameseText.Clean(OtherEventWhy), HouseholdWhys = [.. Households.Where(h => !string.IsNullOrWhiteSpace(h.Why)).Select(h => new HouseholdWhy(VietnameseText.Clean(h.Head), VietnameseText.Clean(h.Why)))], Words = VietnameseText.Clean(Words),
        Deceased = Enum.TryParse<DeceasedCase>(Deceased, out var deceased) ? deceased : null, Hard = Hard, Relatives = Relatives,
        TreatmentDong = SubmitFaults.ReadAmount(TreatmentDong ?? "") ?? 0, HealthCard = HealthCard, Transport = Enum.TryParse<TransportWay>(Transport, out var way) ? way : TransportWay.None,
        TransportDong = SubmitFaults.ReadAmount(TransportDong ?? "") ?? 0, PetrolDong = SubmitFaults.ReadAmount(PetrolDong ?? "") ?? 0,
        Kilometres = int.TryParse((Kilometres ?? "").Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var km) ? km : 0,
    };
}

/// <summary>A <see cref="HouseholdWhy"/> as typed.</summary>
public sealed class HouseholdWhyFields
{
    public string? Head { get; set; }

    public string? Why { get; set; }
}
