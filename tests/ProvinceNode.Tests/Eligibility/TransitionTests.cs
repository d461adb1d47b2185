using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Requests in flight when points b and c of Art. 5(5) end with June 2025: each month by the law in force in it (policy 10.3).</summary>
public sealed class TransitionTests
{
    public static TheoryData<string, Facts, int, int, string> InFlight() => new()
    {
        // Eighty in May 2025.
        { "eighty", People.ElderWithoutPension(202505, 960), 202506, 202507, "5.c 202505-202506 500000; HT.1 202507- 500000" },
        { "eighty, signed after a new level", People.ElderWithoutPension(202505, 960), 202506, 202608, "5.c 202505-202506 500000; HT.1 202507-202606 500000; HT.1 202607- 540000" },
        { "eighty since before a level", People.ElderWithoutPension(202405, 960), 202505, 202508, "5.c 202405-202406 360000; 5.c 202407-202506 500000; HT.1 202507- 500000" },
        { "eighty in the last month", People.ElderWithoutPension(202506, 960), 202505, 202507, "5.c 202506-202506 500000; HT.1 202507- 500000" },
        { "eighty in the month after", People.ElderWithoutPension(202507, 960), 202506, 202507, "" },
        { "filed after the end", People.ElderWithoutPension(202505, 960), 202507, 202507, "" },
        { "signed before the end", People.ElderWithoutPension(202505, 960), 202506, 202506, "5.c 202505- 500000" },
        // Seventy-five to eighty in a specially difficult place; the pension of 900.000 đồng keeps the social pension away.
        { "special place, higher pension", People.ElderInSpecialPlace(202504, 900), 202506, 202507, "5.b 202504-202506 500000" },
        { "special place, no pension", People.ElderInSpecialPlace(202504, 900) with { Incomes = [] }, 202506, 202507, "5.b 202504-202506 500000; HT.1 202507- 500000" },
        { "special place until eighty", People.ElderInSpecialPlace(202506, 960) with { Incomes = [] }, 202506, 202507,
            "5.c 202506-202506 500000; HT.1 202507- 500000" },
        // Poor and alone: 5.a, from the signature, as before.
        { "poor and alone", People.AloneElder(202505, 960), 202506, 202507, "5.a.80 202507- 1000000" },
        // A certificate sets the start back by itself and pays more.
        { "disabled", People.Disabled(202505, 960, DisabilityDegree.Severe), 202506, 202507, "6.n.elder 202107-202406 720000; 6.n.elder 202407- 1000000" },
    };

    [Theory]
    [MemberData(nameof(InFlight))]
    public void Rows_OfARequestInFlight_AreEachMonthsLaw(string name, Facts facts, int filed, int signed, string expected)
    {
        Assert.NotEmpty(name);
        var found = Found(facts, new PayMonth(filed), new PayMonth(signed));
        var rows = new MonthlyOutcome().Granted(found);

        Assert.Equal(expected, string.Join("; ", rows.Select(r => $"{r.CategoryCode} {r.Start.Number}-{r.End?.Number} {r.Monthly.Amount}")));
        Assert.Equal(rows.Count == 0, new MonthlyOutcome().Faults(found).Any());
        Assert.All(rows, r => Assert.Equal(r.CategoryCode.StartsWith("HT", StringComparison.Ordinal) ? EntitlementKind.SocialPension : EntitlementKind.Assistance, r.Kind));
    }

    [Fact]
    public void Answer_OfAConversion_SaysSoAndRecomputes()
    {
        var found = Found(People.ElderWithoutPension(202505, 960), new PayMonth(202506), new PayMonth(202507));
        var award = Assert.Single(found.Appraisal.Answer.Awards);

        Assert.Contains("Chuyển từ trợ cấp xã hội hàng tháng", award.StartWhy, StringComparison.Ordinal);
        Assert.Equal(("5.c", 202506, 202505), (Assert.Single(found.Appraisal.Before!.Awards).CategoryCode, found.Appraisal.Before.Month, found.Appraisal.Before.Awards[0].StartMonth));
        var again = Appraisal.Parse(found.Appraisal.ToJson()).Again(new PayMonth(202507), People.Book, Law.Province);
        Assert.Equal(found.Appraisal.ToJson(), again.ToJson());
    }

    [Fact]
    public void Printed_OfARequestInFlight_HasBothLaws()
    {
        var printed = MonthlyOutcome.Printed(Found(People.ElderWithoutPension(202505, 960), new PayMonth(202506), new PayMonth(202508)));

        Assert.Equal([("5.c", 202506, 1_000_000L), ("HT.1", 0, 1_000_000L)], printed.Select(a => (a.CategoryCode, a.Until?.Number ?? 0, a.ArrearsDong)));
    }

    private static Case Found(Facts facts, PayMonth filed, PayMonth signed)
    {
        var day = signed.FirstDay.AddDays(9);
        var (context, dossier) = (ShippedFlow.On(day) with { Rules = People.Book }, ShippedFlow.Dossier(day));
        return new Case(new OpenDossier(dossier, context, ShippedFlow.Official(Roles.Chairman, dossier.TenantPath)), Appraisal.Of(facts, signed, People.Book, Law.Province, filed), null, [], null);
    }
}
