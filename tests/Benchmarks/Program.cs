using Benchmarks;

// Usage: dotnet run -c Release --project tests/Benchmarks -- [replication|relay|apply|papers|seals|eligibility|levels|worklist|import|search|results|payments|postgres|nation|odata] [rows]
// payments: without rows 10,000, 50,000 and 200,000 people, each three times; --million 1,000,000 too; --built the lists alone, without their files; --once instead of three times; --history 24 months paid before;
// --whole reads the lists of all months of everybody, as if nobody were known to be settled.
// nation: beneficiaries of a province; --provinces 34, --seconds 30 of the steady part. odata: entitlements. Both are large and run only when they are named. postgres: where the distribution's is installed.
// Each prints a ratio to a raw limit measured in the same run; compare ratios, not seconds.
var what = args.ElementAtOrDefault(0) ?? "all";
var rows = args.Skip(1).Where((_, i) => args[i] is not ("--provinces" or "--seconds" or "--history")).FirstOrDefault(a => a.All(char.IsAsciiDigit)) is { } text
    ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
if (what is "replication" or "all")
{
    await ReplicationBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 200_000, stop.Token);
}

if (what is "relay" or "all")
{
    await RelayBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 200_000, stop.Token);
}

if (what is "apply" or "all")
{
    await ApplyBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 1_000_000, stop.Token);
}

if (what is "papers" or "all")
{
    await PaperBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 400, stop.Token);
}

if (what is "seals" or "all")
{
    await SealBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 400, stop.Token);
}

if (what is "eligibility" or "all")
{
    await EligibilityBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 2_000_000, stop.Token);
}

if (what is "levels" or "all")
{
    await LevelBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 200_000, stop.Token);
}

if (what is "import" or "all")
{
    await ImportBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 50_000, stop.Token);
}

if (what is "results" or "all")
{
    await ResultsBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 500_000, stop.Token);
}

if (what is "payments" or "all")
{
    int[] sizes = rows > 0 ? [rows] : args.Contains("--million") ? [10_000, 50_000, 200_000, 1_000_000] : [10_000, 50_000, 200_000];
    await PaymentBenchmark.RunAsync(Console.Out, sizes, args.Contains("--once") ? 1 : 3, !args.Contains("--built"), Named("--history", 0), args.Contains("--whole"), stop.Token);
}

if (what is "search" or "all")
{
    await SearchBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 500_000, stop.Token);
}

if (what is "worklist" or "all")
{
    await WorklistBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 200_000, stop.Token);
}

if (what is "postgres" or "all")
{
    await PostgresBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 200_000, stop.Token);
}

if (what is "nation")
{
    await NationBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 150_000, Named("--provinces", 34), Named("--seconds", 30), stop.Token);
}

if (what is "odata")
{
    await ODataBenchmark.RunAsync(Console.Out, rows > 0 ? rows : 6_000_000, Named("--provinces", 34), stop.Token);
}

int Named(string name, int usual) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : usual;
