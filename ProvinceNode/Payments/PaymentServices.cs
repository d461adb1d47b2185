using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Payments.Publishing;
using ProvinceNode.Payments.Receiving;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Registers the verbs of payments.</summary>
public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddPaymentSettings()
        .AddScoped<PaymentDesk>().AddScoped<OpenPeriod>().AddScoped<ChangeDays>().AddScoped<BuildLists>().AddScoped<CommuneReader>().AddScoped<BuildRuns>().AddScoped<DiscardLists>().AddScoped<StopBuilding>().AddScoped<ApproveLists>().AddScoped<AskTogether>().AddScoped<WorkTogether>().AddNodeJob<WorkTogetherJob>(TimeSpan.FromMinutes(1)).AddScoped<MonthVerbs>()
        .AddScoped<PeriodMatters>().AddScoped<JustifyMatters>().AddScoped<ClosePeriod>().AddScoped<PaidBefore>().AddScoped<Results.PaymentTasks>().AddScoped<RecoveryLeft>().AddScoped<RecordReceipt>().AddScoped<SettleReceipt>().AddScoped<ReceiptVerbs>().AddScoped<CloseVerbs>().AddScoped<MonthReview>()
        .AddPaymentPapers()
        .AddScoped<FundSuccession>().AddNodeJob<FundSuccessionJob>(TimeSpan.FromHours(1)).AddNodeJob<BuildRunsJob>(TimeSpan.FromMinutes(1)).AddSendingAndResults().AddReceiving()
        .AddScoped<PublishPayments>().AddScoped<GivenClaims>().AddScoped<Registry.Merging.RowsGiven>(s => s.GetRequiredService<GivenClaims>().GivenAsync).AddNodeJob<PublishPaymentsJob>(TimeSpan.FromMinutes(1));

    private static IServiceCollection AddPaymentSettings(this IServiceCollection services)
    {
        services.AddOptions<BuildingOptions>().BindConfiguration(BuildingOptions.Section).Validate(o => o.MonthsRead >= 0, "Payments:Building:MonthsRead must not be below 0.").ValidateOnStart();
        services.AddOptions<SuccessorOptions>().BindConfiguration(SuccessorOptions.Section).ValidateOnStart();
        return services;
    }
}
