using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NationalServices.VnPost;

/// <summary>A list that the post took.</summary>
internal sealed class PostList
{
    public required string Key { get; init; }

    public required string Reference { get; init; }

    public required JsonObject Header { get; init; }

    public required IReadOnlyList<JsonObject> Rows { get; init; }

    /// <summary>Key id of who handed it over: calls back to him bear it too.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>How often its results were issued.</summary>
    public int Issues { get; set; }

    /// <summary>How often it was handed over.</summary>
    public int Times { get; set; } = 1;

    public string Id => Header["listId"]!.GetValue<string>();

    public string Hash => Header["hash"]!.GetValue<string>();

    public string Month => Header["month"]!.GetValue<string>();
}

/// <summary>Decides what becomes of each line, by seed and row: the same list is always paid in the same way.</summary>
internal static class PostPaying
{
    private static readonly (string Code, string Text, int Weight)[] Reasons =
    [
        ("R01", "Vắng mặt ngày chi trả", 50), ("R02", "Gia đình báo đã chết", 8), ("R03", "Đã chuyển nơi ở", 8), ("R04", "Giấy tờ không khớp", 8), ("R05", "Từ chối nhận", 4),
        ("R07", "Đang chấp hành án", 2), ("R08", "Đi điều trị xa", 15), ("R09", "Lý do khác", 5),
    ];

    /// <summary>The result of one line, version 1.</summary>
    public static JsonObject Result(PostList list, JsonObject row, PostBehaviour behaviour)
    {
        var (id, dice) = (row["rowId"]!.GetValue<string>(), Dice(behaviour.Seed, row["rowId"]!.GetValue<string>()));
        var method = Text(row, "method");
        var result = new JsonObject { ["listId"] = list.Id, ["rowId"] = id };
        if (dice % 100 < (uint)behaviour.UnpaidPercent)
        {
            var account = method is "BANK" or "EPAY";
            var (code, text) = account ? ("R06", "Tài khoản đã đóng") : Reason(dice / 100);
            result["status"] = account ? "BANK_FAILED" : code == "R05" ? "RETURNED" : "UNPAID";
            result["amount"] = row["total"]!.DeepClone();
            result["method"] = method;
            result["reasonCode"] = code;
            result["reasonText"] = text;
        }
        else
        {
            result["status"] = "PAID";
            result["paidAt"] = PaidAt(list, dice);
            result["amount"] = row["total"]!.DeepClone();
            result["method"] = method;
            Collector(result, row, method);
            result["evidence"] = string.Create(CultureInfo.InvariantCulture, $"CT{list.Reference}-{id[..Math.Min(8, id.Length)]}");
        }

        result["version"] = 1;
        return result;
    }

    // Whoever sends has a clock of his own, which may stand years away: he is paid within hours of his approval. Of a list that nobody approved, in the days of its month.
    private static string PaidAt(PostList list, uint dice) => DateTime.TryParse(list.Header["signedAt"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var signed)
        ? signed.AddMinutes(1 + (dice / 1000 % 240)).ToString("yyyy-MM-dd'T'HH:mm:00", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{list.Month[..4]}-{list.Month[4..]}-{2 + (dice / 100 % 9):00}T{8 + (dice / 1000 % 8):00}:{dice / 10000 % 60:00}:00");

    /// <summary>The same line as “not collected”, before its correction.</summary>
    public static JsonObject Unpaid(JsonObject result) => new()
    {
        ["listId"] = result["listId"]!.DeepClone(), ["rowId"] = result["rowId"]!.DeepClone(), ["status"] = "UNPAID", ["amount"] = result["amount"]!.DeepClone(),
        ["method"] = result["method"]!.DeepClone(), ["reasonCode"] = "R01", ["reasonText"] = "Chưa đến nhận", ["version"] = 1,
    };

    /// <summary>An even number for a text, the same on every machine.</summary>
    public static uint Dice(int seed, string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}|{text}"))));

    private static void Collector(JsonObject result, JsonObject row, string method)
    {
        var (proxy, receiver) = (Text(row, "proxyName"), Text(row, "receiverName"));
        result["collectedBy"] = method is "BANK" or "EPAY" ? "ACCOUNT" : proxy.Length > 0 ? "PROXY" : "SELF";
        if (method is not ("BANK" or "EPAY"))
        {
            result["collectorName"] = proxy.Length > 0 ? proxy : receiver.Length > 0 ? receiver : Text(row, "fullName");
            result["collectorId"] = proxy.Length > 0 ? Text(row, "proxyId") : receiver.Length > 0 ? Text(row, "receiverId") : Text(row, "idNo");
        }
    }

    private static (string Code, string Text) Reason(uint dice)
    {
        var left = (int)(dice % 100);
        foreach (var (code, text, weight) in Reasons)
        {
            left -= weight;
            if (left < 0)
            {
                return (code, text);
            }
        }

        return ("R09", "Lý do khác");
    }

    private static string Text(JsonObject row, string field) => row[field]?.GetValue<string>() ?? "";
}
