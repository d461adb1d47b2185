using NationalServices.Faults;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>
/// Maps the national portal: <see cref="AccessTokens"/>, <see cref="CreateDossier"/>, <see cref="UpdateDossiers"/>, <see cref="ReadDossiers"/>.
/// Faults strike every /dvcqg door, the token's too.
/// </summary>
internal static class PortalDoors
{
    public static void AddNationalPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new PortalLedger(configuration, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OnlineFilings>();
        services.AddSingleton<ResultFiles>();
        services.AddSingleton(provider => new AccessTokens(configuration, provider.GetRequiredService<TimeProvider>()));
    }

    public static void MapNationalPortal(this WebApplication app)
    {
        var service = app.MapGroup("/dvcqg").AddEndpointFilter(new FaultFilter(ServiceName.NationalPortal));
        service.MapPost("/token", AccessTokens.IssueAsync).DisableAntiforgery();

        var dossiers = service.MapGroup("/ho-so").AddEndpointFilter(app.Services.GetRequiredService<AccessTokens>());
        dossiers.MapPost("", CreateDossier.HandleAsync);
        dossiers.MapPost("/tien-do", UpdateDossiers.ProgressAsync);
        dossiers.MapPost("/trang-thai", UpdateDossiers.StatusAsync);
        dossiers.MapPost("/ket-qua", ResultFiles.TellAsync);
        dossiers.MapGet("", ReadDossiers.List);
        dossiers.MapGet("/{code}", ReadDossiers.One);

        var tokens = app.Services.GetRequiredService<AccessTokens>();
        service.MapGet("/ho-so-den", OnlineFilings.List).AddEndpointFilter(tokens);
        service.MapPost("/ho-so-den/ket-qua", OnlineFilings.TakeOutcomeAsync).AddEndpointFilter(tokens);
        service.MapGet("/tep/{id}", OnlineFilings.File).AddEndpointFilter(tokens);
        service.MapPost("/tep", ResultFiles.UploadAsync).AddEndpointFilter(tokens).DisableAntiforgery();
        service.MapGet("/tep-ket-qua/{id}", ResultFiles.File).AddEndpointFilter(tokens);
        app.MapGet("/quan-tri/tep-ket-qua/{id}", ResultFiles.File);
        app.MapPost("/quan-tri/ho-so-den", OnlineFilings.FileAsync).AddEndpointFilter<OwnPagesOnly>();
        app.MapGet("/quan-tri/ho-so-den/{code}", OnlineFilings.One);
        app.MapGet("/quan-tri/ho-so", ReadDossiers.List);
        app.MapGet("/quan-tri/ho-so/{code}", ReadDossiers.One);
    }
}
