using Protos.Values;

namespace Protos.Reference.Packs;

/// <summary>Words for codes of the law that stand in code at the node; elsewhere the codes themselves.</summary>
public sealed record PackNames(Func<string, string> Parameter, Func<string, string> Step, Func<string, string> Role)
{
    public static PackNames None { get; } = new(n => n, s => s, r => r);
}

/// <summary>Says a changed row as the law would. Pure.</summary>
/// <param name="after">Which units go on with those that end; null when the pack says none.</param>
public sealed class PackWords(PackTable table, ReferenceTable old, ReferenceTable now, DateOnly inForce, PackNames names, ReferenceTable? after)
{
    private readonly ILookup<string, ReferenceTable.Row> _before = old.Rows.Where(_ => table.Dated).ToLookup(table.MatterOf, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _units = table.Name == PackTables.Units
        ? old.Rows.Concat(now.Rows).GroupBy(r => r["code"]).ToDictionary(g => g.Key, g => g.First()["name"], StringComparer.Ordinal) : [];

    public string Of(PackChangeKind kind, ReferenceTable.Row? before, ReferenceTable.Row? row) => kind switch
    {
        PackChangeKind.Ended => $"{Matter(row!)}: {(row!.Date("validTo") is { } last ? $"áp dụng đến hết {VietnameseFormat.Date(last)}" : "không còn ngày cuối")} (trước ghi {(before!.Date("validTo") is { } was ? VietnameseFormat.Date(was) : "không có ngày cuối")})",
        PackChangeKind.Removed => Gone(before!),
        PackChangeKind.Changed when table.Name == PackTables.Units => Renamed(before!, row!),
        PackChangeKind.Changed => $"{New(row!, before)}; sửa dòng đã có",
        _ => New(row!, table.Dated ? HeldBefore(row!) : null),
    };

    // The row of the same matter that the new one takes the place of.
    private ReferenceTable.Row? HeldBefore(ReferenceTable.Row row) => row.Date("validFrom") is { } from
        ? _before[table.MatterOf(row)].Where(b => b.Date("validFrom") < from).MaxBy(b => b.Date("validFrom")) : null;

    private string New(ReferenceTable.Row row, ReferenceTable.Row? before) => table.Name switch
    {
        PackTables.Levels => $"{Matter(row)} từ {From(row)}: {(before is null ? "" : Dong(before["amount"]) + " → ")}{Dong(row["amount"])}{Force(row)} ({row["legal"]})",
        PackTables.RuleSets => $"Bộ quy định {row["code"]} từ {From(row)}: {row["legal"]}{Force(row)}",
        PackTables.Categories => Category(row, before),
        PackTables.Parameters => $"{Matter(row)} từ {From(row)}: {(before is null ? "" : Whole(before["value"]) + " → ")}{Whole(row["value"])} ({row["legal"]})",
        PackTables.Steps => $"{Matter(row)} với hồ sơ tiếp nhận từ {From(row)}: {(before is null ? "" : before["days"] + " → ")}{row["days"]} {(row["unit"] == "WD" ? "ngày làm việc" : "ngày")}",
        PackTables.Authority => $"{Matter(row)} từ {From(row)}: {(before is null ? "" : Title(before) + " → ")}{Title(row)}",
        PackTables.LegalBases => $"Căn cứ {(before is null ? "mới" : "sửa cách ghi")}: {row["text"]}, viện dẫn từ {From(row)}",
        PackTables.DaysOff => $"{(row["kind"] == "off" ? "Ngày nghỉ thêm" : "Ngày làm bù thêm")}: {Day(row["date"])} ({row["name"]})",
        PackTables.LunarAnchors => $"Năm {row["year"]}: mùng 1 Tết là {Day(row["newYear"])}, Giỗ Tổ là {Day(row["hungKings"])}",
        PackTables.Units => $"Đơn vị mới: {row["name"]} (mã {row["code"]}{(row["parent_code"].Length > 0 ? ", " + Unit(row["parent_code"]) : "")}) từ {VietnameseFormat.Date(inForce)}{MergedFrom(row["code"])}",
        PackTables.EthnicGroups => $"Dân tộc {row["code"]}: {(before is null ? "" : before["name"] + " → ")}{row["name"]}",
        PackTables.IdentityPapers => $"Giấy tờ tùy thân, cư trú từ {From(row)}: {(before is null || before["name"] == row["name"] ? "" : before["name"] + " → ")}{row["name"]}",
        _ => $"Mã định danh {row["oldName"]}: {(before is null ? "" : before["identifier"] + " → ")}{row["identifier"]}",
    };

    private string Category(ReferenceTable.Row row, ReferenceTable.Row? before)
    {
        var said = new List<string> { $"hệ số {(before is null || before["coef"] == row["coef"] ? "" : Coefficient(before) + " → ")}{Coefficient(row)}" };
        if (before is null || (before["ageMinMonths"], before["ageMaxMonthsExclusive"]) != (row["ageMinMonths"], row["ageMaxMonthsExclusive"]))
        {
            said.Add($"tuổi {(before is null ? "" : Ages(before) + " → ")}{Ages(row)}");
        }

        if (before is not null && before["label"] != row["label"])
        {
            said.Add($"tên trước: {before["label"]}");
        }

        return $"{(before is null ? "Nhóm mới" : "Nhóm")} {row["code"]} ({row["label"]}) từ {From(row)}: {string.Join(", ", said)} ({row["lawRef"]})";
    }

    private string Matter(ReferenceTable.Row row) => table.Name switch
    {
        PackTables.Levels => row["kind"] == "standard" ? "Mức chuẩn trợ giúp xã hội" : "Mức trợ cấp hưu trí xã hội",
        PackTables.RuleSets => $"Bộ quy định {row["code"]}",
        PackTables.Categories => $"Nhóm {row["code"]} ({row["label"]})",
        PackTables.Parameters => names.Parameter(row["name"]),
        PackTables.Steps => $"Thủ tục {row["procedure"]}, bước {names.Step(row["step"])}{(row["regime"] switch { "3T" => " (ba cấp)", "2T" => " (hai cấp)", _ => "" })}",
        PackTables.Authority => names.Role(row["role"]),
        PackTables.IdentityPapers => $"Giấy tờ tùy thân, cư trú “{row["name"]}”",
        _ => $"Căn cứ {row["code"]}",
    };

    private string Gone(ReferenceTable.Row row) => table.Name switch
    {
        PackTables.DaysOff => $"Bỏ {(row["kind"] == "off" ? "ngày nghỉ" : "ngày làm bù")}: {Day(row["date"])} ({row["name"]})",
        PackTables.Units => $"Chấm dứt: {row["name"]} (mã {row["code"]}) từ {VietnameseFormat.Date(inForce)}{MergedInto(row["code"])}",
        PackTables.LunarAnchors => $"Năm {row["year"]}",
        PackTables.EthnicGroups => $"{row["code"]} {row["name"]}",
        PackTables.Identifiers => row["oldName"],
        _ => $"{Matter(row)} từ {From(row)}",
    };

    private string Renamed(ReferenceTable.Row before, ReferenceTable.Row row) =>
        $"{(before["name"] != row["name"] ? $"Đổi tên: {before["name"]} thành {row["name"]}" : $"Sửa thông tin: {row["name"]}")} (mã {row["code"]}) từ {VietnameseFormat.Date(inForce)}"
        + (before["parent_code"] != row["parent_code"] ? $"; chuyển từ {Unit(before["parent_code"])} sang {Unit(row["parent_code"])}" : "");

    private string MergedFrom(string code) => after?.Rows.Where(r => r["new_commune_code"] == code).ToList() is { Count: > 0 } parts
        ? $", sáp nhập từ {string.Join(", ", parts.Select(p => Unit(p["old_code"]) + (p["share"] == "part" ? " (một phần)" : "")))}" : "";

    private string MergedInto(string code) => after?.Rows.Where(r => r["old_code"] == code).ToList() is { Count: > 0 } parts
        ? $", nhập vào {string.Join(", ", parts.Select(p => Unit(p["new_commune_code"]) + (p["share"] == "part" ? " (một phần)" : "")))}" : ", chưa ghi đơn vị kế tiếp";

    private string Unit(string code) => _units.GetValueOrDefault(code, $"mã {code}");

    private static string Title(ReferenceTable.Row row) => row["title"].Replace(" {unit}", "", StringComparison.Ordinal);

    private static string From(ReferenceTable.Row row) => VietnameseFormat.Date(row.Date("validFrom")!.Value);

    private static string Force(ReferenceTable.Row row) => row.Date("inForceFrom") is { } day ? $", văn bản có hiệu lực từ {VietnameseFormat.Date(day)}" : "";

    private static string Dong(string amount) => new Dong(long.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ToString();

    private static string Whole(string value) => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture).ToString("N0", VietnameseFormat.Culture);

    private static string Coefficient(ReferenceTable.Row row) => VietnameseFormat.Coefficient(row.Hundredths("coef"));

    private static string Ages(ReferenceTable.Row row) => (Years(row.Int("ageMinMonths")), Years(row.Int("ageMaxMonthsExclusive"))) switch
    {
        ({ } from, { } until) => $"từ đủ {from} đến dưới {until}", ({ } from, null) => $"từ đủ {from}", (null, { } until) => $"dưới {until}", _ => "mọi tuổi",
    };

    private static string? Years(int? months) => months is { } m ? m % 12 == 0 ? (m / 12).ToString(VietnameseFormat.Culture) : $"{m} tháng" : null;

    private static string Day(string day) => VietnameseFormat.Date(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
