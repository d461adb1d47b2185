using System.Security.Cryptography;
using System.Text;
using NationalServices.Platform;

namespace NationalServices.VNeID;

/// <summary>A system that may send people here; addresses count letter by letter.</summary>
internal sealed record VneidClient(string Id, string Secret, IReadOnlyList<string> Redirects, IReadOnlyList<string> AfterSignOut);

/// <summary>
/// Systems known to the provider. POST /quan-tri/vneid/ung-dung <c>{"client_id","client_secret","redirect_uris":["…"],"post_logout_redirect_uris":["…"]}</c> adds or replaces one;
/// kept in memory, so that who starts a node tells it each time.
/// </summary>
internal sealed class VneidClients
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, VneidClient> byId = new(StringComparer.Ordinal);

    public static async Task<IResult> PutAsync(HttpContext http, VneidClients clients)
    {
        var (fields, refused) = await JsonFields.ReadObjectAsync(http);
        if (fields is null)
        {
            return refused!;
        }

        IReadOnlyList<string> Texts(string name, bool required) => [.. fields.List(name, required).Select(n => n?.ToString() ?? "")];
        var client = new VneidClient(fields.Required("client_id"), fields.Required("client_secret"), Texts("redirect_uris", required: true), Texts("post_logout_redirect_uris", required: false));
        if (fields.Faults.Count > 0)
        {
            return Refusal.Malformed(fields.Faults);
        }

        clients.Put(client);
        return Wire.Json(new { client_id = client.Id });
    }

    public void Put(VneidClient client)
    {
        lock (gate)
        {
            byId[client.Id] = client;
        }
    }

    public VneidClient? Find(string? id)
    {
        lock (gate)
        {
            return id is null ? null : byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The client that proves itself by its secret, in the form or as basic authorization.</summary>
    public VneidClient? Proven(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        if (request.Headers.Authorization.ToString() is { Length: > 6 } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':', 2);
            (id, secret) = (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
        }

        return Find(id) is { } client && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(client.Secret)) ? client : null;
    }
}
