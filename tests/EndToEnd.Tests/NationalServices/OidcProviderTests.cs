using System.Diagnostics;
using System.Net;
using EndToEnd.Tests.Processes;
using TestSupport;

namespace EndToEnd.Tests.NationalServices;

/// <summary>Citizens' sign-in against an OpenID provider that others wrote and had certified (npm oidc-provider): what our stand-in of VNeID forgives, it does not.</summary>
public sealed class OidcProviderTests
{
    [Fact]
    public async Task SignIn_AtACertifiedProvider_ProvesDeclinesAndEnds()
    {
        await using var provider = await ProviderProcess.StartAsync();
        await using var node = await NodeHost.StartAsync(new() { Configuration = VneidSide.Settings(provider.Address) });
        var client = VneidSide.NewClient(node);

        var page = await SignInAsync(client, "038082000102/2");
        Assert.Equal(("localhost", "/cua-toi", "Chưa có chế độ nào ghi theo số của ông/bà"), (page.Address.Host, page.Address.AbsolutePath, page.Heading));
        // A form is filled in from what it told: number, name and the three parts of the birth date.
        var form = await (await PageReader.OpenAsync(client, "/nop-ho-so/chuan-bi?loai=khuyet-tat")).SubmitAsync(button: "Bắt đầu");
        Assert.Equal(["Nguyễn Văn Thủy", "038082000102", "15", "3", "1982"], new[] { "FullName", "CitizenId", "BirthDay", "BirthMonth", "BirthYear" }.Select(f => form.Document.QuerySelector($"[name={f}]")!.GetAttribute("value")));

        var left = await page.SubmitAsync(button: "Thoát");
        var asked = await left.FollowAsync("Thoát cả VNeID");
        Assert.Equal((HttpStatusCode.OK, "127.0.0.1"), (asked.Status, asked.Address.Host));
        var back = await asked.SubmitAsync(new Dictionary<string, object?> { ["logout"] = "yes" }, form: "form");
        Assert.Equal(("localhost", "/"), (back.Address.Host, back.Address.AbsolutePath));
        Assert.Equal("/cua-toi/vao", (await PageReader.OpenAsync(client, "/cua-toi")).Address.AbsolutePath);

        Assert.Equal("Tài khoản VNeID mức 1 chưa xem được chế độ", (await SignInAsync(VneidSide.NewClient(node), "038082000102/1")).Heading);
        Assert.Contains("không đồng ý đăng nhập", (await SignInAsync(VneidSide.NewClient(node), "")).Main, StringComparison.Ordinal);
    }

    // Both are the provider's refusals: an address that differs by a letter, and a question without PKCE.
    [Fact]
    public async Task Provider_GivenAnotherAddressOrNoChallenge_Refuses()
    {
        await using var provider = await ProviderProcess.StartAsync();
        var settings = VneidSide.Settings(provider.Address);
        settings["Node:PublicAddress"] = "http://localhost:81";
        await using var node = await NodeHost.StartAsync(new() { Configuration = settings });

        var page = await PageReader.OpenAsync(VneidSide.NewClient(node), "/cua-toi/vneid");
        Assert.Equal((HttpStatusCode.OK, "localhost"), (page.Status, page.Address.Host));
        Assert.Contains("VNeID chưa nhận yêu cầu đăng nhập từ trang này", page.Main, StringComparison.Ordinal);
        using var bare = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var refused = await bare.GetAsync(new Uri($"{provider.Address}/auth?client_id={VneidSide.ClientId}&response_type=code&scope=openid&state=1&nonce=1&redirect_uri={Uri.EscapeDataString(VneidSide.Back)}"));
        Assert.Contains("error=invalid_request", refused.Headers.Location!.Query, StringComparison.Ordinal);
    }

    private static async Task<PageReader> SignInAsync(HttpClient client, string who)
    {
        var page = await PageReader.OpenAsync(client, "/cua-toi/vneid");
        Assert.Equal("Nhà cung cấp", page.Heading);
        return await page.SubmitAsync(new Dictionary<string, object?> { ["ai"] = who });
    }

    /// <summary>The provider, a process of Node.</summary>
    private sealed class ProviderProcess(Process process, string address) : IAsyncDisposable
    {
        public string Address { get; } = address;

        public static async Task<ProviderProcess> StartAsync()
        {
            var folder = Path.Combine(Build.Root, "tests", "EndToEnd.Tests", "NationalServices", "OidcProvider");
            var process = new Process
            {
                StartInfo = new ProcessStartInfo("node", ["provider.mjs", VneidSide.ClientId, VneidSide.Secret, VneidSide.Back, VneidSide.SignedOut])
                {
                    WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false,
                },
                EnableRaisingEvents = true,
            };
            var port = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            process.OutputDataReceived += (_, line) =>
            {
                if (line.Data?.StartsWith("PORT ", StringComparison.Ordinal) == true)
                {
                    port.TrySetResult(line.Data[5..]);
                }
            };
            process.Exited += (_, _) => port.TrySetException(new InvalidOperationException("The provider ended before it listened."));
            process.Start();
            process.BeginOutputReadLine();
            return new ProviderProcess(process, "http://127.0.0.1:" + await port.Task.WaitAsync(TimeSpan.FromMinutes(2)));
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
