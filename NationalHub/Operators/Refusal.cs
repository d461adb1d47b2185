using Microsoft.AspNetCore.Mvc.RazorPages;
using NationalHub.Platform;
using NationalHub.Provinces;

namespace NationalHub.Operators;

/// <summary>What an operator reads who asked for something outside his roles; it is put on record.</summary>
internal static class Refusal
{
    private const int MostDetail = 300;

    public static async Task WriteAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>();
        // The page, not its address: that may say whom somebody looked for.
        var asked = $"{context.Request.Method} {page?.ViewEnginePath} {context.Request.Query["handler"]}".Trim();
        await context.RequestServices.GetRequiredService<CodeRecord>().TellAsync(
            context, context.User.Identity?.Name ?? "", SecurityEventKind.RightRefused, $"Ngoài vai trò của tài khoản: {(asked.Length > MostDetail ? asked[..MostDetail] : asked)}").ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await ErrorPage.WriteAsync(
            context,
            "Tài khoản không có vai trò này",
            "<p>Việc này cần một vai trò mà tài khoản của ông/bà không có; chưa có gì thay đổi. Nếu cần làm việc này, hãy đề nghị người quản trị máy chủ của trục cấp thêm vai trò.</p>").ConfigureAwait(false);
    }
}
