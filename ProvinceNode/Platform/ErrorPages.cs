using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvinceNode.Platform;

/// <summary>Pages for what went wrong, in words that say what to do; never a stack trace, always a code to quote.</summary>
public static class ErrorPages
{
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/loi/500");
        return app.UseStatusCodePagesWithReExecute("/loi/{0}");
    }

    /// <summary>Heading and sentence of a status.</summary>
    public static (string Heading, string Sentence) Of(int status) => status switch
    {
        400 => ("Yêu cầu chưa hợp lệ", "Trang có thể đã mở quá lâu. Hãy quay lại trang trước, tải lại rồi gửi lại."),
        401 or 403 => ("Ông/Bà không được mở trang này", "Vai trò hiện tại không được phép xem nội dung này. Nếu cần, hãy liên hệ người quản trị của đơn vị."),
        404 => ("Không tìm thấy trang", "Địa chỉ có thể đã gõ sai hoặc nội dung không thuộc phạm vi đơn vị của ông/bà. Hãy kiểm tra lại đường dẫn, hoặc về trang đầu."),
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
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; } = 500;

    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    /// <summary>Found again in the log.</summary>
    public string Correlation { get; private set; } = "";

    public void OnGet() => Fill();

    public void OnPost() => Fill();

    private void Fill()
    {
        (Heading, Sentence) = ErrorPages.Of(Status);
        Correlation = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
