using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using NationalServices.Faults;
using NationalServices.NationalPortal;
using NationalServices.PopulationDatabase;

namespace NationalServices.Platform;

/// <summary>GET / : a Vietnamese page of plain HTML that shows what the stand-in holds and lets faults be switched by POST /che-do (form), then 303 to /.</summary>
internal static class StatusPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly (FaultMode Mode, string Name)[] Modes =
    [
        (FaultMode.None, "Bình thường"),
        (FaultMode.Slow, "Trả lời chậm"),
        (FaultMode.Fail, "Báo lỗi 503"),
        (FaultMode.Blackhole, "Không trả lời"),
        (FaultMode.Duplicate, "Xử lý hai lần"),
        (FaultMode.Lie, "Trả lời sai"),
    ];

    public static void MapStatusPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", (HttpContext http, FaultBoard board, PeopleRegister people, PortalLedger ledger, QueryLog log) =>
            Page(http, Body(board, people, ledger, log, http.Request.Query["da-dat"].Count > 0, []), StatusCodes.Status200OK, ""));
        app.MapPost("/che-do", SetAsync).AddEndpointFilter<OwnPagesOnly>().DisableAntiforgery();
        app.MapGet("/kieu.css", () => Results.Text(StatusPageStyle.Css, "text/css", Encoding.UTF8));
    }

    private static async Task<IResult> SetAsync(HttpContext http, FaultBoard board, PeopleRegister people, PortalLedger ledger, QueryLog log)
    {
        List<string> faults = [];
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var service = form["service"].ToString();
        if (!ServiceName.Vietnamese.ContainsKey(service))
        {
            faults.Add("Hãy chọn một dịch vụ có trên trang.");
        }

        // People write shares as percent here.
        var percent = form["percent"].ToString().Trim().Replace(',', '.');
        var rate = decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            ? (share / 100).ToString(CultureInfo.InvariantCulture)
            : percent.Length == 0 ? "" : "sai";
        var settings = FaultDoors.Parse(form["mode"].ToString(), form["delayMs"].ToString().Trim(), rate, form["stage"].ToString(),
            (field, sentence) => faults.Add(field == "rate" ? "Tỷ lệ phải là số từ 0 đến 100 phần trăm." : sentence));
        if (faults.Count > 0)
        {
            return Page(http, Body(board, people, ledger, log, false, faults), StatusCodes.Status400BadRequest, "Lỗi: ");
        }

        board.Set(service, settings);
        http.Response.Headers.Location = "/?da-dat";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Page(HttpContext http, string body, int status, string titlePrefix)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        var html = $"""
            <!doctype html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{titlePrefix}Dịch vụ quốc gia giả lập</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/kieu.css">
            </head>
            <body>
            <a class="skip" href="#noi-dung">Đến nội dung chính</a>
            <p class="banner">Môi trường thử nghiệm: mọi người và hồ sơ ở đây đều do máy đặt ra.</p>
            <header><p>Dịch vụ quốc gia giả lập</p></header>
            <main id="noi-dung">
            {body}
            </main>
            </body>
            </html>
            """;
        return Results.Text(html, "text/html", Encoding.UTF8, status);
    }

    private static string Body(FaultBoard board, PeopleRegister people, PortalLedger ledger, QueryLog log, bool done, List<string> faults)
    {
        var page = new StringBuilder("<h1>Tình trạng các dịch vụ</h1>\n");
        if (done)
        {
            page.Append("<p class=\"done\" role=\"status\">Đã đặt chế độ.</p>\n");
        }

        if (faults.Count > 0)
        {
            page.Append("<div class=\"wrong\" role=\"alert\"><h2>Chưa đặt được chế độ</h2><ul>");
            faults.ForEach(fault => page.Append(CultureInfo.InvariantCulture, $"<li>{Encoder.Encode(fault)}</li>"));
            page.Append("</ul></div>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            <dl>
            <div><dt>Người trong CSDL dân cư</dt><dd>{Number(people.Count)}</dd></div>
            <div><dt>Câu hỏi đã trả lời</dt><dd>{Number(log.Count)}</dd></div>
            <div><dt>Hồ sơ Cổng đã nhận</dt><dd>{Number(ledger.Count)}</dd></div>
            </dl>

            """);
        foreach (var (service, name) in ServiceName.Vietnamese)
        {
            page.Append(Form(service, name, board.Read(service), board.Struck(service)));
        }

        page.Append(Dossiers(ledger));
        page.Append(People(people));
        return page.ToString();
    }

    private static string Form(string service, string name, FaultSettings settings, long struck)
    {
        var options = string.Concat(Modes.Select(mode =>
            $"<option value=\"{FaultDoors.Lower(mode.Mode)}\"{(mode.Mode == settings.Mode ? " selected" : "")}>{mode.Name}</option>"));
        var percent = (settings.Rate * 100).ToString("0.##", CultureInfo.InvariantCulture);
        var after = settings.Stage == FaultStage.After;
        return $"""
            <section aria-labelledby="{service}">
            <h2 id="{service}">{name}</h2>
            <p>Đang đặt: <strong>{Modes.First(mode => mode.Mode == settings.Mode).Name}</strong>. Số yêu cầu đã gặp chế độ này: {Number(struck)}.</p>
            <form method="post" action="/che-do">
            <input type="hidden" name="service" value="{service}">
            <div><label for="{service}-mode">Chế độ</label><select id="{service}-mode" name="mode">{options}</select></div>
            <div><label for="{service}-delay">Chậm bao nhiêu mili giây</label><input id="{service}-delay" name="delayMs" inputmode="numeric" value="{settings.DelayMs}"></div>
            <div><label for="{service}-percent">Bao nhiêu phần trăm yêu cầu</label><input id="{service}-percent" name="percent" inputmode="decimal" value="{percent}"></div>
            <div><label for="{service}-stage">Lúc nào</label><select id="{service}-stage" name="stage"><option value="before">Trước khi xử lý</option><option value="after"{(after ? " selected" : "")}>Sau khi xử lý</option></select></div>
            <button type="submit">Đặt chế độ<span class="hidden"> cho {name}</span></button>
            </form>
            </section>

            """;
    }

    private static string Dossiers(PortalLedger ledger)
    {
        var rows = ledger.Page("", 50, dossier =>
            $"<tr><th scope=\"row\">{Encoder.Encode(dossier.Code)}</th><td>{Encoder.Encode(dossier.Status())}</td><td>{dossier.Progress.Count}</td><td>{dossier.Repeats}</td></tr>\n");
        return rows.Count == 0
            ? "<section><h2>Hồ sơ Cổng đã nhận</h2><p>Chưa có hồ sơ nào. Hồ sơ hiện ở đây khi hệ thống trung ương gửi sang.</p></section>\n"
            : $"<section><h2>Hồ sơ Cổng đã nhận</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng hồ sơ\"><table><caption>{rows.Count} hồ sơ đầu theo mã</caption><thead><tr><th scope=\"col\">Mã hồ sơ</th><th scope=\"col\">Trạng thái</th><th scope=\"col\">Bước tiến độ</th><th scope=\"col\">Bản tin trùng</th></tr></thead><tbody>\n{string.Concat(rows)}</tbody></table></div></section>\n";
    }

    private static string People(PeopleRegister people)
    {
        var rows = Some(people, "038").Concat(Some(people, "046")).Select(person =>
            $"<tr><th scope=\"row\">{person.SoDinhDanh}</th><td>{Encoder.Encode(person.HoVaTen)}</td><td>{person.NgayThangNamSinh}</td><td>{(person.GioiTinh == "1" ? "Nam" : person.GioiTinh == "2" ? "Nữ" : "Khác")}</td></tr>\n");
        return $"<section><h2>Vài người để thử</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng người\"><table><caption>Người do máy đặt ra, mỗi tỉnh tám người</caption><thead><tr><th scope=\"col\">Số định danh</th><th scope=\"col\">Họ và tên</th><th scope=\"col\">Ngày sinh</th><th scope=\"col\">Giới tính</th></tr></thead><tbody>\n{string.Concat(rows)}</tbody></table></div></section>\n";
    }

    /// <summary>Eight of a province, spread over its numbers, so that men, women, old and young are among them.</summary>
    private static IEnumerable<Person> Some(PeopleRegister people, string province)
    {
        var all = people.Page(province, int.MaxValue).Where(person => person.SoDinhDanh.StartsWith(province, StringComparison.Ordinal)).ToList();
        return all.Where((_, place) => place % Math.Max(1, all.Count / 8) == 0).Take(8);
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}
