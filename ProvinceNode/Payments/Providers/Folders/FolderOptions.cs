using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>A folder that the node and a partner share. Sections <c>Payments:Folder</c> (lists and results) and <c>Payments:BankFolder</c> (transfer orders and the bank's answers).</summary>
public sealed class FolderOptions
{
    public const string Exchange = "Payments:Folder";
    public const string Bank = "Payments:BankFolder";

    /// <summary>Full path; empty: the channel is not used. <c>out</c>, <c>in</c>, <c>done</c> and <c>refused</c> are made in it.</summary>
    public string Path { get; set; } = "";

    /// <summary><c>json</c>, <c>xlsx</c> or <c>csv</c>: the form of what goes out. What comes in is told by its content.</summary>
    public string Form { get; set; } = "xlsx";

    /// <summary>A file that changed within this time is still being written.</summary>
    public int QuietSeconds { get; set; } = 30;

    /// <summary>For the bank: the account that the money is taken from; empty when the bank knows it.</summary>
    public string DebitAccount { get; set; } = "";

    /// <summary>For the bank: phrases of its answers, parted by semicolons, that tell that the account to be credited is wrong or closed, written as <see cref="BankReasons.Of"/> reads them; empty: <see cref="BankReasons.UsualAccount"/>.</summary>
    public string AccountFaults { get; set; } = "";

    /// <summary>For the bank: phrases that tell of something else when they stand in the same clause; empty: <see cref="BankReasons.UsualOther"/>.</summary>
    public string OtherFaults { get; set; } = "";

    internal BankReasons Reasons => BankReasons.Of(AccountFaults, OtherFaults);

    internal WireForm WireForm => Form switch { "json" => WireForm.Json, "csv" => WireForm.Csv, _ => WireForm.Xlsx };

    internal TimeSpan Quiet => TimeSpan.FromSeconds(QuietSeconds);
}

/// <summary>Says at the start what is wrong with the options.</summary>
public sealed class FolderOptionsCheck : IValidateOptions<FolderOptions>
{
    public ValidateOptionsResult Validate(string? name, FolderOptions options)
    {
        if (options.Path.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        List<string> faults = [];
        if (!System.IO.Path.IsPathFullyQualified(options.Path))
        {
            faults.Add($"{name}:Path phải là đường dẫn đầy đủ.");
        }

        if (options.Form is not ("json" or "xlsx" or "csv") || (options.Form == "json" && name == FolderOptions.Bank))
        {
            faults.Add(name == FolderOptions.Bank ? $"{name}:Form phải là xlsx hoặc csv." : $"{name}:Form phải là json, xlsx hoặc csv.");
        }

        if (options.QuietSeconds is < 0 or > 3_600)
        {
            faults.Add($"{name}:QuietSeconds phải từ 0 đến 3600.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
