using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Somebody who cares and whose conditions the commune confirms.</summary>
/// <param name="Article">22 or 23 of Decree 20.</param>
/// <param name="Name">As declared; empty when form 03 alone was filed.</param>
public sealed record CarerAsked(CareKind Kind, int Article, string Name)
{
    /// <summary>Heading of what is confirmed of him.</summary>
    public string Title => $"Điều kiện của người chăm sóc{(Name.Length > 0 ? $", {Name}" : "")} (Điều {Article} Nghị định số 20/2021/NĐ-CP)";
}

/// <summary>
/// The commune's confirmation that ends forms 2a, 2b and 03: whether who cares meets Art. 22 (a child of group 1) or 23 (a disabled or elderly person),
/// point by point. Kept with the line of the review in the control sheet, so an earlier one stays when the dossier is reviewed again. Pure.
/// </summary>
public static class CarerChecks
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter() } };

    /// <summary>Whose conditions a dossier asks the commune to confirm; none when it asks for no support of somebody who cares.</summary>
    public static IReadOnlyList<CarerAsked> AskedOf(Dossier dossier)
    {
        // What form 1đ asks of Art. 20(2)(a) is the disabled mother's or father's own: nobody cares whose conditions could be confirmed.
        if (dossier.Requests.TrueForAll(r => r.Kind != RequestKind.Care || r.Form == "1đ"))
        {
            return [];
        }

        var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
        var (name, forms) = (scope.Text("CarerFullName"), dossier.Requests.Select(r => r.Form).ToHashSet(StringComparer.Ordinal));
        var asked = new List<CarerAsked>();
        if (forms.Contains("2a"))
        {
            asked.Add(new(CareKind.Family, CarerFacts.OfOthers, name));
        }

        if (forms.Overlaps(["2b", "03"]))
        {
            asked.Add(new(CareKind.TakenIn, ArticleOf(dossier, scope), name.Length > 0 || dossier.Applicant.IsOwner ? name : dossier.Applicant.FullName));
        }

        // Without its form nothing tells who cares, nor why: the article that fits is then the appraiser's to find.
        return asked.Count > 0 ? asked
            : [new(CareKind.Family, CarerFacts.OfOthers, ""), new(CareKind.TakenIn, CarerFacts.OfOthers, ""), .. IsChild(dossier) ? [new CarerAsked(CareKind.TakenIn, CarerFacts.OfChildren, "")] : Array.Empty<CarerAsked>()];
    }

    /// <summary>What the last review confirmed; nothing when it confirmed nothing, or no review was held.</summary>
    public static IReadOnlyList<CarerFacts> Of(Dossier dossier) =>
        dossier.Steps.Where(s => s.Verb == Platform.ActKinds.Review).MaxBy(s => s.Number)?.Carers is { } json ? JsonSerializer.Deserialize<List<CarerFacts>>(json, Json)! : [];

    public static string ToJson(IReadOnlyList<CarerFacts> confirmed) => JsonSerializer.Serialize(confirmed, Json);

    /// <summary>Whether care support is asked for and the commune's word on who cares is still to come: then nothing may be granted.</summary>
    public static bool Missing(Dossier dossier) =>
        AskedOf(dossier) is { Count: > 0 } asked && Of(dossier) is var confirmed && asked.Any(a => !confirmed.Any(c => c.Kind == a.Kind && c.Article == a.Article));

    /// <summary>Facts of a dossier that asks for care support, with what the commune confirmed in place of what the declaration cannot prove.</summary>
    public static Facts Over(Facts told, Dossier dossier)
    {
        if (told.Care.Count == 0 || AskedOf(dossier).Count == 0)
        {
            return told;
        }

        var confirmed = Of(dossier);
        return told with { Care = [.. told.Care.SelectMany(span => Joined(span, confirmed))] };
    }

    /// <summary>The confirmation in a sentence, for minutes and slips.</summary>
    public static string Words(CarerFacts carer)
    {
        var points = CarerFacts.PointsOf(carer.Article).Select(p => $"{p.Letter}) {char.ToLower(p.Words[0], VietnameseFormat.Culture)}{p.Words[1..]}: {Word(carer, p.Point)}");
        return $"Xác nhận điều kiện của người chăm sóc{(carer.Name.Length > 0 ? $" {carer.Name}" : "")} theo Điều {carer.Article} Nghị định số 20/2021/NĐ-CP: {string.Join("; ", points)}. "
            + $"Kết luận: {(carer.Meets(carer.Article) ? "đủ" : "chưa đủ")} điều kiện chăm sóc, nuôi dưỡng.";
    }

    private static string Word(CarerFacts carer, CarerPoints point) => carer switch
    {
        { Alone: true } when point == CarerPoints.Spouse => "không có vợ, chồng sống cùng",
        _ when carer.Excuses(point) => "không đạt, được xem xét vì là người thân thích",
        _ => carer.Accepts(point) ? "đạt" : "không đạt",
    };

    private static IEnumerable<CareSpan> Joined(CareSpan span, IReadOnlyList<CarerFacts> confirmed)
    {
        var own = confirmed.Where(c => c.Kind == span.Kind).ToList();
        return own.Count == 0 ? [span with { ConditionsMet = false, Carer = null }] : own.Select(c => span with { ConditionsMet = c.Meets(c.Article), Carer = c });
    }

    private static int ArticleOf(Dossier dossier, FormScope scope) => scope["CaredCategory"] switch
    {
        "child" => CarerFacts.OfChildren,
        "elder" or "disabled" => CarerFacts.OfOthers,
        _ => IsChild(dossier) ? CarerFacts.OfChildren : CarerFacts.OfOthers,
    };

    private static bool IsChild(Dossier dossier) => BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) && birth.AgeInYears(VietnamTime.Day(dossier.SubmittedAt)) < 16;
}
