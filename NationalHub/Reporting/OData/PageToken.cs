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
internal sealed record PageToken(IReadOnlyList<object?> Values, long? Count, long? Left, int PageSize)
{
    public string Write(string query)
        => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Wire(Hash(query), [.. Values], Count, Left, PageSize)));

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
            return new PageToken(values, wire.C, wire.L, wire.P);
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
    private static string Hash(string query) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(query)), 0, 6);

    private sealed record Wire(string Q, object?[] V, long? C, long? L, int P);

    private sealed record WireIn(string Q, JsonElement[] V, long? C, long? L, int P);
}
