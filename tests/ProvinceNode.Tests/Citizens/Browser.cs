using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ProvinceNode.Tests.Citizens;

/// <summary>A browser without scripts: opens pages, fills the form of the page as its fields allow, presses a button.</summary>
internal sealed class Browser(HttpClient client)
{
    private readonly HtmlParser _parser = new();
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<(string Field, string Name, byte[] Content)> _files = [];

    public IHtmlDocument Page { get; private set; } = default!;

    public HttpStatusCode Status { get; private set; }

    public Uri Address { get; private set; } = new("http://localhost/");

    public string Text => Page.QuerySelector("main")!.TextContent;

    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();

    /// <summary>Sentences of the summary at the top.</summary>
    public IReadOnlyList<string> Problems => Page.QuerySelectorAll(".problem-summary li").Select(l => l.TextContent.Trim()).ToList();

    public async Task GoAsync(string address) => await TakeAsync(await client.GetAsync(new Uri(address, UriKind.Relative)));

    /// <summary>Types into a field that the page has.</summary>
    public Browser Fill(string field, string value)
    {
        var controls = Form(field).QuerySelectorAll($"[name='{field}']");
        Assert.True(controls.Length > 0, $"The page {Address.AbsolutePath} has no field {field}.");
        if (value.Length > 0 && controls[0] is IHtmlInputElement { Type: "radio" })
        {
            Assert.Contains(controls.Cast<IHtmlInputElement>(), c => c.Value == value);
        }

        _values[field] = [value];
        return this;
    }

    public Browser Attach(string field, string name, byte[] content)
    {
        Assert.NotNull(Page.QuerySelector($"input[type=file][name='{field}']"));
        _files.Add((field, name, content));
        return this;
    }

    /// <summary>Sends the first form of the main part, or the one that has the button.</summary>
    public async Task PressAsync(string? name = "go", string value = "next", string? handler = null)
    {
        var form = handler is null
            ? Page.QuerySelector<IHtmlFormElement>("main form")!
            : Page.QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.GetAttribute("action")!.Contains(handler, StringComparison.Ordinal));
        var fields = Sent(form);
        if (name is not null)
        {
            Assert.True(form.QuerySelectorAll($"button[name='{name}'][value='{value}']").Length > 0, $"No button {name}={value}");
            fields.Add(new(name, value));
        }

        var action = form.GetAttribute("action") is { Length: > 0 } to ? new Uri(Address, to) : Address;
        using var body = form.GetAttribute("enctype") == "multipart/form-data" ? Multipart(fields) : (HttpContent)new FormUrlEncodedContent(fields);
        var response = await client.PostAsync(action, body);
        _values.Clear();
        _files.Clear();
        await TakeAsync(response);
    }

    private IElement Form(string field) => Page.QuerySelectorAll("main form").FirstOrDefault(f => f.QuerySelector($"[name='{field}']") is not null)
        ?? throw new Xunit.Sdk.XunitException($"The page {Address.AbsolutePath} has no field {field}: {Text}");

    private List<KeyValuePair<string, string>> Sent(IHtmlFormElement form)
    {
        var sent = new List<KeyValuePair<string, string>>();
        foreach (var control in form.Elements.Where(c => c.GetAttribute("name") is { Length: > 0 } && c is not IHtmlButtonElement))
        {
            var field = control.GetAttribute("name")!;
            if (_values.TryGetValue(field, out var typed))
            {
                if (!sent.Any(s => s.Key == field) && typed[0].Length > 0)
                {
                    sent.Add(new(field, typed[0]));
                }
            }
            else if (control is IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" })
            {
                continue;
            }
            else
            {
                sent.Add(new(field, control switch { IHtmlInputElement i => i.Value, IHtmlSelectElement s => s.Value ?? "", IHtmlTextAreaElement t => t.Value, _ => "" }));
            }
        }

        return sent;
    }

    private MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> fields)
    {
        var body = new MultipartFormDataContent();
        foreach (var (key, value) in fields)
        {
            body.Add(new StringContent(value), key);
        }

        foreach (var (field, name, content) in _files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            body.Add(part, field, name);
        }

        return body;
    }

    private async Task TakeAsync(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        Address = response.RequestMessage!.RequestUri!;
        Page = _parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
