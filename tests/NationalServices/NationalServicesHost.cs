using Microsoft.AspNetCore.Diagnostics;
using NationalServices.Bank;
using NationalServices.Faults;
using NationalServices.NationalPortal;
using NationalServices.Platform;
using NationalServices.PopulationDatabase;
using NationalServices.VNeID;
using NationalServices.VnPost;

namespace NationalServices;

/// <summary>
/// Stand-in of the national services over plain HTTP, for development, demonstration and tests. Every person in it is invented.
/// Options (command line or environment): <c>urls</c>; <c>Data:Folder</c> keeps what was acknowledged over a restart (memory only when empty);
/// <c>PopulationDatabase:People</c> is a file of JSON lines, one person each (shape: <see cref="Person"/>);
/// <c>PopulationDatabase:Households</c> invented households per province (60; 0 for none);
/// <c>NationalPortal:ClientId</c> ("hub"), <c>NationalPortal:ClientSecret</c> ("chi-dung-de-thu"), <c>NationalPortal:TokenSeconds</c> (3600);
/// <c>Payments:Secret</c> with which VNPost and the bank sign ("chi-dung-de-thu-tren-may-nay-0123456789").
/// Open doors: GET / (status page), GET /health (200 "ok"); the services' own doors are told on their endpoint classes.
/// </summary>
public static class NationalServicesHost
{
    private const int LargestBody = 4 * 1024 * 1024;

    /// <summary>Builds the host; the caller starts it. Give <c>--urls http://127.0.0.1:0</c> for a free port and read it from <c>app.Urls</c> after the start.</summary>
    /// <param name="args">Options as command-line arguments, e.g. <c>--Data:Folder=…</c>.</param>
    /// <param name="configure">Lets a test replace services, e.g. the <see cref="TimeProvider"/>.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // In a test's output folder lie the settings files of other hosts: they are not ours.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFaults();
        builder.Services.AddPopulationDatabase(builder.Configuration);
        builder.Services.AddNationalPortal(builder.Configuration);
        builder.Services.AddVnPost(builder.Configuration);
        builder.Services.AddBank(builder.Configuration);
        builder.Services.AddVneid();
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler(failed => failed.Run(AnswerUnexpected));
        app.MapGet("/health", () => Results.Text("ok"));
        app.MapFaults();
        app.MapPopulationDatabase();
        app.MapNationalPortal();
        app.MapVnPost();
        app.MapBank();
        app.MapVneid();
        app.MapStatusPage();
        // Files are read now: a broken seed or journal must stop the start, not the first question.
        app.Services.GetRequiredService<PeopleRegister>();
        app.Services.GetRequiredService<PortalLedger>();
        return app;
    }

    private static Task AnswerUnexpected(HttpContext http)
    {
        var disk = http.Features.Get<IExceptionHandlerFeature>()?.Error is IOException;
        return (disk
            ? Refusal.Because(StatusCodes.Status503ServiceUnavailable, "KHONG_GHI_DUOC", "Chưa ghi được dữ liệu, bản tin chưa được nhận. Hãy gửi lại sau.")
            : Refusal.Because(StatusCodes.Status500InternalServerError, "LOI_HE_THONG", "Dịch vụ gặp lỗi ngoài dự kiến. Hãy gửi lại sau."))
            .ExecuteAsync(http);
    }
}
