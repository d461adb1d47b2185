using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NationalHub.Gateways.Portal;
using Protos.Identity;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>The question of look-up "037", TraCuuThongTinCongDan (policy 8.2); field names as the national documents spell them.</summary>
internal sealed record LookUpQuestion
{
    [JsonPropertyName("MaYeuCau")]
    public required string RequestId { get; init; }

    [JsonPropertyName("MaDVC")]
    public required string ProcedureCode { get; init; }

    [JsonPropertyName("MaTichHop")]
    public string Integration { get; init; } = "037";

    [JsonPropertyName("MaCanBo")]
    public required string Official { get; init; }

    [JsonPropertyName("SoDinhDanh")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CitizenId { get; init; }

    [JsonPropertyName("SoCMND")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OldCardNumber { get; init; }

    /// <summary>Upper case, as the service wants it.</summary>
    [JsonPropertyName("HoVaTen")]
    public required string FullName { get; init; }

    [JsonPropertyName("NgayThangNamSinh")]
    public required string BirthDate { get; init; }

    /// <summary>Always sent: addresses are told in the organisation of the node's day.</summary>
    [JsonPropertyName("NgayThamChieu")]
    public required string ReferenceDate { get; init; }

    /// <param name="requestId">Unique over the provinces.</param>
    public static LookUpQuestion Of(LookupRequest asked, string requestId, DateOnly today) => new()
    {
        RequestId = requestId,
        ProcedureCode = asked.ProcedureCode,
        Official = asked.Official,
        CitizenId = asked.Number.Length == 12 ? asked.Number : null,
        OldCardNumber = asked.Number.Length == 12 ? null : asked.Number,
        FullName = asked.FullName.ToUpper(CultureInfo.InvariantCulture),
        BirthDate = asked.BirthDate,
        ReferenceDate = asked.ReferenceDate.Length > 0 ? asked.ReferenceDate : today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

/// <summary>Reads the answer of look-up "037". Pure.</summary>
internal static class LookUpAnswer
{
    private const string Name = "full_name";
    private const string Birth = "birth_date";

    /// <returns>Null when it cannot be the answer to this question, or contradicts itself: it is then no answer at all.</returns>
    public static LookupReply? Read(string json, LookUpQuestion question)
    {
        // What both services answer alike: outcome, number and time of the answer, the compared fields.
        if (ConfirmAnswer.Read(json, question.RequestId) is not { } told)
        {
            return null;
        }

        var node = Child(Json.Parse(json), "CongDan");
        var found = told.Outcome is VerifyOutcome.Matched or VerifyOutcome.NotMatched;
        var citizen = found ? Citizen(node) : null;
        // Somebody was found and is not told, or nobody and yet somebody is; or it is not whom we asked about.
        var asked = question.CitizenId ?? question.OldCardNumber;
        if (found != (citizen is not null) || (!found && node is not null) || (citizen is not null && asked != citizen.PersonalNumber && asked != citizen.OldNumber))
        {
            return null;
        }

        var reply = new LookupReply { Outcome = told.Outcome, AnswerId = told.AnswerId, AnsweredAtUnixMs = told.AnsweredAtUnixMs, Withheld = citizen is not null && !IsHe(told.Fields, question, citizen) };
        reply.Citizen = reply.Withheld ? null : citizen;
        reply.Fields.AddRange(told.Fields.Select(f => reply.Withheld ? new FieldAnswer { Field = f.Field, Matches = f.Matches } : f));
        return reply;
    }

    /// <summary>
    /// The number is one of two words: who has neither the name nor the birth is another, of whom a mistyped number must tell nothing. The year alone is no second word, for it stands in the
    /// twelve digits: a birth counts when day and month are declared and held; else the name must be his too, be it without marks.
    /// </summary>
    private static bool IsHe(IEnumerable<FieldAnswer> fields, LookUpQuestion question, CitizenRecord citizen) =>
        fields.Where(f => f.Matches).Select(f => f.Field).ToList() is var same
        && (same.Contains(Name) || (same.Contains(Birth) && ((IsWhole(question.BirthDate) && IsWhole(citizen.BirthDate)) || VietnameseText.Fold(question.FullName) == VietnameseText.Fold(citizen.FullName))));

    private static bool IsWhole(string birth) => BirthDate.TryParse(birth, out var read) && read.Precision == BirthPrecision.Day;

    private static CitizenRecord? Citizen(JsonNode? node)
    {
        var born = Born(Child(node, "NgayThangNamSinh"));
        var name = FullName(Child(node, "HoVaTen"));
        return node is null || born.Length == 0 || name.Length == 0 ? null : new CitizenRecord
        {
            PersonalNumber = Digits(node, "SoDinhDanh", 12), OldNumber = Digits(node, "SoCMND", 9), FullName = name, BirthDate = born,
            Sex = Json.Text(node, "GioiTinh") switch { "1" => 1, "2" => 2, "3" => 3, _ => 0 },
            EthnicCode = Short(node, "DanToc"), Nationality = Short(node, "QuocTich"), MaritalStatus = Short(node, "TinhTrangHonNhan"),
            BirthPlace = Address(node, "NoiDangKyKhaiSinh"), Origin = Address(node, "QueQuan"), Permanent = Address(node, "ThuongTru"), Current = Address(node, "NoiOHienTai"),
            Father = Relative(node, "Cha"), Mother = Relative(node, "Me"), Spouse = Relative(node, "VoChong"), Representative = Relative(node, "NguoiDaiDien"), HouseholdHead = Relative(node, "ChuHo"),
            HouseholdBook = Short(node, "SoSoHoKhau"), DeathDate = Day(Json.Text(node, "NgayMat")),
        };
    }

    // {NamSinh, NgayThangNam}: of old people the year alone is known, NgayThangNam is then the year or empty (policy 8.1).
    private static string Born(JsonNode? node)
    {
        var (year, whole) = (Json.Text(node, "NamSinh"), Json.Text(node, "NgayThangNam"));
        var text = whole.Length switch
        {
            0 => year,
            6 => $"{whole[..4]}-{whole[4..]}",
            8 => $"{whole[..4]}-{whole[4..6]}-{whole[6..]}",
            _ => whole,
        };
        return BirthDate.TryParse(text, out var born) && born.ToString() is var read && (year.Length == 0 || read.StartsWith(year, StringComparison.Ordinal)) ? read : "";
    }

    // {Ho, ChuDem, Ten}; of relatives and in older answers one text.
    private static string FullName(JsonNode? node) => node is JsonValue ? node.ToString().Trim()
        : string.Join(' ', new[] { "Ho", "ChuDem", "Ten" }.Select(part => Json.Text(node, part).Trim()).Where(part => part.Length > 0));

    private static CitizenAddress? Address(JsonNode? of, string name) => Child(of, name) is not { } node ? null : new CitizenAddress
    {
        ProvinceCode = Short(node, "MaTinhThanh"), DistrictCode = Short(node, "MaQuanHuyen"), CommuneCode = Short(node, "MaPhuongXa"), Detail = Short(node, "ChiTiet"), Country = Short(node, "QuocGia"),
    };

    private static CitizenRelative? Relative(JsonNode? of, string name) => Child(of, name) is not { } node || FullName(Child(node, "HoVaTen")) is not { Length: > 0 } told ? null : new CitizenRelative
    {
        Relation = Short(node, "QuanHe"), FullName = told, Nationality = Short(node, "QuocTich"), PersonalNumber = Digits(node, "SoDinhDanh", 12), OldNumber = Digits(node, "SoCMND", 9),
    };

    private static JsonNode? Child(JsonNode? node, string name) => node is JsonObject holder && holder.TryGetPropertyValue(name, out var child) ? child : null;

    private static string Digits(JsonNode? node, string name, int count) => Json.Text(node, name) is var text && text.Length == count && text.All(char.IsAsciiDigit) ? text : "";

    private static string Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : "";

    private static string Short(JsonNode? node, string name) => Json.Text(node, name).Trim() is { Length: <= 300 } text ? text : "";
}
