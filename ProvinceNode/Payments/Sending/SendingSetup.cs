using Microsoft.Extensions.Options;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Sending;

/// <summary>Registers sending lists and taking results.</summary>
public static class SendingSetup
{
    public static IServiceCollection AddSendingAndResults(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ChannelOptions>, ChannelOptionsCheck>();
        services.AddOptions<ChannelOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection(ChannelOptions.Section).Bind(options.Offices)).ValidateOnStart();
        return services.AddScoped<SendList>().AddScoped<AfterRestore>().AddScoped<HandOver>().AddScoped<WithdrawList>().AddScoped<PaperLines>().AddScoped<PaperResults>().AddScoped<RecordPaperPayment>().AddScoped<SettlePaperPayment>().AddScoped<DoubtPaperPayment>().AddScoped<CorrectPaperPayment>().AddScoped<PaperPaymentVerbs>().AddScoped<RecordPaper>().AddScoped<SettlePaper>().AddNodeJob<HandOverJob>(TimeSpan.FromMinutes(1))
            .AddScoped<NoticeWriter>().AddScoped<SettleLines>().AddScoped<StoreResults>().AddScoped<StoreSingly>().AddScoped<RetryCorrections>().AddScoped<TakeResults>()
            .AddSingleton<UploadStore>().AddScoped<ReadUploads>().AddScoped<UploadResults>().AddScoped<ConfirmUpload>().AddScoped<DeclineUpload>().AddScoped<CloseNotice>().AddScoped<CloseFault>().AddScoped<ResultVerbs>().AddScoped<LeaderVerbs>().AddScoped<PaperVerbs>().AddNodeJob<TakeResultsJob>(TimeSpan.FromMinutes(1));
    }
}
