using Microsoft.AspNetCore.Diagnostics;

namespace NationalHub.Platform;

/// <summary>The one page for the unforeseen: says what to do, shows a number to quote, never a stack trace.</summary>
internal static class ErrorPage
{
    public static Task WriteAsync(HttpContext context)
    {
        var number = context.TraceIdentifier;
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return context.Response.WriteAsJsonAsync(
                new { error = new { code = "unexpected", message = $"Hệ thống gặp lỗi. Hãy thử lại sau; nếu còn lỗi, báo mã {number} cho quản trị.", target = number } },
                context.RequestAborted);
        }

        return WriteAsync(
            context,
            "Hệ thống chưa thực hiện được yêu cầu",
            $"""
            <p>Dữ liệu đã lưu không bị ảnh hưởng. Hãy quay lại và thử lại sau ít phút.</p>
            <p>Nếu còn gặp lỗi, báo cho quản trị hệ thống mã: <strong>{System.Net.WebUtility.HtmlEncode(number)}</strong></p>
            """);
    }

    /// <summary>A page that no file stands for.</summary>
    /// <param name="words">As HTML.</param>
    public static Task WriteAsync(HttpContext context, string title, string words)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Lỗi: {title.ToLower(Protos.Values.VietnameseFormat.Culture)}</title><link rel="stylesheet" href="/css/hub.css"></head>
            <body><header class="band"><p class="name">Trục quốc gia bảo trợ xã hội</p></header><main id="main">
            <h1>{title}</h1>
            {words}
            <p><a href="/">Về trang đầu</a></p></main></body></html>
            """,
            context.RequestAborted);
    }
}
