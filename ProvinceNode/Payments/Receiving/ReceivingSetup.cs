using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Receiving;

/// <summary>Registers how people are to be paid.</summary>
public static class ReceivingSetup
{
    public static IServiceCollection AddReceiving(this IServiceCollection services) => services.AddScoped<ReceivingDesk>().AddScoped<CheckAccounts>().AddScoped<AskMethodChange>().AddScoped<SettleMethodChange>()
        .AddScoped<WithdrawMethodChange>().AddScoped<OwnWayChange>().AddScoped<AuthoriseProxy>().AddScoped<ConfirmProxy>().AddScoped<RevokeProxy>().AddScoped<ReceivingVerbs>().AddNodeJob<CheckAccountsJob>(TimeSpan.FromMinutes(5));
}
