using System.Globalization;
using System.Text.Json.Nodes;

namespace NationalServices.VnPost;

/// <summary>Results that were issued together: one list, one month as told.</summary>
internal sealed record PostIssue(PostList List, string Month, IReadOnlyList<JsonObject> Rows, bool Damaged)
{
    /// <summary>The results of a list's next issue, as its mode bends them.</summary>
    public static IReadOnlyList<PostIssue> Of(PostList list, PostBehaviour behaviour)
    {
        var rows = list.Rows.Select(row => PostPaying.Result(list, row, behaviour)).ToList();
        PostIssue Whole(IReadOnlyList<JsonObject> some) => new(list, list.Month, some, false);
        return behaviour.Mode switch
        {
            PostMode.Duplicate => [Whole(rows), Whole(rows)],
            PostMode.Reorder => [Whole(Shuffled(rows.Select(Corrected), behaviour.Seed)), Whole(Shuffled(rows.Select(PostPaying.Unpaid), behaviour.Seed + 1))],
            PostMode.Partial => [Whole(list.Issues % 2 == 0 ? rows[..((rows.Count + 1) / 2)] : rows[((rows.Count + 1) / 2)..])],
            PostMode.Corrected => [Whole([.. rows.Select(PostPaying.Unpaid)]), Whole([.. rows.Select(Corrected)])],
            PostMode.WrongMonth => [new(list, Next(list.Month), rows, false)],
            PostMode.DamagedHash => [new(list, list.Month, rows, true)],
            PostMode.ChangedAmount => [Whole([.. rows.Select((row, i) => i % 3 == 2 ? Dearer(row) : row)])],
            PostMode.ForeignRows => [Whole([.. rows, .. rows.Take(2).Select(Foreign)])],
            _ => [Whole(rows)],
        };
    }

    /// <summary>A page of it as a document that a node reads like a file.</summary>
    public JsonObject Document(int number, IReadOnlyList<JsonObject> rows)
    {
        var header = new JsonObject
        {
            ["unit"] = List.Header["unit"]!.DeepClone(),
            ["month"] = Month,
            ["seq"] = number,
            ["listId"] = List.Id,
            ["provider"] = "VNPost (giả lập)",
            ["madeAt"] = $"{Month[..4]}-{Month[4..]}-15T17:00:00",
            ["totalLines"] = rows.Count,
            ["totalAmount"] = rows.Sum(row => row["amount"]!.GetValue<long>()),
        };
        var hash = Canon.OfResult(header, rows);
        header["hash"] = Damaged ? new string([.. hash.Reverse()]) : hash;
        return new JsonObject { ["format"] = Canon.ResultFormat, ["header"] = header, ["rows"] = new JsonArray([.. rows.Select(row => row.DeepClone())]) };
    }

    private static JsonObject Corrected(JsonObject row)
    {
        var later = (JsonObject)row.DeepClone();
        later["version"] = 2;
        return later;
    }

    private static JsonObject Dearer(JsonObject row)
    {
        var other = (JsonObject)row.DeepClone();
        other["amount"] = row["amount"]!.GetValue<long>() + 1000;
        return other;
    }

    private static JsonObject Foreign(JsonObject row)
    {
        var other = (JsonObject)row.DeepClone();
        other["rowId"] = "la-" + row["rowId"]!.GetValue<string>();
        return other;
    }

    private static List<JsonObject> Shuffled(IEnumerable<JsonObject> rows, int seed) => [.. rows.OrderBy(row => PostPaying.Dice(seed, row["rowId"]!.GetValue<string>()))];

    private static string Next(string month) =>
        DateOnly.ParseExact(month + "01", "yyyyMMdd", CultureInfo.InvariantCulture).AddMonths(1).ToString("yyyyMM", CultureInfo.InvariantCulture);
}
