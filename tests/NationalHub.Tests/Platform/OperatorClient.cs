using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Operators;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>An operator of the ministry at the hub's pages.</summary>
internal static partial class OperatorClient
{
    private const string FreshCode = "ma-xac-thuc";
    private static readonly ConditionalWeakTable<HttpClient, Phone> Phones = [];

    /// <summary>A client that keeps cookies, not signed in.</summary>
    public static HttpClient Stranger(HubHost hub) =>
        new(new CookieHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })) { BaseAddress = hub.Http };

    /// <summary>Makes an account that works everywhere, and signs in.</summary>
    public static Task<Phone> SignInAsync(this HttpClient client, HubHost hub, string name = "van.hanh") => client.SignInAsync(hub, OperatorRoleNames.Working, name);

    /// <summary>Makes the account, sets up its second factor and is signed in.</summary>
    public static async Task<Phone> SignInAsync(this HttpClient client, HubHost hub, OperatorRoles roles, string name)
    {
        await using var scope = hub.App.Services.CreateAsyncScope();
        return await client.EnrolAsync(hub, name, await scope.ServiceProvider.GetRequiredService<OperatorAccounts>().AddAsync(name, roles, CancellationToken.None));
    }

    /// <summary>Signs in for the first time: password, then the second factor is set up.</summary>
    public static async Task<Phone> EnrolAsync(this HttpClient client, HubHost hub, string name, string password)
    {
        var page = await client.EnterPasswordAsync(name, password);
        var phone = new Phone(hub.App.Services.GetRequiredService<TimeProvider>(), KeyOn(page));
        var done = await client.SendAsync(page, "/dang-nhap/xac-thuc-hai-lop", new() { ["Offer"] = OfferOn(page), ["Code"] = phone.NextCode() });
        Assert.Contains("Mã dự phòng", done, StringComparison.Ordinal);
        Phones.AddOrUpdate(client, phone);
        return phone;
    }

    /// <summary>Signs in with password and code.</summary>
    public static async Task<string> EnterAsync(this HttpClient client, string name, string password, string code)
    {
        var page = await client.EnterPasswordAsync(name, password);
        return await client.SendAsync(page, "/dang-nhap/ma-xac-thuc", new() { ["Code"] = code });
    }

    /// <summary>The first step of signing in; the page after it.</summary>
    public static Task<string> EnterPasswordAsync(this HttpClient client, string name, string password) => client.SendFormAsync("/dang-nhap", "/dang-nhap", new() { ["Name"] = name, ["Password"] = password });

    /// <summary>Posts a form with the token of the page that holds it, and reads the answer's text; types a code of the operator's phone where one is asked for.</summary>
    public static async Task<string> SendFormAsync(this HttpClient client, string page, string address, Dictionary<string, string> fields)
    {
        var text = await client.SendAsync(await client.GetStringAsync(new Uri(page, UriKind.Relative)), address, fields);
        if (!text.Contains($"name=\"{FreshCode}\"", StringComparison.Ordinal) || !Phones.TryGetValue(client, out var phone))
        {
            return text;
        }

        fields[FreshCode] = phone.NextCode();
        return await client.SendAsync(text, address, fields);
    }

    /// <summary>Posts the form of a page that was read already.</summary>
    public static async Task<string> SendAsync(this HttpClient client, string page, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Token(page);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields));
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    public static async Task<string> PageAsync(this HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    public static string Token(string page) => FieldOfToken().Match(page).Groups[1].Value;

    /// <summary>The key that the page of the set-up shows.</summary>
    public static string KeyOn(string page) => ShownKey().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The same, sealed in its form.</summary>
    public static string OfferOn(string page) => FieldOfOffer().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FieldOfToken();

    [GeneratedRegex("name=\"Offer\" value=\"([^\"]+)\"")]
    private static partial Regex FieldOfOffer();

    [GeneratedRegex("id=\"khoa\">([A-Z2-7 ]+)<")]
    private static partial Regex ShownKey();
}
