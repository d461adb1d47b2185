using ProvinceNode.Documents;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Dossiers.People;

/// <summary>A decision of a person's file.</summary>
public sealed record FiledDecision(Guid Id, Guid DossierId, string Name, string Number, DateOnly SignedOn, string Issuer);

/// <summary>A dossier that this official may see.</summary>
public sealed record FiledDossier(Guid Id, string Code, string Procedure, DossierStatus Status, DateTime SubmittedAt);

/// <summary>A version of an entitlement as the page shows it.</summary>
/// <param name="Group">Its legal group, neutral for who may not see it.</param>
public sealed record FiledEntitlement(Guid Id, EntitlementState State, DateTime RecordedAt, string Group, string Article, string Words);

/// <summary>Months that another office pays or paid, whose amounts this official does not see.</summary>
/// <param name="From">yyyyMM.</param>
/// <param name="To">yyyyMM; 0 while it runs.</param>
public sealed record MonthsElsewhere(string Office, int From, int To)
{
    public bool Covers(DateOnly day) => PayMonth.Of(day).Number is var month && From <= month && (To == 0 || month <= To);
}

/// <summary>A person whole: what was true on a day as it was known at the end of another.</summary>
public sealed record PersonFileView(Beneficiary Person, KnownPerson Known, DateOnly Day, DateOnly KnownOn)
{
    /// <summary>Whether it shows today as known today.</summary>
    public required bool IsNow { get; init; }

    public IReadOnlyList<FiledEntitlement> Entitlements { get; init; } = [];

    /// <summary>What an earlier office of his paid stays with it (Decree 20/2021 Art. 8); that it did is said.</summary>
    public IReadOnlyList<MonthsElsewhere> Elsewhere { get; init; } = [];

    public IReadOnlyList<OneOffPayment> OneOffs { get; init; } = [];

    public IReadOnlyList<FiledDecision> Decisions { get; init; } = [];

    public IReadOnlyList<FiledDossier> Dossiers { get; init; } = [];

    /// <summary>The latest of all who looked and changed.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];

    public int ActCount { get; init; }

    public IReadOnlyList<FieldOrigin> Origins { get; init; } = [];

    /// <summary>Code → name of a commune.</summary>
    public IReadOnlyDictionary<string, string> Communes { get; init; } = new Dictionary<string, string>();

    /// <summary>May see every sensitive word of this file.</summary>
    public bool SeesAll { get; init; }

    public EntitlementChart Chart => EntitlementChart.Of(Known.Entitlements.Select(e => e.State).ToList(), Day);

    public IReadOnlyList<FiledEntitlement> OnDay => Entitlements.Where(e => Known.EntitlementsOn(Day).Any(k => k.Id == e.Id)).ToList();

    /// <summary>Đồng a month that were due on the day.</summary>
    public Dong Monthly => new(OnDay.Where(e => KnownPerson.IsPaid(e.State)).Sum(e => e.State.MonthlyAmountDong));

    /// <summary>What is said of the day when nothing of this official's area covers it.</summary>
    public string NothingWords => OnDay.Count > 0 ? "" : Elsewhere.FirstOrDefault(e => e.Covers(Day)) is { } other ? $" ở đơn vị này; tháng đó do {other.Office} chi trả" : ", không có chế độ nào";

    public string Commune(string code) => Communes.GetValueOrDefault(code) ?? code;

    /// <summary>Words that an official or the rules wrote, as this official may read them.</summary>
    public string Text(string text) => Text(text, SeesAll);

    /// <inheritdoc cref="Text(string)"/>
    public static string Text(string text, bool seesAll) => seesAll ? text : NeutralWords.Remark(text);

    /// <summary>Where a field's value came from, as known that day; the newest first.</summary>
    public FieldOrigin? OriginOf(string field) => Origins.FirstOrDefault(o => o.Places.ContainsKey(field));

    /// <summary>State of a version: one that another follows is no end of the entitlement, and one that was replaced whole was never due.</summary>
    public static string Words(Known<EntitlementState> version, IReadOnlyList<Known<EntitlementState>> all)
    {
        var (state, id) = (version.State, version.Id.ToString("D"));
        return state.EndMonth > 0 && state.EndMonth < state.StartMonth ? "Đã thay thế, không phát sinh"
            : state.Status == nameof(EntitlementStatus.Ended) && all.Any(e => e.State.PreviousId == id) ? "Đã đổi mức hoặc người nhận"
            : PeopleModel.Words(Enum.Parse<EntitlementStatus>(state.Status));
    }

    public static string Words(OneOffKind kind) => kind switch
    {
        OneOffKind.Arrears => "Truy lĩnh",
        OneOffKind.Recovery => "Truy thu",
        OneOffKind.Funeral => "Hỗ trợ chi phí mai táng",
        OneOffKind.Treatment => "Chi phí điều trị",
        OneOffKind.Housing => "Hỗ trợ làm nhà ở, sửa chữa nhà ở",
        _ => "Chăm sóc, nuôi dưỡng khẩn cấp",
    };

    /// <summary>Who did it: the official's user name, or in words.</summary>
    public static string Who(Act act) => act.Actor switch { "citizen" => "công dân", "system" => "hệ thống", _ => act.Actor };

    /// <summary>What an act on a person was, in words.</summary>
    public static string Words(Act act) => act.Kind switch
    {
        ActKinds.ViewPerson => "xem hồ sơ",
        ActKinds.SearchNumber => "tìm theo số định danh đầy đủ",
        ActKinds.RevealNumber => "xem số định danh đầy đủ",
        ActKinds.EditPerson => "sửa thông tin",
        ActKinds.MergePeople => "gộp hồ sơ trùng vào đây",
        ActKinds.UnmergePeople => "tách hồ sơ đã gộp",
        ActKinds.NotOnePerson => "kết luận không phải một người với hồ sơ khác",
        ActKinds.ErasePropose => "đề nghị xóa dữ liệu cá nhân",
        ActKinds.EraseDecline => "không chấp nhận đề nghị xóa dữ liệu cá nhân",
        ActKinds.ReportEvent => "ghi nhận biến động",
        ActKinds.RefuteEvent => "bác bỏ tin báo sai",
        ActKinds.ForeignTenant => "mở từ đơn vị khác, không được xem",
        ActKinds.ViewOwn => "công dân xem trang của mình",
        ActKinds.PaymentMethod => "yêu cầu đổi hình thức nhận tiền",
        ActKinds.PaymentProxy => "giấy ủy quyền nhận thay",
        _ => act.Kind,
    };
}
