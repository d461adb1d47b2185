using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace TestSupport;

/// <summary>Reads a page as a person does and sends its forms back, hidden fields and antiforgery token included.</summary>
public sealed class PageReader
{
    private readonly HttpClient _client;

    private PageReader(HttpClient client, HttpStatusCode status, Uri address, IHtmlDocument document) =>
        (_client, Status, Address, Document) = (client, status, address, document);

    public HttpStatusCode Status { get; }

    /// <summary>Where redirects led.</summary>
    public Uri Address { get; }

    public IHtmlDocument Document { get; }

    /// <summary>Text of the first heading.</summary>
    public string Heading => Text("h1");

    /// <summary>Sentences of the problem summary; empty when there is none.</summary>
    public IReadOnlyList<string> Problems => Document.QuerySelectorAll("#problem-summary li").Select(Clean).ToList();

    /// <summary>Everything people read in the main part.</summary>
    public string Main => Text("main");

    public static async Task<PageReader> OpenAsync(HttpClient client, string path) => await ReadAsync(client, await client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Text of the first element that a selector finds, spaces joined; empty when there is none.</summary>
    public string Text(string selector) => Document.QuerySelector(selector) is { } found ? Clean(found) : "";

    /// <summary>The problem shown at a field.</summary>
    public string ProblemAt(string field) => Text($"#f-{field}-problem");

    /// <summary>Cells of the first table, or of the one that the selector finds, heading row first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table(string selector = "table") =>
        Document.QuerySelector(selector)?.QuerySelectorAll("tr").Select(r => (IReadOnlyList<string>)r.Children.Select(Clean).ToList()).ToList() ?? [];

    /// <summary>Follows the first link with this text.</summary>
    public Task<PageReader> FollowAsync(string text)
    {
        var link = Document.QuerySelectorAll("a").FirstOrDefault(a => Clean(a) == text) ?? throw new InvalidOperationException($"No link “{text}” on {Address}.");
        return OpenAsync(_client, new Uri(Address, link.GetAttribute("href")).PathAndQuery);
    }

    /// <summary>Fills in and sends a form.</summary>
    /// <param name="fields">Values by name over those on the page; null leaves a field out; a list of strings sends the name several times.</param>
    /// <param name="form">Selector of the form; the first POST form of the main part unless told otherwise.</param>
    /// <param name="button">Text of the button pressed; its name and value, and its own address, are used.</param>
    /// <param name="files">Files by field name.</param>
    public async Task<PageReader> SubmitAsync(
        IReadOnlyDictionary<string, object?>? fields = null, string? form = null, string? button = null,
        IReadOnlyList<(string Field, string Name, byte[] Content)>? files = null)
    {
        var pressed = button is null ? null : Document.QuerySelectorAll("button").FirstOrDefault(b => Clean(b).StartsWith(button, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No button “{button}” on {Address}: {Main}");
        var target = (pressed?.Closest("form") ?? Document.QuerySelector(form ?? "main form[method=post]")) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form {form} on {Address}: {Main}");
        var values = Values(target);
        if (pressed?.GetAttribute("name") is { } name)
        {
            values.Add((name, pressed.GetAttribute("value") ?? ""));
        }

        Override(values, fields ?? new Dictionary<string, object?>());
        var action = pressed?.GetAttribute("formaction") ?? target.GetAttribute("action") ?? "";
        var address = action.Length == 0 ? Address : new Uri(Address, action);
        if (string.Equals(target.Method, "get", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Name)}={Uri.EscapeDataString(v.Value)}"));
            return await OpenAsync(_client, $"{address.AbsolutePath}?{query}");
        }

        return await ReadAsync(_client, await _client.PostAsync(address, Content(values, target, files)));
    }

    private static HttpContent Content(List<(string Name, string Value)> values, IHtmlFormElement form, IReadOnlyList<(string Field, string Name, byte[] Content)>? files)
    {
        if (files is null && form.GetAttribute("enctype") != "multipart/form-data")
        {
            return new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        }

        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            parts.Add(new StringContent(value), name);
        }

        foreach (var (field, name, content) in files ?? [])
        {
            parts.Add(new ByteArrayContent(content), field, name);
        }

        return parts;
    }

    private static void Override(List<(string Name, string Value)> values, IReadOnlyDictionary<string, object?> fields)
    {
        foreach (var (name, value) in fields)
        {
            values.RemoveAll(v => v.Name == name);
            IEnumerable<string> texts = value switch
            {
                null => [],
                string one => [one],
                IEnumerable<string> several => several,
                _ => [value.ToString()!],
            };
            values.AddRange(texts.Select(text => (name, text)));
        }
    }

    private static List<(string Name, string Value)> Values(IHtmlFormElement form)
    {
        var values = new List<(string, string)>();
        foreach (var control in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = control.GetAttribute("name")!;
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    values.Add((name, box.GetAttribute("value") ?? "on"));
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" or "file" or "submit" }:
                    break;
                case IHtmlInputElement input:
                    values.Add((name, input.Value));
                    break;
                case IHtmlSelectElement select:
                    values.Add((name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    values.Add((name, area.Value));
                    break;
                default:
                    break;
            }
        }

        return values;
    }

    private static async Task<PageReader> ReadAsync(HttpClient client, HttpResponseMessage response)
    {
        using (response)
        {
            var html = await response.Content.ReadAsStringAsync();
            return new PageReader(client, response.StatusCode, response.RequestMessage!.RequestUri!, new HtmlParser().ParseDocument(html));
        }
    }

    private static string Clean(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
