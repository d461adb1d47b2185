using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Payments.Providers.Http;

namespace ProvinceNode.Payments.Providers;

/// <summary>Registers who pays. A channel whose options are empty is there and says that it is not configured; one whose options are wrong stops the start.</summary>
public static class ProvidersSetup
{
    // A page of ten thousand results takes about six megabytes.
    private const int LargestAnswer = 32 << 20;

    public static IServiceCollection AddPaymentProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsCheck>();
        services.AddSingleton<IValidateOptions<FolderOptions>, FolderOptionsCheck>();
        foreach (var section in new[] { ServiceOptions.VnPost, ServiceOptions.Bank })
        {
            services.AddOptions<ServiceOptions>(section).Bind(configuration.GetSection(section)).ValidateOnStart();
        }

        foreach (var section in new[] { FolderOptions.Exchange, FolderOptions.Bank })
        {
            services.AddOptions<FolderOptions>(section).Bind(configuration.GetSection(section)).ValidateOnStart();
        }

        services.AddPartner<VnPostHttp>(ServiceOptions.VnPost);
        services.AddPartner<BankAccounts>(ServiceOptions.Bank);
        services.AddTransient<IPaymentProvider>(s => s.GetRequiredService<VnPostHttp>());
        services.AddTransient<IPaymentProvider, ExchangeFolder>();
        services.AddTransient<IPaymentProvider, BankTransferFile>();
        services.AddSingleton<CallBackGate>();
        services.AddTransient<PostCallBack>();
        return services.AddTransient<PaymentProviders>();
    }

    public static void MapPaymentCallBack(this IEndpointRouteBuilder routes) => PostCallBack.Map(routes);

    // Addresses and headers of requests stay out of the log.
    private static void AddPartner<T>(this IServiceCollection services, string section)
        where T : class => services.AddHttpClient<T>((provider, http) =>
        {
            var address = provider.GetRequiredService<IOptionsMonitor<ServiceOptions>>().Get(section).Address;
            (http.Timeout, http.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, LargestAnswer);
            http.BaseAddress = address.Length > 0 ? new Uri(address) : null;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        .RemoveAllLoggers();
}

/// <summary>All channels, by their codes.</summary>
public sealed class PaymentProviders(IEnumerable<IPaymentProvider> all)
{
    public IReadOnlyList<IPaymentProvider> All { get; } = [.. all];

    /// <summary>Those that the node was told how to reach.</summary>
    public IEnumerable<IPaymentProvider> Configured => All.Where(p => p.IsConfigured);

    /// <summary>Null when there is none of that code.</summary>
    public IPaymentProvider? Find(string code) => All.FirstOrDefault(p => p.Code == code);
}
