namespace ProvinceNode.Organization.Accounts;

/// <summary>Registers the verbs of accounts.</summary>
public static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<CreateAccounts>();
        services.AddScoped<ChangeAccount>();
        services.AddScoped<AccountCommands>();
        services.AddScoped<DemoAccounts>();
        return services;
    }
}
