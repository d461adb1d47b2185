using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace NationalServices.Platform;

/// <summary>How the stand-ins write: field names as the national documents spell them, Vietnamese letters unescaped, times with +07:00.</summary>
internal static class Wire
{
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = null,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static IResult Json<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, Options, statusCode: status);

    /// <summary>The moment in Viet Nam, e.g. <c>2022-10-05T08:30:00.000+07:00</c>.</summary>
    public static string Moment(TimeProvider clock) =>
        clock.GetUtcNow().ToOffset(VietnamOffset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>The calendar day in Viet Nam.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(VietnamOffset).DateTime);
}
