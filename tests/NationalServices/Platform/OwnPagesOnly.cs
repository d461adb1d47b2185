namespace NationalServices.Platform;

/// <summary>Refuses a write that a browser sends from another site's page: the administration doors have no sign-in.</summary>
internal sealed class OwnPagesOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value))
        {
            return Refusal.Because(StatusCodes.Status403Forbidden, "KHAC_NGUON", "Chỉ nhận lệnh từ chính trang của dịch vụ giả lập.");
        }

        return await next(context);
    }
}
