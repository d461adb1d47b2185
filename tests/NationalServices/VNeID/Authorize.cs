using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NationalServices.PopulationDatabase;

namespace NationalServices.VNeID;

/// <summary>
/// The page of consent. GET /vneid/dang-nhap with client_id, redirect_uri (registered letter by letter), response_type=code, scope with openid, state, nonce, code_challenge,
/// code_challenge_method=S256: a page where one types a number and a level; what is wrong with client or address is said here, the rest goes back to the system as <c>error</c>.
/// POST of the same fields with <c>so</c> (number), <c>muc</c> (1, 2) and <c>dong-y</c> (1: yes) → 303 to redirect_uri with <c>code</c> or <c>error=access_denied</c>, and <c>state</c>.
/// </summary>
internal static class Authorize
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string[] Asked = ["client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method"];

    public static IResult Show(HttpContext http, VneidClients clients)
    {
        string Value(string name) => http.Request.Query[name].ToString();
        return Refuse(Value, clients) ?? Page(Value, "");
    }

    public static async Task<IResult> AnswerAsync(HttpContext http, VneidClients clients, VneidGrants grants, PeopleRegister people)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string Value(string name) => form[name].ToString();
        if (Refuse(Value, clients) is { } refused)
        {
            return refused;
        }

        if (Value("dong-y") != "1")
        {
            return Back(Value, "error=access_denied");
        }

        if (people.Find(Value("so").Trim()) is not { } person)
        {
            return Page(Value, "Không có người nào mang số này trong cơ sở dữ liệu giả lập.");
        }

        var grant = new Grant(Value("client_id"), Value("redirect_uri"), Value("nonce"), Value("code_challenge"), person.SoDinhDanh, Value("muc") == "1" ? 1 : 2, default);
        return Back(Value, "code=" + grants.Code(grant));
    }

    private static IResult? Refuse(Func<string, string> value, VneidClients clients)
    {
        if (clients.Find(value("client_id")) is not { } client || !client.Redirects.Contains(value("redirect_uri")))
        {
            return Results.Text("Hệ thống hoặc địa chỉ trở lại chưa đăng ký.", "text/plain; charset=utf-8", Encoding.UTF8, StatusCodes.Status400BadRequest);
        }

        return value("response_type") != "code" ? Back(value, "error=unsupported_response_type")
            : value("code_challenge").Length != 43 || value("code_challenge_method") != "S256" || value("nonce").Length == 0 || value("state").Length == 0
                || !value("scope").Split(' ').Contains("openid") ? Back(value, "error=invalid_request") : null;
    }

    private static IResult Back(Func<string, string> value, string what) => Results.Redirect($"{value("redirect_uri")}?{what}&state={Uri.EscapeDataString(value("state"))}");

    private static IResult Page(Func<string, string> value, string wrong)
    {
        var hidden = string.Concat(Asked.Select(name => $"<input type=\"hidden\" name=\"{name}\" value=\"{Encoder.Encode(value(name))}\">\n"));
        var html = $"""
            <!doctype html>
            <html lang="vi">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>VNeID giả lập</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/kieu.css"></head>
            <body>
            <p class="banner">Môi trường thử nghiệm: đây không phải VNeID thật. Đừng nhập thông tin thật.</p>
            <main id="noi-dung">
            <h1>Đăng nhập VNeID (giả lập)</h1>
            {(wrong.Length > 0 ? $"<div class=\"wrong\" role=\"alert\"><p>{Encoder.Encode(wrong)}</p></div>" : "")}
            <form method="post" action="{VneidDoors.Root}/dang-nhap">
            {hidden}<div><label for="so">Số định danh của người mẫu</label><input id="so" name="so" inputmode="numeric" value="{Encoder.Encode(value("so"))}"></div>
            <div><label for="muc">Mức tài khoản</label><select id="muc" name="muc"><option value="2">Mức 2</option><option value="1">Mức 1</option></select></div>
            <button type="submit" name="dong-y" value="1">Đồng ý chia sẻ thông tin</button>
            <button type="submit" name="dong-y" value="0">Không đồng ý</button>
            </form>
            </main>
            </body>
            </html>
            """;
        return Results.Text(html, "text/html", Encoding.UTF8);
    }
}
