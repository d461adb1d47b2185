using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Protos.Identity;

namespace NationalHub.Gateways.Population;

/// <summary>The question of "Xác nhận thông tin công dân" (policy 8.2); field names as the national documents spell them.</summary>
internal sealed record ConfirmQuestion
{
    [JsonPropertyName("MaYeuCau")]
    public required string RequestId { get; init; }

    [JsonPropertyName("MaDVC")]
    public required string ProcedureCode { get; init; }

    [JsonPropertyName("MaCanBo")]
    public required string Official { get; init; }

    [JsonPropertyName("SoDinhDanh")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CitizenId { get; init; }

    [JsonPropertyName("SoCMND")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OldCardNumber { get; init; }

    [JsonPropertyName("HoVaTen")]
    public required string FullName { get; init; }

    [JsonPropertyName("NgayThangNamSinh")]
    public required string BirthDate { get; init; }

    [JsonPropertyName("GioiTinh")]
    public required string Sex { get; init; }

    /// <summary>Always sent: the service's own today may be another than the node's.</summary>
    [JsonPropertyName("NgayThamChieu")]
    public required string ReferenceDate { get; init; }

    /// <param name="requestId">Unique over the provinces.</param>
    public static ConfirmQuestion Of(VerifyCitizenRequest asked, string requestId, DateOnly today) => new()
    {
        RequestId = requestId,
        ProcedureCode = asked.ProcedureCode,
        Official = asked.Official,
        CitizenId = asked.Number.Length == 12 ? asked.Number : null,
        OldCardNumber = asked.Number.Length == 12 ? null : asked.Number,
        FullName = asked.FullName,
        BirthDate = asked.BirthDate,
        Sex = asked.Sex.ToString(CultureInfo.InvariantCulture),
        ReferenceDate = asked.ReferenceDate.Length > 0 ? asked.ReferenceDate : today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

/// <summary>The answer, field by field.</summary>
internal sealed record ConfirmAnswer
{
    [JsonPropertyName("MaYeuCau")]
    public string? RequestId { get; init; }

    [JsonPropertyName("MaTraLoi")]
    public string? AnswerId { get; init; }

    [JsonPropertyName("ThoiDiem")]
    public string? At { get; init; }

    [JsonPropertyName("KetQua")]
    public string? Outcome { get; init; }

    [JsonPropertyName("DoiChieu")]
    public IReadOnlyList<Compared>? Fields { get; init; }

    [JsonPropertyName("NgayMat")]
    public string? DeathDate { get; init; }

    /// <summary>Both numbers of the person, told with a match.</summary>
    [JsonPropertyName("SoDinhDanh")]
    public string? PersonalNumber { get; init; }

    [JsonPropertyName("SoCMND")]
    public string? OldNumber { get; init; }

    [JsonPropertyName("MaXaThuongTru")]
    public string? CommuneCode { get; init; }

    /// <summary>Maps one to one.</summary>
    /// <returns>Null when it cannot be the answer to this question, or contradicts itself: it is then no answer at all.</returns>
    public static VerifyCitizenReply? Read(string json, string requestId)
    {
        ConfirmAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize<ConfirmAnswer>(json);
        }
        catch (JsonException)
        {
            return null;
        }

        var outcome = answer?.Outcome switch
        {
            "KHOP" => VerifyOutcome.Matched,
            "KHONG_KHOP" => VerifyOutcome.NotMatched,
            "KHONG_TIM_THAY" => VerifyOutcome.NotFound,
            _ => VerifyOutcome.Unspecified,
        };
        if (answer is null || outcome == VerifyOutcome.Unspecified || answer.RequestId != requestId || answer.AnswerId is not { Length: > 0 and <= 64 }
            || answer.Fields is not { Count: > 0 } fields || fields.All(f => f.Matches) != (outcome == VerifyOutcome.Matched)
            || !DateTimeOffset.TryParse(answer.At, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        var reply = new VerifyCitizenReply
        {
            Outcome = outcome,
            AnswerId = answer.AnswerId,
            AnsweredAtUnixMs = at.ToUnixTimeMilliseconds(),
            DeathDate = answer.DeathDate ?? "",
            PermanentCommuneCode = answer.CommuneCode ?? "",
            // Nobody learns a number by guessing a name.
            PersonalNumber = outcome == VerifyOutcome.Matched ? answer.PersonalNumber ?? "" : "",
            OldNumber = outcome == VerifyOutcome.Matched ? answer.OldNumber ?? "" : "",
        };
        reply.Fields.AddRange(fields.Select(f => new FieldAnswer { Field = Name(f.Field), Matches = f.Matches, OfficialValue = f.OfficialValue ?? "" }));
        return reply;
    }

    /// <summary>The service's field names in the words of the protocol; a name not known yet goes through as it is.</summary>
    private static string Name(string? field) => field switch
    {
        "HoVaTen" => "full_name",
        "NgayThangNamSinh" => "birth_date",
        "GioiTinh" => "sex",
        "SoDinhDanh" or "SoCMND" => "number",
        _ => field ?? "",
    };

    internal sealed record Compared(
        [property: JsonPropertyName("Truong")] string? Field,
        [property: JsonPropertyName("Khop")] bool Matches,
        [property: JsonPropertyName("GiaTriChinhThuc")] string? OfficialValue);
}
