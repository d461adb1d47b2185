using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using System.IO.Compression;

namespace ProvinceNode.Platform.Layout;

/// <summary>Registers what every page needs.</summary>
public static class LayoutServices
{
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddScoped<Heading>();
        services.Configure<RazorViewEngineOptions>(options =>
        {
            options.PageViewLocationFormats.Add("/Platform/Layout/{0}.cshtml");
            options.ViewLocationFormats.Add("/Platform/Layout/{0}.cshtml");
        });
        // What is required is said by the verbs, in words people understand, never by the binder in English.
        services.Configure<MvcOptions>(options => options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        services.Configure<MvcOptions>(options => options.Filters.Add<NoSuchHandler>());
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options =>
            options.TextEncoderSettings = new System.Text.Encodings.Web.TextEncoderSettings(System.Text.Unicode.UnicodeRanges.All));
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 2 * 1024 * 1024;
        });
        services.AddResponseCompression(options =>
        {
            // Static text only: a compressed page that carries a secret and echoes input can be read by its length (BREACH).
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services;
    }
}
