using Microsoft.Extensions.Options;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>How a partner's HTTPS service is reached. Sections <c>Payments:VnPost</c> and <c>Payments:BankService</c>; secrets come from the environment or a secret store.</summary>
public sealed class ServiceOptions
{
    public const string VnPost = "Payments:VnPost";
    public const string Bank = "Payments:BankService";

    /// <summary>E.g. <c>https://chitra.vnpost.vn</c>; empty: the channel is not used. Plain http only to this machine.</summary>
    public string Address { get; set; } = "";

    /// <summary><c>hmac</c> or <c>certificate</c>.</summary>
    public string Signing { get; set; } = "hmac";

    /// <summary>Name under which the partner knows the node.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>For hmac: at least 32 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>For certificate: PFX with the node's key.</summary>
    public string CertificateFile { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    /// <summary>For certificate: the partner's, PEM or DER.</summary>
    public string PartnerCertificateFile { get; set; } = "";

    /// <summary>Longest wait for one answer.</summary>
    public int TimeoutMilliseconds { get; set; } = 30_000;

    /// <summary>More tries of what changes nothing or may be repeated; the handing over itself is never tried again.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Wait before the first of them; doubled, jittered.</summary>
    public int RetryMilliseconds { get; set; } = 500;

    /// <summary>Calls back that one address may make in a minute; what is refused is found by asking.</summary>
    public int CallBacksPerMinute { get; set; } = 600;

    /// <summary>Lines of one part of a list on its way out.</summary>
    public int PartRows { get; set; } = 2_000;

    /// <summary>Lines of one page of results.</summary>
    public int PageRows { get; set; } = 1_000;
}

/// <summary>Says at the start what is wrong with the options: a node that cannot send must not find it out on the 25th.</summary>
public sealed class ServiceOptionsCheck : IValidateOptions<ServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceOptions options)
    {
        if (options.Address.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var faults = Faults(name ?? "", options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    // Values themselves stay out of the messages: they go to the log.
    private static IEnumerable<string> Faults(string section, ServiceOptions options)
    {
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return $"{section}:Address phải là địa chỉ https.";
        }

        if (options.KeyId.Length == 0)
        {
            yield return $"{section}:KeyId phải có.";
        }

        if (options.Signing is not ("hmac" or "certificate"))
        {
            yield return $"{section}:Signing phải là hmac hoặc certificate.";
        }

        if (options.Signing == "hmac" && options.Secret.Length < HmacSigner.ShortestSecret)
        {
            yield return $"{section}:Secret phải có ít nhất {HmacSigner.ShortestSecret} ký tự.";
        }

        if (options.Signing == "certificate" && !(File.Exists(options.CertificateFile) && File.Exists(options.PartnerCertificateFile)))
        {
            yield return $"{section}:CertificateFile và PartnerCertificateFile phải là hai tệp đang có.";
        }

        if (options.CallBacksPerMinute is < 1 or > 100_000)
        {
            yield return $"{section}:CallBacksPerMinute phải từ 1 đến 100000.";
        }

        if (options.TimeoutMilliseconds is < 100 or > 600_000 || options.Retries is < 0 or > 10 || options.RetryMilliseconds is < 1 or > 60_000 || options.PartRows is < 1 or > 10_000 || options.PageRows is < 1 or > 10_000)
        {
            yield return $"{section}: TimeoutMilliseconds, Retries, RetryMilliseconds, PartRows hoặc PageRows nằm ngoài giới hạn.";
        }
    }
}
