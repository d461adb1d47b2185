using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NationalServices.Faults;
using NationalServices.Platform;
using NationalServices.PopulationDatabase;

namespace NationalServices.Bank;

/// <summary>
/// A bank.
/// <para>POST /ngan-hang/tai-khoan, signed (<see cref="SignedDoor"/>), faults of service <c>bank</c>: <c>{"accounts":[{"number","bank"}]}</c> → 200 <c>{"accounts":[{"number","bank","exists","closed","holder","why"}]}</c> in the
/// order asked, at most 200. A number that begins with two zeros is told without them, as systems do that take it for a number. The lie fault tells another holder.</para>
/// <para>POST /ngan-hang/chuyen-khoan?cach=normal|duplicate|reorder|partial|changed-amount|pending&amp;hatGiong=1 with the payroll file as CSV → 200 the bank's answer as CSV (<see cref="TransferAnswer"/>).</para>
/// <para>POST /quan-tri/ngan-hang/tai-khoan <c>[{"number","bank","holder","closed"?:true}]</c> puts accounts in.</para>
/// </summary>
internal static class BankDoors
{
    private const int LargestBatch = 200;

    public static void AddBank(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(provider => new AccountBook(configuration, provider.GetRequiredService<PeopleRegister>()));

    public static void MapBank(this WebApplication app)
    {
        var service = app.MapGroup("/ngan-hang").AddEndpointFilter(new FaultFilter(ServiceName.Bank));
        service.MapPost("/tai-khoan", (HttpContext http, SignedDoor door, AccountBook book) => door.AnswerAsync(http, request => Check(book, request, FaultFilter.Of(http) == FaultMode.Lie)));
        service.MapPost("/chuyen-khoan", (string? cach, int? hatGiong, HttpContext http, AccountBook book) => TransferAsync(book, cach ?? "normal", hatGiong ?? 1, http)).AddEndpointFilter<OwnPagesOnly>();
        app.MapPost("/quan-tri/ngan-hang/tai-khoan", PutAsync).AddEndpointFilter<OwnPagesOnly>();
    }

    private static SignedReply Check(AccountBook book, SignedRequest request, bool lie)
    {
        if (request.Object()?["accounts"] is not JsonArray { Count: > 0 and <= LargestBatch } asked || asked.Any(a => a is not JsonObject))
        {
            return SignedReply.Refuse(400, "YEU_CAU_SAI", $"Cần từ 1 đến {LargestBatch} tài khoản.");
        }

        return new(200, new { accounts = asked.Select(node => Told(book, (JsonObject)node!, lie)).ToList() });
    }

    private static JsonObject Told(AccountBook book, JsonObject asked, bool lie)
    {
        var (number, bank) = (asked["number"]?.ToString() ?? "", asked["bank"]?.ToString() ?? "");
        return book.Find(number) switch
        {
            null => Answer(exists: false, closed: false, "", "Không có tài khoản này"),
            { Closed: true } => Answer(exists: false, closed: true, "", "Tài khoản đã đóng"),
            var account => Answer(exists: true, closed: false, lie ? "NGUOI KHAC" : account.Holder, ""),
        };

        JsonObject Answer(bool exists, bool closed, string holder, string why) =>
            new() { ["number"] = number.StartsWith("00", StringComparison.Ordinal) ? number.TrimStart('0') : number, ["bank"] = bank, ["exists"] = exists, ["closed"] = closed, ["holder"] = holder, ["why"] = why };
    }

    private static async Task<IResult> TransferAsync(AccountBook book, string mode, int seed, HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        return TransferAnswer.Of(text, book, mode, seed) is { } answer
            ? Results.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(answer)], "text/csv; charset=utf-8", "KetQuaCK.csv")
            : Refusal.Because(StatusCodes.Status400BadRequest, "TEP_SAI", "Tệp không phải bảng kê chuyển khoản CSV, hoặc không có chế độ này.");
    }

    private static async Task<IResult> PutAsync(HttpContext http, AccountBook book)
    {
        var (node, refused) = await JsonFields.ReadBodyAsync(http);
        if (refused is not null)
        {
            return refused;
        }

        List<FieldFault> faults = [];
        List<BankAccount> read = [];
        foreach (var item in node is JsonArray list ? [.. list] : new List<JsonNode?> { node })
        {
            var fields = new JsonFields(item as JsonObject ?? [], $"[{read.Count}].", faults);
            read.Add(new(fields.Required("number", 40), fields.Optional("bank"), fields.Required("holder"), fields.Source["closed"]?.GetValueKind() == JsonValueKind.True));
        }

        if (faults.Count > 0)
        {
            return Refusal.Malformed(faults);
        }

        book.Put(read);
        return Wire.Json(new { DaNhan = read.Count });
    }
}
