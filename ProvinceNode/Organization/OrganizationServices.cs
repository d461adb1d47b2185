using ProvinceNode.Organization.Accounts;
using ProvinceNode.Organization.Sessions;

namespace ProvinceNode.Organization;

/// <summary>Registers offices, officials and the set-up of the node.</summary>
public static class OrganizationServices
{
    public static IServiceCollection AddOrganization(this IServiceCollection services, IConfiguration configuration)
    {
        // First of all hosted services: nothing runs before the schema and the units are there.
        services.AddHostedService<NodeSetUp>();
        services.AddScoped<CurrentOfficial>();
        services.AddScoped<RegisterInstitution>();
        services.AddScoped<Sessions.SignInRecord>();
        services.AddSessions(configuration);
        services.AddAccounts();
        return services;
    }
}
