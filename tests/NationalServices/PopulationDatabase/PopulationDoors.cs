using System.Text.Json.Nodes;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>
/// Maps the population database: <see cref="LookUp"/>, <see cref="Confirm"/>, and for administration (never struck by faults):
/// <para>POST /quan-tri/nguoi with one <see cref="Person"/> or an array of up to 1,000 → 200 <c>{"DaNhan":2,"TongSo":512}</c>, all or none; replaces by SoDinhDanh;
/// 400 with all faults, fields named <c>[0].SoDinhDanh</c> in an array.</para>
/// <para>GET /quan-tri/nguoi?sau=038…&amp;soLuong=20 → people in order of number after one (at most 200). GET /quan-tri/nguoi/{number} → one <see cref="Person"/>, or 404.</para>
/// <para>GET /quan-tri/nhat-ky-dan-cu?maYeuCau=… → newest 200 <see cref="Query"/> rows: two for one MaYeuCau show what the duplicate fault did.</para>
/// </summary>
internal static class PopulationDoors
{
    private const int LargestBatch = 1000;
    private const int LargestPage = 200;

    public static void AddPopulationDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new PeopleRegister(configuration));
        services.AddSingleton<QueryLog>();
    }

    public static void MapPopulationDatabase(this IEndpointRouteBuilder app)
    {
        var service = app.MapGroup("/csdlqg").AddEndpointFilter(new FaultFilter(ServiceName.PopulationDatabase));
        service.MapPost("/tra-cuu", LookUp.HandleAsync);
        service.MapPost("/xac-nhan", Confirm.HandleAsync);

        var admin = app.MapGroup("/quan-tri").AddEndpointFilter<OwnPagesOnly>();
        admin.MapPost("/nguoi", PutAsync);
        admin.MapGet("/nguoi", (string? sau, int? soLuong, PeopleRegister people) =>
            Wire.Json(people.Page(sau ?? "", Math.Clamp(soLuong ?? 20, 1, LargestPage))));
        admin.MapGet("/nguoi/{number}", (string number, PeopleRegister people) => people.Find(number) is { } person
            ? Wire.Json(person)
            : Refusal.Because(StatusCodes.Status404NotFound, "KHONG_TIM_THAY", "Không có người nào mang số này."));
        admin.MapGet("/nhat-ky-dan-cu", (string? maYeuCau, QueryLog log) => Wire.Json(log.Newest(maYeuCau, LargestPage)));
    }

    /// <summary>The person as the service tells them under a fault.</summary>
    public static Person? Told(Person? person, FaultMode fault) => fault == FaultMode.Lie ? person?.Lied() : person;

    public static IResult Send(object? body) => body is not null
        ? Wire.Json(body)
        : Refusal.Because(StatusCodes.Status409Conflict, "TRUNG_MA_YEU_CAU", "MaYeuCau này đã dùng cho một câu hỏi khác. Hãy dùng mã mới.");

    private static async Task<IResult> PutAsync(HttpContext http, PeopleRegister people)
    {
        var (node, refused) = await JsonFields.ReadBodyAsync(http);
        if (refused is not null)
        {
            return refused;
        }

        IReadOnlyList<JsonNode?> items = node is JsonArray array ? [.. array] : [node];
        List<FieldFault> faults = [];
        if (items.Count is 0 or > LargestBatch)
        {
            faults.Add(new FieldFault("", "SAI", $"Gửi từ 1 đến {LargestBatch} người mỗi lần."));
            return Refusal.Malformed(faults);
        }

        List<Person> read = [];
        for (var index = 0; index < items.Count; index++)
        {
            var prefix = node is JsonArray ? $"[{index}]." : "";
            if (items[index] is JsonObject source)
            {
                read.Add(PersonReader.Read(new JsonFields(source, prefix, faults)));
            }
            else
            {
                faults.Add(new FieldFault(prefix.TrimEnd('.'), "SAI_KIEU", "Mỗi người phải là một đối tượng JSON."));
            }
        }

        if (faults.Count > 0)
        {
            return Refusal.Malformed(faults);
        }

        people.Put(read);
        return Wire.Json(new { DaNhan = read.Count, TongSo = people.Count });
    }
}
