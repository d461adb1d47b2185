using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NationalServices.VnPost;

/// <summary>
/// The hash of lists and results, written anew from the published description of their canonical text: format, sealed header fields, then the rows; tabs between fields, a line feed
/// after each line, absent values empty; SHA-256 in hexadecimal.
/// </summary>
internal static class Canon
{
    public const string ListFormat = "btxh-chitra-1";
    public const string ResultFormat = "btxh-ketqua-1";

    private static readonly string[] ListHeader = ["listId", "unit", "unitName", "month", "type", "method", "seq", "totalLines", "totalPeople", "totalAmount", "approvalHash"];

    private static readonly string[] ListRow =
    [
        "rowId", "seq", "benCode", "fullName", "dob", "sex", "idNo", "village", "catCode", "coef", "monthly", "care", "arrearsAmount", "arrearsFrom", "arrearsTo", "deduct", "carried",
        "carriedMonths", "oneOff", "total", "method", "account", "bank", "holder", "receiverName", "receiverId", "receiverRelation", "proxyName", "proxyId", "proxyRelation", "people", "others", "note",
    ];

    private static readonly string[] ResultHeader = ["unit", "month", "seq", "listId", "provider", "madeAt", "totalLines", "totalAmount"];

    private static readonly string[] ResultRow =
        ["listId", "rowId", "status", "paidAt", "amount", "method", "collectedBy", "collectorName", "collectorId", "reasonCode", "reasonText", "evidence", "version"];

    public static string OfList(JsonObject header, IEnumerable<JsonObject> rows) => Of(ListFormat, ListHeader, ListRow, header, rows);

    public static string OfResult(JsonObject header, IEnumerable<JsonObject> rows) => Of(ResultFormat, ResultHeader, ResultRow, header, rows);

    private static string Of(string format, string[] headerFields, string[] rowFields, JsonObject header, IEnumerable<JsonObject> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Line(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Line(format);
        Line(string.Join('\t', headerFields.Select(f => Text(header, f))));
        foreach (var row in rows)
        {
            Line(string.Join('\t', rowFields.Select(f => Text(row, f))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(JsonObject source, string field) => source[field] is not { } value ? "" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
