using System.Globalization;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What a schedule did, for the sums of a block.</summary>
internal sealed class ScheduleTally
{
    public int Schedules { get; set; }

    public int Steps { get; set; }

    public int Crashes { get; set; }

    public int Faults { get; set; }

    public int Together { get; set; }

    public int Identities { get; set; }

    public int Handed { get; set; }

    public int Paid { get; set; }

    public int Corrected { get; set; }

    public int Recovered { get; set; }

    public int Refunded { get; set; }

    public int Opened { get; set; }

    public int Settled { get; set; }

    public int Care { get; set; }

    public int Grouped { get; set; }

    public int Once { get; set; }

    public int Restored { get; set; }

    public int OnPaper { get; set; }

    public int Twice { get; set; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Schedules} schedules, {Steps} steps, {Crashes} crashes, {Faults} database faults, {Together} steps of two workers, {Handed} handed to the payer, {Paid} lines paid, {Corrected} told anew, {Recovered} recoveries taken, {Refunded} undone payments given or taken back, {Opened} of them opened again by the payer, {Settled} times somebody settled at the end, {Care} sums of care listed, {Grouped} lines of several, {Once} funerals and aids listed, {Restored} backups put back, {OnPaper} lists paid on paper, {Twice} months handed out twice and told so, {Identities} buildings held against what is due");
}
