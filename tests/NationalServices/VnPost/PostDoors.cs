using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.VnPost;

/// <summary>
/// VNPost. All doors under /chi-tra are signed (<see cref="SignedDoor"/>) and meet the faults of service <c>vnpost</c>.
/// <para>PUT /chi-tra/lo/{key}/phan/{n} <c>{"rows":[…]}</c> → 200, a draft until handed over. POST /chi-tra/lo/{key} with <c>Idempotency-Key</c>, <c>{"format","header","parts"}</c> → 200
/// <c>{"reference","hash"}</c>; the same again the same; 409 TRUNG_KHOA with another hash; 422 THIEU_PHAN, SAI_MA_KIEM_TRA. GET /chi-tra/lo/{key} → 200 the same, 404 KHONG_CO_LO.
/// GET /chi-tra/danh-sach?donVi={unit}&amp;thang=yyyyMM → 200 <c>{"lists":[{"listId","reference","hash"}]}</c>: what it holds of a commune and month.</para>
/// <para>GET /chi-tra/ket-qua?ma={reference}&amp;sau={cursor}&amp;soDong=1000 → 200 <c>{"next","more","format","header","rows"}</c>, 204 nothing after the cursor.</para>
/// <para>Unsigned, for tests and demonstrations: POST /quan-tri/vnpost/cach-tra <c>{"listId"?,"mode":"normal|duplicate|reorder|partial|corrected|wrong-month|damaged-hash|changed-amount|foreign-rows",
/// "unpaidPercent"?:10,"seed"?:1,"send"?:"none|lost|fail|refuse","sendTimes"?:1,"hold"?:false}</c>; POST /quan-tri/vnpost/phat-hanh <c>{"listId"?,"callBack"?:"http://node/…"}</c> issues results (again) and, with an address,
/// posts them there signed; GET /quan-tri/vnpost the lists.</para>
/// </summary>
internal static class PostDoors
{
    private const int LargestPage = 10_000;

    public static void AddVnPost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new SignedDoor(configuration));
        services.AddSingleton(new HttpClient { Timeout = TimeSpan.FromSeconds(30) });
        services.AddSingleton<PostLedger>(_ => new PostLedger(configuration));
    }

    public static void MapVnPost(this WebApplication app)
    {
        var (door, ledger) = (app.Services.GetRequiredService<SignedDoor>(), app.Services.GetRequiredService<PostLedger>());
        var service = app.MapGroup("/chi-tra").AddEndpointFilter(new FaultFilter(ServiceName.VnPost));
        service.MapPut("/lo/{key}/phan/{part:int}", (string key, int part, HttpContext http) => door.AnswerAsync(http, request => Draft(ledger, key, part, request)));
        service.MapPost("/lo/{key}", (string key, HttpContext http) => TakeAsync(door, ledger, key, http));
        service.MapGet("/lo/{key}", (string key, HttpContext http) => door.AnswerAsync(http, _ => Show(ledger, key)));
        service.MapGet("/danh-sach", (string? donVi, string? thang, HttpContext http) => door.AnswerAsync(http, _ => new SignedReply(200, new
        {
            lists = ledger.Lists().Where(list => list.Header["unit"]!.ToString() == donVi && list.Month == thang).Select(list => new { listId = list.Id, reference = list.Reference, hash = list.Hash }),
        })));
        service.MapGet("/ket-qua", (string? ma, string? sau, int? soDong, HttpContext http) => door.AnswerAsync(http, _ => Page(ledger, ma ?? "", sau ?? "", soDong ?? 1000)));

        var admin = app.MapGroup("/quan-tri/vnpost");
        admin.MapGet("", () => Wire.Json(ledger.Lists().Select(list => new { listId = list.Id, reference = list.Reference, key = list.Key, month = list.Month, lines = list.Rows.Count, issues = list.Issues, times = list.Times })));
        admin.MapPost("/cach-tra", BehaveAsync).AddEndpointFilter<OwnPagesOnly>();
        admin.MapPost("/phat-hanh", IssueAsync).AddEndpointFilter<OwnPagesOnly>();
    }

    private static SignedReply Draft(PostLedger ledger, string key, int part, SignedRequest request)
    {
        if (request.Object()?["rows"] is not JsonArray rows || rows.Any(row => row is not JsonObject))
        {
            return SignedReply.Refuse(400, "YEU_CAU_SAI", "Cần {\"rows\":[…]}.");
        }

        ledger.Draft(key, part, [.. rows.Select(row => (JsonObject)row!.DeepClone())]);
        return new(200, new { rows = rows.Count });
    }

    private static async Task<IResult> TakeAsync(SignedDoor door, PostLedger ledger, string key, HttpContext http)
    {
        var lost = false;
        var answer = await door.AnswerAsync(http, request =>
        {
            if (request.Object() is not { } body || body["header"] is not JsonObject header || body["format"]?.ToString() != Canon.ListFormat
                || body["parts"] is not { } parts || parts.GetValueKind() != JsonValueKind.Number || header["listId"] is null || header["month"] is null || header["unit"] is null)
            {
                return SignedReply.Refuse(400, "YEU_CAU_SAI", "Cần format, header và parts.");
            }

            if (http.Request.Headers["Idempotency-Key"].ToString() != key)
            {
                return SignedReply.Refuse(400, "THIEU_KHOA", "Idempotency-Key phải trùng với khóa trên đường dẫn.");
            }

            switch (ledger.DrawSendFault(header["listId"]!.ToString()))
            {
                case PostSendFault.Fail:
                    return SignedReply.Refuse(503, "DICH_VU_GIAN_DOAN", "Dịch vụ đang gián đoạn. Hãy gửi lại sau.");
                case PostSendFault.Refuse:
                    return SignedReply.Refuse(
                        422, "DANH_SACH_SAI", "Danh sách có 2 lỗi.", new { Dong = 1, Cot = "idNo", ThongBao = "Số giấy tờ 038154000101 không hợp lệ." }, new { Dong = 2, Cot = "village", ThongBao = "Không có điểm chi trả tại thôn này." });
                case PostSendFault.Lost:
                    lost = true;
                    break;
            }

            var taken = ledger.Take(key, (JsonObject)header.DeepClone(), parts.GetValue<int>());
            if (taken.List is { } list)
            {
                list.KeyId = http.Request.Headers["X-Btxh-Key-Id"].ToString();
            }

            return Taken(taken);
        });
        if (lost)
        {
            // The list is here; the line breaks before the answer.
            http.Abort();
            return Results.Empty;
        }

        return answer;
    }

    private static SignedReply Taken((PostTaken Taken, PostList? List) result) => result.Taken switch
    {
        PostTaken.New or PostTaken.Again => new(200, new { reference = result.List!.Reference, hash = result.List.Hash }),
        PostTaken.OtherContent => SignedReply.Refuse(409, "TRUNG_KHOA", "Khóa này đã dùng cho một danh sách khác."),
        PostTaken.Incomplete => SignedReply.Refuse(422, "THIEU_PHAN", "Chưa nhận đủ các phần của danh sách."),
        _ => SignedReply.Refuse(422, "SAI_MA_KIEM_TRA", "Mã kiểm tra không khớp với nội dung."),
    };

    private static SignedReply Show(PostLedger ledger, string key) => ledger.Find(key) is { } list
        ? new(200, new { reference = list.Reference, hash = list.Hash })
        : SignedReply.Refuse(404, "KHONG_CO_LO", "Chưa nhận lô này.");

    private static SignedReply Page(PostLedger ledger, string reference, string after, int take)
    {
        var from = 0;
        if (after.Length > 0 && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            return SignedReply.Refuse(400, "SAI_CON_TRO", "Con trỏ không đúng.");
        }

        if (ledger.Page(reference, from, Math.Clamp(take, 1, LargestPage)) is not { } page)
        {
            return new(204);
        }

        var body = new JsonObject { ["next"] = page.Next.ToString(CultureInfo.InvariantCulture), ["more"] = page.More };
        foreach (var (name, value) in page.Document.ToList())
        {
            page.Document.Remove(name);
            body[name] = value;
        }

        return new(200, body);
    }

    private static async Task<IResult> BehaveAsync(HttpContext http, PostLedger ledger)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var mode = Parse<PostMode>(fields, "mode");
        var send = Parse<PostSendFault>(fields, "send");
        var behaviour = new PostBehaviour(mode, Number(fields, "unpaidPercent", 10, 100), Number(fields, "seed", 1, int.MaxValue), send, Number(fields, "sendTimes", send == PostSendFault.None ? 0 : 1, 1000), fields.Source["hold"]?.ToString() == "true");
        var list = fields.Optional("listId");
        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        ledger.Behave(list, behaviour);
        return Wire.Json(new { listId = list, mode = FaultDoors.Lower(mode), unpaidPercent = behaviour.UnpaidPercent, seed = behaviour.Seed, send = FaultDoors.Lower(send), sendTimes = behaviour.SendTimes, hold = behaviour.Hold });
    }

    private static async Task<IResult> IssueAsync(HttpContext http, PostLedger ledger, SignedDoor door, HttpClient client)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        var (list, address) = (fields.Optional("listId"), fields.Optional("callBack", 500));
        if (address.Length > 0 && !Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            fields.Fault("callBack", "SAI", "callBack phải là một địa chỉ đầy đủ.");
            return Refusal.Malformed(fields.Faults);
        }

        var issues = ledger.Issue(list);
        List<int> answers = [];
        for (var i = 0; address.Length > 0 && i < issues.Count; i++)
        {
            using var request = door.Request(new Uri(address), issues[i].List.KeyId, JsonSerializer.SerializeToUtf8Bytes(issues[i].Document(i + 1, issues[i].Rows), Wire.Options));
            using var answer = await client.SendAsync(request, http.RequestAborted);
            answers.Add((int)answer.StatusCode);
        }

        return Wire.Json(new { issues = issues.Count, lines = issues.Sum(issue => issue.Rows.Count), callBack = answers });
    }

    private static T Parse<T>(JsonFields fields, string name)
        where T : struct, Enum
    {
        var text = fields.Optional(name).Replace("-", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return default;
        }

        if (!Enum.TryParse<T>(text, ignoreCase: true, out var value) || !Enum.IsDefined(value) || char.IsAsciiDigit(text[0]))
        {
            fields.Fault(name, "SAI", $"{name} phải là một trong: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
        }

        return value;
    }

    private static int Number(JsonFields fields, string name, int absent, int most)
    {
        var text = fields.Optional(name);
        if (text.Length == 0)
        {
            return absent;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > most)
        {
            fields.Fault(name, "SAI", $"{name} phải là số nguyên từ 0 đến {most}.");
        }

        return number;
    }
}
