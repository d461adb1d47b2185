using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>An operator of the ministry at the hub's pages.</summary>
internal static partial class OperatorClient
{
    /// <summary>A client that keeps cookies, not signed in.</summary>
    public static HttpClient Stranger(HubHost hub) =>
        new(new CookieHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })) { BaseAddress = hub.Http };

    /// <summary>Makes the account and signs in.</summary>
    public static async Task SignInAsync(this HttpClient client, HubHost hub, string name = "van.hanh")
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        var password = await scope.ServiceProvider.GetRequiredService<OperatorAccounts>().AddAsync(name, CancellationToken.None);
        await client.SendFormAsync("/dang-nhap", "/dang-nhap", new() { ["Name"] = name, ["Password"] = password });
    }

    /// <summary>Posts a form with the token of the page that holds it, and reads the answer's text.</summary>
    public static async Task<string> SendFormAsync(this HttpClient client, string page, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Token(await client.GetStringAsync(new Uri(page, UriKind.Relative)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields));
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    public static async Task<string> PageAsync(this HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    public static string Token(string page) => FieldOfToken().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FieldOfToken();
}
