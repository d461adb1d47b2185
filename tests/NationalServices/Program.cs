namespace NationalServices;

/// <summary>Runs the stand-in of the national services until it is told to stop. Named and internal, so that tests may reference several hosts.</summary>
internal static class Program
{
    internal static Task Main(string[] args) => NationalServicesHost.Build(args).RunAsync();
}
