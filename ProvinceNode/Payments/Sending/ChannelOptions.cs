using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>
/// To whom lists go. Section <c>Payments:Channels</c>: office's path or <c>*</c>, then method (<see cref="WireCodes.Methods"/>) or <c>*</c>, then the channel's code; e.g.
/// <c>Payments:Channels:38.380.14758:CASH_POINT = vnpost-file</c> for a commune without a link. What is not told goes by <see cref="ChannelRules.Usual"/>.
/// </summary>
public sealed class ChannelOptions
{
    public const string Section = "Payments:Channels";

    /// <summary>Office → method → code.</summary>
    public Dictionary<string, Dictionary<string, string>> Offices { get; } = new(StringComparer.Ordinal);
}

/// <summary>Says at the start what is wrong with the options.</summary>
public sealed class ChannelOptionsCheck : IValidateOptions<ChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChannelOptions options)
    {
        var faults = new List<string>();
        foreach (var (office, methods) in options.Offices)
        {
            if (office != ChannelRules.Any && !TenantPath.TryParse(office, out _))
            {
                faults.Add($"{ChannelOptions.Section}:{office} phải là đường dẫn của một cơ quan, hoặc *.");
            }

            faults.AddRange(methods.Where(m => m.Key != ChannelRules.Any && !WireCodes.Methods.ContainsKey(m.Key)).Select(m => $"{ChannelOptions.Section}:{office}:{m.Key} không phải là một hình thức chi trả."));
            faults.AddRange(methods.Where(m => !ChannelRules.Codes.Contains(m.Value)).Select(m => $"{ChannelOptions.Section}:{office}:{m.Key} phải là một trong: {string.Join(", ", ChannelRules.Codes)}."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
