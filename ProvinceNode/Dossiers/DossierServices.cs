using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Registers the verbs of dossiers.</summary>
public static class DossierServices
{
    public static IServiceCollection AddDossiers(this IServiceCollection services) => services
        .AddScoped<FlowRules>().AddScoped<DossierDesk>().AddScoped<PersonViews>().AddScoped<ForeignTenant>()
        .AddScoped<Receive>().AddScoped<RequestSupplement>().AddScoped<Refuse>().AddScoped<Review>().AddScoped<OpenPosting>()
        .AddScoped<RecordObjection>().AddScoped<ConcludeObjection>().AddScoped<ClosePosting>().AddScoped<Forward>().AddScoped<Appraise>()
        .AddScoped<SendBack>().AddScoped<Sign>().AddScoped<Number>().AddScoped<HandOver>().AddScoped<StopDossier>().AddScoped<KeepGoing>().AddScoped<OverrideIdentity>()
        .AddScoped<DemoPeople>()
        .AddScoped<ChangeCalendar>();
}
