using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Payments.Providers.Http;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>Which channel a list takes. Pure.</summary>
public static class ChannelRules
{
    public const string Any = "*";

    /// <summary>Of a list whose lines all come to nothing: nobody hands anything out.</summary>
    public const string Nobody = "none";

    /// <summary>Of a list that was handed out by a signed list on paper: no payer has it, and none tells results of it.</summary>
    public const string Paper = "paper";

    public static IReadOnlyList<string> Codes { get; } = [VnPostHttp.ProviderCode, ExchangeFolder.ProviderCode, BankTransferFile.ProviderCode];

    /// <summary>Channels of a method that nobody configured, the first that is set up: the bank's file for accounts of banks, VNPost for all else.</summary>
    public static IReadOnlyList<string> Usual(string method) => method == WireCodes.Bank
        ? [BankTransferFile.ProviderCode, VnPostHttp.ProviderCode, ExchangeFolder.ProviderCode] : [VnPostHttp.ProviderCode, ExchangeFolder.ProviderCode];

    /// <summary>The channel of a list; null when none is set up. What was told for the nearest office above counts, a channel that is told but not set up is refused by itself.</summary>
    /// <param name="office">Path of the commune.</param>
    /// <param name="configured">Codes that the node was told how to reach.</param>
    public static string? Of(ChannelOptions options, string office, string method, IReadOnlyCollection<string> configured)
    {
        for (var path = TenantPath.Parse(office); ; path = path.Parent)
        {
            if (Told(options, path.Value, method) is { } told)
            {
                return told;
            }

            if (path.Depth == 1)
            {
                break;
            }
        }

        return Told(options, Any, method) ?? Usual(method).FirstOrDefault(configured.Contains);
    }

    /// <summary>Whether results of a channel come as files, which an official may bring to the list's page; the others are signed by the payer.</summary>
    public static bool IsFile(string provider) => provider is ExchangeFolder.ProviderCode or BankTransferFile.ProviderCode;

    /// <summary>Who pays, however he is reached: <c>vnpost</c> and <c>vnpost-file</c> are one.</summary>
    public static string Payer(string provider) => provider.Split('-')[0];

    public static string Name(string provider) => provider switch
    {
        VnPostHttp.ProviderCode => "VNPost, đường truyền trực tuyến", ExchangeFolder.ProviderCode => "VNPost, tệp trong thư mục trao đổi", BankTransferFile.ProviderCode => "Ngân hàng, bảng kê chuyển khoản",
        Nobody => "Không có khoản nào phải chi tiền", Paper => "Đã trả theo danh sách giấy", _ => provider,
    };

    private static string? Told(ChannelOptions options, string office, string method) =>
        options.Offices.TryGetValue(office, out var methods) ? methods.GetValueOrDefault(method) ?? methods.GetValueOrDefault(Any) : null;
}
