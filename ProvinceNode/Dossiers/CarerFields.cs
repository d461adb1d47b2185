using ProvinceNode.Eligibility;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What the social officer ticked of one carer: each point "yes" or "no", the spouse also "none"; empty while nothing is chosen. Pure.</summary>
public sealed class CarerFields
{
    public string? A { get; set; }

    public string? B { get; set; }

    public string? C { get; set; }

    public string? D { get; set; }

    public string? Spouse { get; set; }

    /// <summary>Whether he is a grandparent, aunt, uncle or sibling; asked of who takes in a child (Art. 22).</summary>
    public string? Near { get; set; }

    public static IReadOnlyDictionary<string, string> Met { get; } = new Dictionary<string, string> { ["yes"] = "Đạt", ["no"] = "Không đạt" };

    public static IReadOnlyDictionary<string, string> MetOrAlone { get; } = new Dictionary<string, string> { ["yes"] = "Đạt", ["no"] = "Không đạt", ["none"] = "Không có vợ, chồng sống cùng" };

    public string? this[CarerPoints point] => point switch { CarerPoints.A => A, CarerPoints.B => B, CarerPoints.C => C, CarerPoints.D => D, _ => Spouse };

    /// <summary>The confirmation; null while a point is open.</summary>
    public CarerFacts? Read(CarerAsked asked, DateOnly on) => Open(asked, 0).Any() ? null : new CarerFacts(asked.Kind, asked.Article, asked.Name)
    {
        Met = CarerFacts.PointsOf(asked.Article).Where(p => this[p.Point] is "yes" or "none").Aggregate(CarerPoints.None, (met, p) => met | p.Point),
        Alone = Spouse == "none", NearRelative = asked.Article == CarerFacts.OfChildren && Near == "yes", ConfirmedOn = on,
    };

    /// <summary>Boxes that are still open.</summary>
    /// <param name="i">Place among the carers of the dossier.</param>
    public IEnumerable<Problem> Open(CarerAsked asked, int i)
    {
        foreach (var point in CarerFacts.PointsOf(asked.Article))
        {
            if (this[point.Point] is not ("yes" or "no") && (point.Point != CarerPoints.Spouse || Spouse != "none"))
            {
                yield return DossierProblems.CarerUnconfirmed.At($"Carers[{i}].{point.Point}", point.Letter, asked.Article);
            }
        }

        if (asked.Article == CarerFacts.OfChildren && Near is not ("yes" or "no"))
        {
            yield return DossierProblems.CarerRelationNeeded.At($"Carers[{i}].Near");
        }
    }
}
