using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NationalHub.Reporting.OData;

/// <summary>Where the next page begins: the order values of the last row given. It also carries what the first page settled, so that a
/// nextLink works as it stands. It grants nothing: whoever forges one only asks for other rows of the same query.</summary>
/// <param name="Values">Order values of the last row given.</param>
/// <param name="Count">The total counted on the first page, or null.</param>
/// <param name="Left">Rows of $top still owed, or null without $top.</param>
/// <param name="PageSize">The page size the first page was asked for.</param>
/// <param name="Since">When a reading that will be followed began, or null when it will not.</param>
internal sealed record PageToken(IReadOnlyList<object?> Values, long? Count, long? Left, int PageSize, DateTime? Since = null)
{
    public string Write(string query)
        => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Wire(Hash(query), [.. Values], Count, Left, PageSize, Since?.Ticks)));

    /// <exception cref="ODataFaultException">The token is damaged or belongs to another query.</exception>
    public static PageToken Read(string text, string query, IReadOnlyList<OrderTerm> terms)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<WireIn>(Base64Url.DecodeFromChars(text)) ?? throw new JsonException();
            if (wire.Q != Hash(query) || wire.V.Length != terms.Count || wire.P < 1)
            {
                throw Broken();
            }
            var values = terms.Select((term, i) => wire.V[i].Deserialize(term.Value.Type)).ToList();
            return new PageToken(values, wire.C, wire.L, wire.P, DeltaToken.Moment(wire.S));
        }
        catch (JsonException)
        {
            throw Broken();
        }
        catch (SystemException fault) when (fault is FormatException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw Broken();
        }
    }

    private static ODataFaultException Broken()
        => ODataFaultException.Bad("OData.BadSkipToken", "Mã trang $skiptoken không đúng hoặc thuộc truy vấn khác. Hãy gọi lại trang đầu rồi đi theo @odata.nextLink nguyên văn.", "$skiptoken");

    /// <summary>Short fingerprint of the options that give rows their order and content.</summary>
    internal static string Hash(string query) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(query)), 0, 6);

    private sealed record Wire(string Q, object?[] V, long? C, long? L, int P, long? S);

    private sealed record WireIn(string Q, JsonElement[] V, long? C, long? L, int P, long? S);
}

/// <summary>From when on a client wants to know what changed, in the query it follows.</summary>
internal static class DeltaToken
{
    public static string Write(DateTime since, string query) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Wire(PageToken.Hash(query), since.Ticks)));

    /// <param name="latest">A moment after it was given by a clock that was wrong: what came since bears the true time, before it.</param>
    /// <exception cref="ODataFaultException">410: the token is damaged, belongs to another query or to a wrong clock; the client reads anew.</exception>
    public static DateTime Read(string text, string query, DateTime latest)
    {
        try
        {
            var wire = JsonSerializer.Deserialize<Wire>(Base64Url.DecodeFromChars(text));
            return wire is not null && wire.Q == PageToken.Hash(query) && Moment(wire.S) is { } since && since <= latest ? since : throw Gone();
        }
        catch (FormatException)
        {
            throw Gone();
        }
        catch (JsonException)
        {
            throw Gone();
        }
    }

    public static DateTime? Moment(long? ticks) => ticks is { } some && some >= 0 && some <= DateTime.MaxValue.Ticks ? new DateTime(some, DateTimeKind.Utc) : null;

    private static ODataFaultException Gone()
        => new(410, "OData.BadDeltaToken", "Mã $deltatoken không đúng hoặc thuộc truy vấn khác. Hãy đọc lại từ đầu với Prefer: odata.track-changes rồi đi theo @odata.deltaLink nguyên văn.", "$deltatoken");

    private sealed record Wire(string Q, long S);
}
