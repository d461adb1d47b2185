using System.Diagnostics;

namespace Protos.Tests.Grpc.Interop;

/// <summary>Runs Debian's grpcio, an implementation that shares no code with ours, with stubs made from the same .proto.</summary>
internal static class PythonGrpc
{
    private const string Python = "/usr/bin/python3";
    private const string Plugin = "/usr/bin/grpc_python_plugin";

    private static readonly Lazy<Task<string>> Stubs = new(GenerateAsync);

    public static async Task<Process> StartAsync(string script, params string[] arguments)
    {
        var stubs = await Stubs.Value;
        var path = Path.Combine(AppContext.BaseDirectory, "Grpc", "Interop", script);
        return Start(Python, [path, .. arguments], stubs);
    }

    private static async Task<string> GenerateAsync()
    {
        Assert.True(
            File.Exists(Python) && File.Exists(Plugin) && await RunAsync(Python, ["-c", "import grpc"]) == 0,
            "Python's gRPC is missing: apt-get install python3-grpcio protobuf-compiler protobuf-compiler-grpc");
        var folder = Directory.CreateTempSubdirectory("btxh-grpc-stubs-").FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "Grpc");
        var code = await RunAsync("protoc", ["-I", source, $"--python_out={folder}", $"--grpc_python_out={folder}", $"--plugin=protoc-gen-grpc_python={Plugin}", Path.Combine(source, "probe.proto")]);
        Assert.True(code == 0, "protoc did not generate the Python stubs.");
        return folder;
    }

    private static async Task<int> RunAsync(string file, string[] arguments)
    {
        using var process = Start(file, arguments, "");
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(string file, string[] arguments, string stubs)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYTHONPATH"] = stubs;
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        return Process.Start(start)!;
    }
}
