using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>What of a record changed after an official opened its page.</summary>
/// <param name="Changes">In sentences.</param>
/// <param name="By">Who changed it, as far as an act about this record tells.</param>
public sealed record Meanwhile(IReadOnlyList<string> Changes, IReadOnlyList<string> By)
{
    private static readonly string[] Looking = [ActKinds.ViewPerson, ActKinds.SearchNumber, ActKinds.RevealNumber, ActKinds.ForeignTenant];

    /// <summary>The version that the official saw; null when it is not known.</summary>
    public Record? Before { get; init; }

    /// <summary>Nothing changed, or nothing is known of what was seen.</summary>
    public static Meanwhile Nothing { get; } = new([], []);

    /// <param name="seen">Version that the official saw; 0: there was no record yet.</param>
    /// <param name="now">Version that stands there.</param>
    public static async Task<Meanwhile> OfAsync(NodeDb db, RecordKind kind, Guid id, long seen, long now, CancellationToken cancel)
    {
        var number = (int)kind;
        var versions = await db.RecordVersions.AsNoTracking().Where(v => v.Kind == number && v.RecordId == id && (v.Version == seen || v.Version == now)).OrderByDescending(v => v.Epoch).ToListAsync(cancel);
        var (before, after) = (versions.Find(v => v.Version == seen), versions.Find(v => v.Version == now));
        if (seen == now || after?.Read() is not { } latest || (seen > 0 && before is null))
        {
            return Nothing;
        }

        // What is done with an event is an act about its person.
        var subject = kind == RecordKind.Household ? $"household/{id:D}" : kind == RecordKind.LifeEvent ? $"beneficiary/{latest.LifeEvent.BeneficiaryId}" : $"beneficiary/{id:D}";
        var since = before?.RecordedAt ?? DateTime.MinValue;
        var by = await db.Acts.AsNoTracking().Where(a => a.Subject == subject && a.At >= since && a.OfficialId != null && !Looking.Contains(a.Kind)).Select(a => a.Actor).Distinct().ToListAsync(cancel);
        return new(Of(before?.Read() ?? new Record(), latest), by) { Before = before?.Read() };
    }

    /// <summary>What differs between two versions.</summary>
    public static IReadOnlyList<string> Of(Record before, Record after) => after.BodyCase == Record.BodyOneofCase.LifeEvent
        ? [.. Told("Tin báo", State(before.LifeEvent), State(after.LifeEvent)), .. Told("Ngày xảy ra", Day(before.LifeEvent?.HappenedOn), Day(after.LifeEvent.HappenedOn)), .. Told("Kết luận", before.LifeEvent?.SettledWhy ?? "", after.LifeEvent.SettledWhy)]
        : after.BodyCase == Record.BodyOneofCase.Household
        ? [.. Told("Chủ hộ", before.Household?.HeadName ?? "", after.Household.HeadName), .. Told("Mã hộ", before.Household?.Code ?? "", after.Household.Code), .. Lines(before.Household?.Members.Select(Member), after.Household.Members.Select(Member))]
        :
        [
            .. PersonFields.All.SelectMany(f => Told(f.Label, Shown(f, before.Beneficiary), Shown(f, after.Beneficiary))),
            .. Lines(before.Beneficiary?.Links.Select(Link), after.Beneficiary.Links.Select(Link)),
            .. Lines(before.Beneficiary?.PovertyYears.Select(Year), after.Beneficiary.PovertyYears.Select(Year)),
            .. Lines(before.Beneficiary?.Stays.Select(Stay), after.Beneficiary.Stays.Select(Stay)),
        ];

    private static string Shown(PersonField field, BeneficiaryState? state) => state is null ? "" : PersonEntry.Shown(field.Name, PersonFields.Sent(field.Name, state));

    private static IEnumerable<string> Told(string label, string before, string now) => before == now ? []
        : [$"{label}: {(before.Length > 0 ? $"“{before}”" : "chưa có")} thành {(now.Length > 0 ? $"“{now}”" : "để trống")}"];

    private static IEnumerable<string> Lines(IEnumerable<string>? before, IEnumerable<string> now)
    {
        var (old, present) = ((before ?? []).ToList(), now.ToList());
        return present.Except(old, StringComparer.Ordinal).Select(l => $"Mới: {l}").Concat(old.Except(present, StringComparer.Ordinal).Select(l => $"Không còn: {l}"));
    }

    private static string Link(LinkState l) => $"{LinkWords.Role(l.Role)}: {l.FullName}{(l.Relation.Length > 0 ? $" ({l.Relation})" : "")}{Days(l.From, l.To)}";

    private static string Year(PovertyYearState y) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Năm {y.Year}: {PovertyYear.Words(y.Status)}");

    private static string Stay(StayState s) => $"{s.Institution}{Days(s.From, s.To)}";

    private static string Member(MemberState m) => $"{m.FullName}{(m.Relation.Length > 0 ? $" ({m.Relation})" : "")}{Days(m.From, m.To)}";

    private static string State(LifeEventState? told) => Enum.TryParse<EventState>(told?.State, out var state) ? LifeEventWords.Of(state) : "";

    private static string Day(string? day) => PersonEntry.Day(day ?? "") is { } told ? VietnameseFormat.Date(told) : "";

    private static string Days(string from, string to) =>
        (PersonEntry.Day(from) is { } a ? $", từ {VietnameseFormat.Date(a)}" : "") + (PersonEntry.Day(to) is { } b ? $", đến hết {VietnameseFormat.Date(b)}" : "");
}
