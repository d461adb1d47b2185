using ProvinceNode.Citizens.Own;
using ProvinceNode.Citizens.VNeID;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.PreCheck;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>The public side and the verbs behind it.</summary>
public static class CitizenServices
{
    public static IServiceCollection AddCitizens(this IServiceCollection services, IConfiguration configuration) => services.AddVneid(configuration)
        .AddSingleton<AttachmentStore>().AddSingleton<Throttle>().AddSingleton<FailedLookUps>().AddSingleton<TrackPass>().AddSingleton<CitizenPass>().AddScoped<ProveCitizen>().AddScoped<OwnPeople>().AddScoped<OwnFile>().AddScoped<OwnViews>().AddScoped<Uploads>()
        .AddScoped<Submit>().AddScoped<AnswerSupplement>().AddScoped<RequestWithdrawal>()
        .AddScoped<Drafts>().AddScoped<Offers>().AddScoped<CommuneSearch>().AddScoped<TrackDossier>().AddScoped<PreCheckRules>()
        .AddNodeJob<SweepFiles>(TimeSpan.FromHours(24));
}
