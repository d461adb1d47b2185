using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Who does what in some days by a text that the province names, e.g. Phòng Nội vụ instead of Phòng Y tế from 03/2025 to 06/2025 (policy 3.12). Pure.</summary>
internal static class AuthorityPlans
{
    private const string Unit = "{unit}";

    /// <summary>How the officer writes the place of a unit's name.</summary>
    private const string Typed = "{đơn vị}";

    public static RulePlan Authority(RuleReader reader, RuleGround ground)
    {
        var (role, from, last) = (reader.Text("Role"), reader.Day(RuleFields.ActsFrom)!.Value, reader.Day(RuleFields.ActsTo));
        var shipped = ground.Authority.FirstOrDefault(r => !r.ByProvince && r.Role == role && r.HoldsOn(from));
        if (shipped is null)
        {
            reader.Add(LawProblems.NoAuthority.At(RuleFields.ActsFrom, VietnameseFormat.Date(from)));
            return new RulePlan("");
        }

        var to = last ?? shipped.ValidTo;
        Days(reader, shipped, from, to);
        var own = ground.Authority.Where(r => r.ByProvince && r.Role == role).ToList();
        if (own.Find(r => r.ValidFrom >= from && (to is null || r.ValidFrom <= to)) is { } later)
        {
            reader.Add(LawProblems.AuthorityOverlaps.At(RuleFields.ActsFrom, VietnameseFormat.Date(later.ValidFrom)));
        }

        // It would end the longer row and give the days after it back to the nation's.
        if (own.Find(r => r.ValidFrom < from && r.HoldsOn(from)) is { } around && to is { } end && (around.ValidTo is null || around.ValidTo > end))
        {
            reader.Add(LawProblems.AuthorityInside.At(RuleFields.ActsTo, VietnameseFormat.Date(around.ValidFrom), around.ValidTo is { } its ? $"ngày {VietnameseFormat.Date(its)}" : "khi có quy định mới", VietnameseFormat.Date(end.AddDays(1))));
        }

        var (title, office, legal) = (reader.Text("Title").Replace(Typed, Unit, StringComparison.Ordinal), reader.Text("OfficeName").Replace(Typed, Unit, StringComparison.Ordinal), reader.Text(RuleFields.Legal));
        if (!office.Contains(Unit, StringComparison.Ordinal))
        {
            reader.Add(LawProblems.UnitPlace.At("OfficeName"));
        }

        return new RulePlan($"{Authorities.Names[role]}: {title} ({office.Replace(Unit, "…", StringComparison.Ordinal)}), từ {VietnameseFormat.Date(from)}{(to is { } until ? " đến " + VietnameseFormat.Date(until) : "")} ({legal})")
        {
            Since = from, End = own.Find(r => r.ValidFrom < from && r.HoldsOn(from)), LastDay = from.AddDays(-1),
            Add = new AuthorityRule { Role = role, Regime = shipped.Regime, Level = Level(reader, shipped), Title = title, OfficeName = office, ValidFrom = from, ValidTo = to, Legal = legal, ByProvince = true },
        };
    }

    private static void Days(RuleReader reader, AuthorityRule shipped, DateOnly from, DateOnly? to)
    {
        if (to < from)
        {
            reader.Add(LawProblems.EndsBeforeItBegins.At(RuleFields.ActsTo));
        }
        else if (shipped.ValidTo is { } end && to > end)
        {
            reader.Add(LawProblems.AuthorityEnds.At(RuleFields.ActsTo, VietnameseFormat.Date(end)));
        }
    }

    // Districts exist in three tiers only; an institution decides for itself. Who decides must stay where the routes of the organisation have him.
    private static UnitLevel Level(RuleReader reader, AuthorityRule shipped)
    {
        if (reader.Text("Level") == RuleFields.SameLevel)
        {
            return shipped.Level;
        }

        var level = Enum.Parse<UnitLevel>(reader.Text("Level"));
        var possible = shipped.Level != UnitLevel.Institution && (level != UnitLevel.District || shipped.Regime == "3T") && (level != UnitLevel.Province || shipped.Role is not (Authorities.Decider or Authorities.RecordsClerk));
        if (!possible)
        {
            reader.Add(LawProblems.AuthorityLevel.At("Level", Authorities.Names[shipped.Role]));
        }

        return level;
    }
}
