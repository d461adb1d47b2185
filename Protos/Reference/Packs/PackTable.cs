namespace Protos.Reference.Packs;

/// <summary>What a cell of a pack may hold.</summary>
public enum CellKind
{
    Text,

    /// <summary>yyyy-MM-dd.</summary>
    Date,

    /// <summary>A whole number not below zero.</summary>
    Whole,

    /// <summary>A number with a point and at most two decimals, above zero.</summary>
    Decimal,
}

/// <summary>A column of a table of a pack.</summary>
/// <param name="Most">Most characters; the columns of node and hub hold no more.</param>
public sealed record PackColumn(string Name, CellKind Kind = CellKind.Text, bool Optional = false, int Most = 200)
{
    /// <summary>The only values; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>A table that packs of a kind may have: the columns are those of the file of the same name in Protos/Reference/Data.</summary>
/// <param name="Name">In the pack.</param>
/// <param name="Shipped">File whose columns it has.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Key">Columns that make rows the same matter.</param>
/// <param name="Dated">Rows have validFrom and validTo: those of one matter follow one another.</param>
public sealed record PackTable(PackKind Kind, string Name, string Shipped, string Words, IReadOnlyList<PackColumn> Columns, IReadOnlyList<string> Key, bool Dated = false)
{
    /// <summary>A pack may leave it out; it then says nothing of it.</summary>
    public bool Optional { get; init; }

    /// <summary>Rows may go without a trace: what is not the law's, but of a list that is issued anew. Of other tables rows end, they do not vanish.</summary>
    public bool Losable { get; init; }

    /// <summary>The matter of a row, and with it its first day where rows have days.</summary>
    public string KeyOf(ReferenceTable.Row row) => string.Join('|', Dated ? Key.Append("validFrom").Select(c => row[c]) : Key.Select(c => row[c]));

    /// <summary>The matter of a row.</summary>
    public string MatterOf(ReferenceTable.Row row) => string.Join('|', Key.Select(c => row[c]));
}

/// <summary>Every table that a pack may have. Pure.</summary>
public static class PackTables
{
    public const string Units = "units";
    public const string Succession = "succession";
    public const string DaysOff = "days-off";
    public const string LunarAnchors = "lunar-anchors";
    public const string Levels = "standard-levels";
    public const string RuleSets = "rule-sets";
    public const string Categories = "categories";
    public const string Parameters = "parameters";
    public const string Steps = "step-deadlines";
    public const string Authority = "authority-map";
    public const string LegalBases = "legal-bases";
    public const string EthnicGroups = "ethnic-groups";
    public const string Identifiers = "province-identifiers";
    public const string IdentityPapers = "identity-papers";

    private static readonly PackColumn From = new("validFrom", CellKind.Date);
    private static readonly PackColumn To = new("validTo", CellKind.Date, true);
    private static readonly PackColumn Force = new("inForceFrom", CellKind.Date, true);

    public static IReadOnlyList<PackTable> All { get; } =
    [
        new(PackKind.Units, Units, "units-two-tier-from-2025-07-01", "đơn vị hành chính",
            [new("level") { Choices = ["province", "commune"] }, new("code", Most: 5), new("name", Most: 100), new("type", Most: 40), new("parent_code", Optional: true, Most: 5)], ["level", "code"]) { Losable = true },
        new(PackKind.Units, Succession, "succession-2025-07-01", "đơn vị kế tiếp",
            [new("old_level") { Choices = ["commune"] }, new("old_code", Most: 5), new("new_commune_code", Most: 5), new("share") { Choices = ["whole", "part"] }], ["old_level", "old_code", "new_commune_code"]) { Optional = true, Losable = true },
        new(PackKind.Calendar, DaysOff, DaysOff, "ngày nghỉ, ngày làm bù", [new("date", CellKind.Date), new("kind") { Choices = ["off", "work"] }, new("name", Most: 120)], ["date"]) { Losable = true },
        new(PackKind.Calendar, LunarAnchors, LunarAnchors, "ngày âm lịch", [new("year", CellKind.Whole), new("newYear", CellKind.Date), new("hungKings", CellKind.Date)], ["year"]) { Optional = true },
        new(PackKind.Rules, Levels, Levels, "mức chuẩn", [new("kind") { Choices = ["standard", "pension"] }, From, To, new("amount", CellKind.Whole), new("legal"), Force], ["kind"], true),
        new(PackKind.Rules, RuleSets, RuleSets, "bộ quy định", [new("code", Most: 10), new("legal", Most: 300), From, To, Force], [], true),
        new(PackKind.Rules, Categories, Categories, "nhóm đối tượng",
            [
                new("code", Most: 20), new("lawRef"), new("label"), new("ageMinMonths", CellKind.Whole, true), new("ageMaxMonthsExclusive", CellKind.Whole, true), new("coef", CellKind.Decimal),
                new("perChild") { Choices = ["0", "1"] }, new("form", Most: 10), new("sensitive") { Choices = ["0", "1"] }, From, To,
            ], ["code"], true),
        new(PackKind.Rules, Parameters, Parameters, "thông số", [new("name", Most: 40), new("value", CellKind.Whole), new("legal"), From, To], ["name"], true),
        new(PackKind.Rules, Steps, Steps, "thời hạn của các bước",
            [new("procedure", Most: 12), new("regime") { Choices = ["3T", "2T", "ANY"] }, new("step", Most: 30), new("actor", Most: 20), new("days", CellKind.Whole), new("unit") { Choices = ["WD", "D"] }, From, To], ["procedure", "regime", "step"], true),
        new(PackKind.Rules, Authority, Authority, "thẩm quyền",
            [new("role", Most: 30), new("regime") { Choices = ["3T", "2T"] }, new("level") { Choices = ["nation", "province", "district", "commune", "institution"] }, new("title"), new("office"), From, To], ["role"], true),
        new(PackKind.CodeLists, LegalBases, LegalBases, "căn cứ pháp lý",
            [new("code", Most: 40), new("topics"), new("order", CellKind.Whole), new("text", Most: 1000), From, To, new("confidence") { Choices = ["H", "M", "L"] }], ["code"], true),
        new(PackKind.CodeLists, EthnicGroups, EthnicGroups, "dân tộc", [new("code", Most: 2), new("name", Most: 60)], ["code"]) { Optional = true },
        new(PackKind.CodeLists, Identifiers, Identifiers, "mã định danh của tỉnh",
            [new("oldCode", Most: 2), new("oldName", Most: 60), new("identifier", Most: 10), new("newCode", Most: 2), new("newName", Most: 60)], ["oldCode"]) { Optional = true },
        new(PackKind.CodeLists, IdentityPapers, IdentityPapers, "giấy tờ tùy thân, cư trú", [new("code", Most: 40), new("name", Most: 100), new("order", CellKind.Whole), From, To], ["code"], true) { Optional = true },
    ];

    public static IEnumerable<PackTable> Of(PackKind kind) => All.Where(t => t.Kind == kind);

    /// <summary>Null when packs of the kind have no such table.</summary>
    public static PackTable? Find(PackKind kind, string name) => All.FirstOrDefault(t => t.Kind == kind && t.Name == name);

    /// <summary>The tables of a kind as this version of the product ships them; succession is none, for nothing changed since.</summary>
    public static IReadOnlyDictionary<string, string> Shipped(PackKind kind) =>
        Of(kind).Where(t => t.Name != Succession).ToDictionary(t => t.Name, t => ReferenceTable.Shipped(t.Shipped), StringComparer.Ordinal);
}
