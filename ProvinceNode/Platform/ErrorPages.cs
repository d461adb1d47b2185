using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Protos.Values;

namespace ProvinceNode.Platform;

/// <summary>Pages for what went wrong, in words that say what to do; never a stack trace, always a code to quote.</summary>
public static class ErrorPages
{
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/loi/500");
        app.UseStatusCodePagesWithReExecute("/loi/{0}");
        return app.Use(TooLargeAsync);
    }

    /// <summary>Bytes that the page takes in one sending, kept with a request that was larger.</summary>
    internal const string Most = "most-bytes";

    // Told before it is read: a form that is too large fails in reading like one that is not valid, and would be answered with a sentence that does not help.
    private static Task TooLargeAsync(HttpContext context, RequestDelegate next)
    {
        // The page that says so is made for the same request.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is null && MostOf(context) is { } most && context.Request.ContentLength > most)
        {
            context.Items[Most] = most;
            // The page that says so asks for no form: nothing of what was sent is read.
            (context.Request.Method, context.Request.Body, context.Request.ContentLength, context.Request.ContentType) = (HttpMethods.Get, Stream.Null, null, null);
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static long? MostOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own ? own.MaxRequestBodySize
        : context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    /// <summary>Heading and sentence of a status.</summary>
    /// <param name="most">Bytes that the page takes in one sending, when it is known.</param>
    public static (string Heading, string Sentence) Of(int status, long? most = null) => status switch
    {
        400 => ("Yêu cầu chưa hợp lệ", "Trang có thể đã mở quá lâu. Hãy quay lại trang trước, tải lại rồi gửi lại."),
        401 => ("Phiên làm việc đã hết", "Đã quá 30 phút không thao tác nên hệ thống tự đăng xuất. Việc ông/bà vừa bấm chưa được thực hiện, nhưng những gì đã nhập vẫn còn ở trang này."),
        403 => ("Ông/Bà không được mở trang này", "Vai trò hiện tại không được phép xem nội dung này. Nếu cần, hãy liên hệ người quản trị của đơn vị."),
        404 => ("Không tìm thấy trang", "Địa chỉ có thể đã gõ sai hoặc nội dung không thuộc phạm vi đơn vị của ông/bà. Hãy kiểm tra lại đường dẫn, hoặc về trang đầu."),
        413 when most is { } bytes => ("Tệp gửi lên quá lớn", string.Create(VietnameseFormat.Culture, $"Trang này nhận mỗi lần gửi tối đa {bytes >> 20} MB. Hãy gửi từng phần, tách danh sách thành nhiều tệp hoặc chụp lại ảnh nhỏ hơn.")),
        413 => ("Tệp gửi lên quá lớn", "Mỗi tệp tối đa 20 MB, mỗi lần gửi tối đa 100 MB. Hãy chụp lại ảnh nhỏ hơn hoặc gửi từng phần."),
        429 => ("Ông/Bà thao tác quá nhanh", "Vì an toàn thông tin, số lần tra cứu được giới hạn. Hãy đợi vài phút rồi thử lại."),
        503 => ("Hệ thống đang bận", "Hãy thử lại sau ít phút. Nội dung đã lưu không bị mất."),
        >= 500 => ("Hệ thống gặp sự cố", "Nội dung đã lưu không bị mất. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy gửi mã dưới đây cho người quản trị."),
        _ => ("Không thực hiện được", "Hãy quay lại trang trước và thử lại."),
    };
}

/// <summary>Shows the status that a request ended with.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorPagesModel : PageModel
{
    // From the address alone: a field of the form that failed may have the same name.
    [FromRoute]
    public int Status { get; set; } = 500;

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    /// <summary>Found again in the log.</summary>
    public string Correlation { get; private set; } = "";

    /// <summary>What was typed when the session ended, to be sent again after signing in; a password is not repeated.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Typed { get; private set; } = [];

    /// <summary>Where it was sent.</summary>
    public string SentTo { get; private set; } = "";

    /// <summary>Files were sent too; a page cannot give them back.</summary>
    public bool HadFiles { get; private set; }

    public void OnGet() => Fill();

    public void OnPost()
    {
        Fill();
        if (Status == StatusCodes.Status401Unauthorized && Request.HasFormContentType && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } sent)
        {
            // The form keeps its own anti-forgery token, which fits the same official only: nobody else's words are sent in his name.
            Typed = Request.Form.Where(f => !f.Key.Contains("Password", StringComparison.OrdinalIgnoreCase))
                .SelectMany(f => f.Value.OfType<string>().Select(v => KeyValuePair.Create(f.Key, v))).ToList();
            (SentTo, HadFiles) = (sent.OriginalPath + sent.OriginalQueryString, Request.Form.Files.Any(f => f.Length > 0));
        }
    }

    private void Fill()
    {
        (Heading, Sentence) = ErrorPages.Of(Status, HttpContext.Items[ErrorPages.Most] as long?);
        Correlation = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
