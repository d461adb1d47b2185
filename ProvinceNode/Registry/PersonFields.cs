using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Where values come from that are set now.</summary>
/// <param name="Reference">Code of a dossier, file and sheet, number of a request, or nothing for an official: his act tells.</param>
/// <param name="At">Moment of the act, UTC.</param>
/// <param name="By">Name of the official; empty for what comes by itself.</param>
public sealed record Origin(OriginKind Kind, string Reference, DateTime At, string By = "");

/// <summary>A value for a field of a person.</summary>
/// <param name="Field">Name of a <see cref="PersonField"/>.</param>
/// <param name="Value">As stored; empty: the door says nothing of it.</param>
/// <param name="Place">Where in the origin it stands: field of a form, cell of a sheet.</param>
public sealed record FieldValue(string Field, string Value, string Place = "")
{
    /// <summary>An empty value takes the old one away. Only who edits the person himself may say so.</summary>
    public bool Erases { get; init; }
}

/// <summary>One field of a person that doors set, as text.</summary>
/// <param name="Label">As people read it.</param>
public sealed record PersonField(string Name, string Label, int Longest, Func<Beneficiary, string> Read, Action<Beneficiary, string> Write);

/// <summary>
/// The one way to set what is known of a person. An empty value never erases, a value that is the same writes nothing, a birth known to the day is not
/// made less precise, each value that changes keeps where it came from, and who is written otherwise than he was checked is to be checked anew. The caller saves.
/// </summary>
public static class PersonFields
{
    public const string Links = nameof(Beneficiary.Links);
    public const string Poverty = nameof(Beneficiary.PovertyYears);
    public const string Stays = nameof(Beneficiary.Stays);

    // Nobody has asked the population database about the person as he is written now.
    private const string NotAsked = "Pending";

    private static readonly System.Globalization.CultureInfo Plain = System.Globalization.CultureInfo.InvariantCulture;

    public static IReadOnlyList<PersonField> All { get; } =
    [
        new(nameof(Beneficiary.FullName), "Họ và tên", 120, b => b.FullName, (b, v) => (b.FullName, b.FoldedName) = (v, VietnameseText.Fold(v))),
        new(nameof(Beneficiary.BirthDate), "Ngày sinh", 10, b => b.BirthDate, (b, v) => b.BirthDate = v),
        new(nameof(Beneficiary.Sex), "Giới tính", 1, b => b.Sex == 0 ? "" : b.Sex.ToString(Plain), (b, v) => b.Sex = v.Length == 0 ? 0 : int.Parse(v, Plain)),
        new(nameof(Beneficiary.EthnicCode), "Dân tộc", 2, b => b.EthnicCode, (b, v) => b.EthnicCode = v),
        new(nameof(Beneficiary.CitizenId), "Số định danh", 12, b => b.CitizenId, (b, v) => b.CitizenId = v),
        new(nameof(Beneficiary.OldIdentityNumber), "Số CMND cũ", 12, b => b.OldIdentityNumber, (b, v) => b.OldIdentityNumber = v),
        new(nameof(Beneficiary.CommuneCode), "Xã, phường, thị trấn", 5, b => b.CommuneCode, (b, v) => b.CommuneCode = v),
        new(nameof(Beneficiary.Village), "Thôn, tổ dân phố, số nhà", 200, b => b.Village, (b, v) => b.Village = v),
        new(nameof(Beneficiary.ResidentSince), "Cư trú tại đó từ ngày", 10, b => Day(b.ResidentSince), (b, v) => b.ResidentSince = Day(v)),
        new(nameof(Beneficiary.Phone), "Điện thoại", 20, b => b.Phone, (b, v) => b.Phone = v),
        new(nameof(Beneficiary.IdentityStatus), "Kết quả xác thực", 20, b => b.IdentityStatus, (b, v) => b.IdentityStatus = v),
        new(nameof(Beneficiary.DiedOn), "Ngày chết", 10, b => Day(b.DiedOn), (b, v) => b.DiedOn = Day(v)),
        new(nameof(Beneficiary.Needs), "Nhu cầu", 1000, b => b.Needs, (b, v) => b.Needs = v),
        new(nameof(Beneficiary.AssistiveDevice), "Dụng cụ trợ giúp cần có", 300, b => b.AssistiveDevice, (b, v) => b.AssistiveDevice = v),
        new(nameof(Beneficiary.OtherSupport), "Hỗ trợ khác", 1000, b => b.OtherSupport, (b, v) => b.OtherSupport = v),
    ];

    /// <summary>Fields that the population database answers about: when one of them changes it must be asked anew (policy 8.2).</summary>
    public static IReadOnlyList<string> Identity { get; } =
        [nameof(Beneficiary.FullName), nameof(Beneficiary.BirthDate), nameof(Beneficiary.Sex), nameof(Beneficiary.CitizenId), nameof(Beneficiary.OldIdentityNumber)];

    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public static PersonField Of(string name) => All.First(f => f.Name == name);

    /// <summary>A field as a version of the record has it.</summary>
    public static string Sent(string name, BeneficiaryState state) => name switch
    {
        nameof(Beneficiary.FullName) => state.FullName,
        nameof(Beneficiary.BirthDate) => state.BirthDate,
        nameof(Beneficiary.Sex) => state.Sex == 0 ? "" : state.Sex.ToString(Plain),
        nameof(Beneficiary.EthnicCode) => state.EthnicCode,
        nameof(Beneficiary.CitizenId) => state.CitizenId,
        nameof(Beneficiary.OldIdentityNumber) => state.OldIdentityNumber,
        nameof(Beneficiary.CommuneCode) => state.CommuneCode,
        nameof(Beneficiary.Village) => state.Village,
        nameof(Beneficiary.ResidentSince) => state.ResidentSince,
        nameof(Beneficiary.Phone) => state.Phone,
        nameof(Beneficiary.IdentityStatus) => state.IdentityStatus,
        nameof(Beneficiary.DiedOn) => state.DiedOn,
        nameof(Beneficiary.Needs) => state.Needs,
        nameof(Beneficiary.AssistiveDevice) => state.AssistiveDevice,
        _ => state.OtherSupport,
    };

    /// <summary>As people read a field's name; parts of the record too.</summary>
    public static string Label(string name) => name switch
    {
        Links => "Người giám hộ, chăm sóc, phụng dưỡng",
        Poverty => "Hộ nghèo, cận nghèo theo năm",
        Stays => "Thời gian ở cơ sở trợ giúp xã hội",
        _ => All.FirstOrDefault(f => f.Name == name)?.Label ?? name,
    };

    /// <summary>Sets values of a person who is known already.</summary>
    /// <returns>Names of the fields that changed; when there is none, nothing is written.</returns>
    public static IReadOnlyList<string> Set(NodeDb db, Beneficiary person, IEnumerable<FieldValue> values, Origin origin)
    {
        var changed = new List<FieldValue>();
        var (moved, checkedToo) = (false, false);
        foreach (var value in values)
        {
            var field = Of(value.Field);
            checkedToo |= field.Name == nameof(Beneficiary.IdentityStatus) && value.Value.Length > 0;
            if (Changes(field.Name, field.Read(person), value, origin.Kind))
            {
                field.Write(person, value.Value);
                changed.Add(value);
                moved |= field.Name == nameof(Beneficiary.CommuneCode);
            }
        }

        // Who lives in another commune moved there by the day on which it became known, unless the door tells the day.
        if (moved && !changed.Exists(c => c.Field == nameof(Beneficiary.ResidentSince)))
        {
            person.ResidentSince = VietnamTime.Day(origin.At);
        }

        var names = changed.ConvertAll(c => c.Field);
        if (!checkedToo && person.IdentityStatus != NotAsked && names.Intersect(Identity).Any())
        {
            person.IdentityStatus = NotAsked;
            changed.Add(new(nameof(Beneficiary.IdentityStatus), NotAsked));
        }

        Note(db, person.Id, changed.Select(c => (c.Field, c.Place)), origin);
        return names;
    }

    /// <summary>Keeps where the values of a new person came from; those that are empty came from nowhere.</summary>
    /// <param name="places">Field → place in the origin, where one is told.</param>
    public static void NoteNew(NodeDb db, Beneficiary person, Origin origin, IReadOnlyDictionary<string, string>? places = null) =>
        Note(db, person.Id, All.Where(f => f.Read(person).Length > 0).Select(f => (f.Name, places?.GetValueOrDefault(f.Name) ?? "")), origin);

    /// <summary>Keeps where fields or parts came from.</summary>
    public static void Note(NodeDb db, Guid person, IEnumerable<(string Field, string Place)> fields, Origin origin)
    {
        var text = string.Join(';', fields.Select(f => f.Place.Length == 0 ? f.Field : $"{f.Field}@{f.Place.Replace(';', ',')}"));
        if (text.Length > 0)
        {
            db.Add(new FieldOrigin { Id = Guid.CreateVersion7(new DateTimeOffset(origin.At)), BeneficiaryId = person, Kind = origin.Kind, Reference = origin.Reference, By = origin.By, At = origin.At, Fields = text });
        }
    }

    private static bool Changes(string field, string before, FieldValue value, OriginKind kind) =>
        value.Value != before && (value.Value.Length > 0 || value.Erases)
        // The year alone says nothing against the day; only who corrects the person himself may take the day away.
        && !(field == nameof(Beneficiary.BirthDate) && kind != OriginKind.Official && before.StartsWith(value.Value, StringComparison.Ordinal));

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", Plain) ?? "";

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", Plain);
}
