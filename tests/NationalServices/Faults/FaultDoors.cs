using System.Globalization;
using NationalServices.Platform;

namespace NationalServices.Faults;

/// <summary>
/// Switches the services' misbehaviour at run time. No sign-in: the stand-in listens where only developers and tests are.
/// <para>GET /quan-tri/che-do → 200 <c>[{"service":"population-database","mode":"none","delayMs":0,"rate":1,"stage":"before","struck":0},{"service":"national-portal",…},{"service":"vnpost",…},{"service":"bank",…},{"service":"vneid",…}]</c>.</para>
/// <para>POST /quan-tri/che-do with <c>{"service":"population-database","mode":"slow","delayMs":2000,"rate":0.5,"stage":"before"}</c> → 200 the row as set, 400 with all faults.
/// mode: none, slow, fail, blackhole, duplicate, lie. delayMs 0–600000 (slow only). rate 0–1, absent 1: spread evenly, the last request of each round is struck.
/// stage: before (default) or after: whether slow, fail and blackhole strike before or after the request took effect. struck counts requests hit since the switch.</para>
/// </summary>
internal static class FaultDoors
{
    public static void AddFaults(this IServiceCollection services) => services.AddSingleton<FaultBoard>();

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        app.MapGet("/quan-tri/che-do", (FaultBoard board) => Wire.Json(ServiceName.Vietnamese.Keys.Select(service => Shown(board, service))));
        app.MapPost("/quan-tri/che-do", SetAsync).AddEndpointFilter<OwnPagesOnly>();
    }

    /// <summary>Reads a setting from its texts; faults are added with the names of the JSON fields.</summary>
    public static FaultSettings Parse(string mode, string delayMs, string rate, string stage, Action<string, string> fault)
    {
        if (!Enum.TryParse<FaultMode>(mode, ignoreCase: true, out var parsedMode) || !Enum.IsDefined(parsedMode) || char.IsAsciiDigit(mode[0]))
        {
            fault("mode", "Chế độ phải là none, slow, fail, blackhole, duplicate hoặc lie.");
        }

        var delay = 0;
        if (delayMs.Length > 0 && (!int.TryParse(delayMs, NumberStyles.None, CultureInfo.InvariantCulture, out delay) || delay > FaultSettings.LongestDelayMs))
        {
            fault("delayMs", "Thời gian chậm phải là số nguyên từ 0 đến 600000 mili giây.");
        }

        var share = 1.0;
        if (rate.Length > 0 && (!double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) || share > 1))
        {
            fault("rate", "Tỷ lệ phải là số từ 0 đến 1, ví dụ 0.5.");
        }

        if (stage is not ("" or "before" or "after"))
        {
            fault("stage", "Thời điểm phải là before (trước khi xử lý) hoặc after (sau khi xử lý).");
        }

        return new FaultSettings(parsedMode, delay, share, stage == "after" ? FaultStage.After : FaultStage.Before);
    }

    public static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static async Task<IResult> SetAsync(HttpContext http, FaultBoard board)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var service = fields.Required("service");
        if (service.Length > 0 && !ServiceName.Vietnamese.ContainsKey(service))
        {
            fields.Fault("service", "SAI", $"Dịch vụ phải là một trong: {string.Join(", ", ServiceName.Vietnamese.Keys)}.");
        }

        var rate = fields.Source["rate"]?.ToString() ?? "";
        var settings = Parse(fields.Optional("mode"), fields.Optional("delayMs"), rate, fields.Optional("stage"), (name, sentence) => fields.Fault(name, "SAI", sentence));
        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        board.Set(service, settings);
        return Wire.Json(Shown(board, service));
    }

    private static object Shown(FaultBoard board, string service)
    {
        var settings = board.Read(service);
        return new
        {
            service,
            mode = Lower(settings.Mode),
            delayMs = settings.DelayMs,
            rate = settings.Rate,
            stage = Lower(settings.Stage),
            struck = board.Struck(service),
        };
    }
}
