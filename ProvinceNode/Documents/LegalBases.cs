using Protos.Reference;

namespace ProvinceNode.Documents;

/// <summary>A text that papers cite, with the days it is in force. National ones are shipped; a province adds its People's Council's resolutions.</summary>
/// <param name="Code">Unique, e.g. ND20-2021.</param>
/// <param name="Topics">Kinds of paper that cite it, see <see cref="LegalBases"/>.</param>
/// <param name="Order">Place among the bases: laws, decrees, resolutions, circulars.</param>
/// <param name="Text">As cited, without "Căn cứ" before and without a full stop after.</param>
public sealed record LegalBasis(string Code, IReadOnlyList<string> Topics, int Order, string Text, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>H, M or L: how sure its words are. What is low has not been compared with the published text; a province corrects it with a row of its own.</summary>
    public string Confidence { get; init; } = "H";

    /// <summary>The province's own; it stands in the place of a shipped text of the same code.</summary>
    public bool Own { get; init; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Legal bases by topic and day (policy 0.4, 5.1): a text is cited from the day it binds until the day it ends. Pure.</summary>
public static class LegalBases
{
    public const string Assistance = "assistance";
    public const string Care = "care";
    public const string Funeral = "funeral";
    public const string Pension = "pension";
    public const string Emergency = "emergency";
    public const string Institution = "institution";
    public const string Disability = "disability";
    public const string OneStop = "onestop";
    public const string Payment = "payment";
    public const string Report = "report";

    private static readonly Lazy<IReadOnlyList<LegalBasis>> Rows = new(() => Read(ReferenceTable.Read("legal-bases")));

    /// <summary>Topics and what they are called on the page where a province adds a resolution.</summary>
    public static IReadOnlyDictionary<string, string> Topics { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Assistance] = "Trợ cấp xã hội hàng tháng", [Care] = "Hỗ trợ kinh phí chăm sóc, nuôi dưỡng", [Funeral] = "Hỗ trợ chi phí mai táng",
        [Pension] = "Trợ cấp hưu trí xã hội", [Emergency] = "Trợ giúp xã hội khẩn cấp",
        [Institution] = "Cơ sở trợ giúp xã hội", [Disability] = "Xác định mức độ khuyết tật", [OneStop] = "Một cửa, một cửa liên thông",
        [Payment] = "Chi trả", [Report] = "Báo cáo",
    };

    /// <summary>National texts of a pack in force, and those that only this version knows; null: as shipped.</summary>
    public static IReadOnlyList<LegalBasis> Of(ReferenceTable? pack) =>
        pack is null ? Shipped : Read(pack) is var rows && rows.Select(r => r.Code).ToHashSet(StringComparer.Ordinal) is var known ? [.. rows, .. Shipped.Where(s => !known.Contains(s.Code))] : [];

    /// <summary>National texts as shipped.</summary>
    public static IReadOnlyList<LegalBasis> Shipped => Rows.Value;

    /// <summary>Texts of any of the topics in force on a day, in the order of citing; each once.</summary>
    public static IReadOnlyList<LegalBasis> InForce(IEnumerable<LegalBasis> laws, DateOnly day, params IEnumerable<string> topics)
    {
        var wanted = topics.ToHashSet(StringComparer.Ordinal);
        return laws.Where(l => l.HoldsOn(day) && l.Topics.Any(wanted.Contains))
            .OrderBy(l => !l.Own).DistinctBy(l => l.Code).OrderBy(l => l.Order).ThenBy(l => l.ValidFrom).ThenBy(l => l.Code, StringComparer.Ordinal).ToList();
    }

    private static List<LegalBasis> Read(ReferenceTable table) => table.Rows
        .Select(r => new LegalBasis(r["code"], r["topics"].Split(','), r.Int("order")!.Value, r["text"], r.Date("validFrom")!.Value, r.Date("validTo")) { Confidence = r["confidence"] }).ToList();
}
