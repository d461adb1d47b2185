using System.Linq.Expressions;
using System.Net;
using System.Text.Json;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Who publishes reads groups of five people and more, rounded, whatever way a query takes: no small group by its keys or its number, no exact fraction, no failure that tells of a row.</summary>
public sealed class RoundedFiguresTests(BinderWorld binder, SharedDoor shared) : IClassFixture<BinderWorld>, IClassFixture<SharedDoor>
{
    private const string Rounded = "rounded";
    private static readonly List<BeneficiaryRow> All = [.. ReportDb.Rows()];

    [Theory]
    [InlineData(0L, 5, 0L)]
    [InlineData(2L, 5, 0L)]
    [InlineData(3L, 5, 5L)]
    [InlineData(7L, 5, 5L)]
    [InlineData(8L, 5, 10L)]
    [InlineData(-8L, 5, -10L)]
    [InlineData(3_780_000L, 5_000_000, 5_000_000L)]
    [InlineData(3_799_998_914_286L, 5_000_000, 3_800_000_000_000L)]
    public void Figure_ForWhoPublishes_IsTheNearestStep(long value, long step, long expected)
        => Assert.Equal(expected, Expression.Lambda<Func<long>>(RoundedFigures.Nearest(Expression.Constant(value), step)).Compile()());

    // Two or three people live in each commune of each province.
    [Theory]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))")]
    [InlineData("$apply=groupby((CommuneCode,ProvinceCode),aggregate(MonthlyAmount with sum as S))")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))/groupby((ProvinceCode))")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))/aggregate($count as Groups)")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))/filter(N eq null)")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))/compute(N add 1 as M)")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))&$orderby=CommuneCode desc&$top=1")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))&$filter=CommuneCode ne null&$select=CommuneCode")]
    [InlineData("$apply=compute(concat(ProvinceCode,CommuneCode) as K)/groupby((K))")]
    [InlineData("$apply=compute(concat(ProvinceCode,CommuneCode) as K)/groupby((K),aggregate($count as N))")]
    [InlineData("$apply=groupby((ProvinceCode,CommuneCode))&$compute=concat(ProvinceCode,CommuneCode) as K")]
    [InlineData("$apply=filter(ProvinceCode eq '38' and CommuneCode eq 'C1')/groupby((CommuneCode))")]
    [InlineData("$apply=filter(ProvinceCode eq '38' and CommuneCode eq 'C1')/aggregate($count as N)")]
    [InlineData("$apply=filter(ProvinceCode eq '38' and CommuneCode eq 'nowhere')/aggregate($count as N)")]
    [InlineData("$apply=filter(Province/Rank eq 7 and CommuneCode eq 'C2')/groupby((ProvinceCode))")]
    [InlineData("$apply=compute(Province/Name as Name)/groupby((Name,CommuneCode))")]
    public void Group_OfFewPeople_IsNoRowAndCountsAsNone(string query)
    {
        Assert.Empty(binder.Ask(query, Rounded));
        using var db = binder.Open();
        var plan = binder.Plan(db, query, Rounded);
        Assert.Equal(0, plan.Provider.Execute<long>(plan.CountExpression()));
    }

    [Theory]
    [InlineData("MonthlyAmount with countdistinct as X")]
    [InlineData("CommuneCode with countdistinct as X")]
    [InlineData("MonthlyAmount with max as X")]
    [InlineData("MonthlyAmount with min as X")]
    [InlineData("MonthlyAmount mul 1000 with sum as X")]
    [InlineData("MonthlyAmount div 1000 with average as X")]
    [InlineData("length(CommuneCode) with sum as X")]
    public void Figure_ThatWouldTellOfSingleRows_IsRefusedWithWhatToUse(string figure)
    {
        foreach (var query in new[] { $"$apply=aggregate({figure})", $"$apply=groupby((ProvinceCode),aggregate({figure}))", $"$apply=filter(CommuneCode eq 'C1')/groupby((ProvinceCode),aggregate($count as N,{figure}))" })
        {
            var fault = binder.Refused(query, Rounded);
            Assert.Equal((403, "OData.RowsClosed"), (fault.Status, fault.Code));
            Assert.Contains("ãy ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("$apply=compute(MonthlyAmount div 1080000 as F)/aggregate(F with average as A)")]
    [InlineData("$apply=compute(MonthlyAmount div 1080000 as F)/aggregate(F with sum as A)")]
    [InlineData("$apply=compute(length(CommuneCode) as F)/groupby((ProvinceCode),aggregate(F with sum as A))")]
    // What fails at one row only would tell that it is there.
    [InlineData("$apply=filter(1 div (MonthlyAmount sub 500000) gt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter((MonthlyAmount div 1E-305) gt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter((MonthlyAmount div -0.5) lt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter(7 mod MonthlyAmount eq 1)/aggregate($count as N)")]
    [InlineData("$apply=filter(MonthlyAmount mul 9000000000000 gt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter(MonthlyAmount add 9223372036854775807 gt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter(-MonthlyAmount lt 0)/aggregate($count as N)")]
    [InlineData("$apply=filter(substring(CommuneCode,0,-1) eq 'C')/aggregate($count as N)")]
    [InlineData("$apply=compute(substring(CommuneCode,0,length(CategoryCode)) as F)/groupby((F))")]
    public void Reckoning_WithSingleRows_IsRefused(string query) => Assert.Equal("OData.RowsClosed", binder.Refused(query, Rounded).Code);

    [Theory]
    [InlineData("$apply=compute(MonthlyAmount div 1000000 as Millions)/groupby((Millions),aggregate($count as N))")]
    [InlineData("$apply=compute(substring(CategoryCode,0,1) as Group)/groupby((Group),aggregate($count as N))")]
    public void Column_CutCoarser_IsGroupedBy(string query) => Assert.NotEmpty(binder.Ask(query, Rounded));

    [Fact]
    public void Average_ForWhoPublishes_IsRoundedSumOverRoundedCount()
    {
        var rows = binder.Ask("$apply=groupby((CommuneCode),aggregate(MonthlyAmount with average as A,MonthlyAmount with sum as S,$count as N))&$orderby=CommuneCode", Rounded);

        Assert.Equal(All.GroupBy(x => x.CommuneCode).Count(), rows.Count);
        Assert.All(rows, row =>
        {
            var truth = All.Where(x => x.CommuneCode == (string?)row[0]).ToList();
            Assert.Equal(Math.Round(truth.Sum(x => x.MonthlyAmount) / 5_000_000.0, MidpointRounding.AwayFromZero) * 5_000_000, (long)row[2]!);
            Assert.Equal((double)(long)row[2]! / (long)row[3]!, row[1]);
            Assert.Equal(10L, row[3]);
        });
        Assert.Contains(rows, row => (double)row[1]! != All.Where(x => x.CommuneCode == (string?)row[0]).Average(x => x.MonthlyAmount));
    }

    // What was told may be reckoned with at will: a client could do it himself.
    [Fact]
    public void Groups_Told_AreReckonedWithAtWill()
    {
        const string Groups = "$apply=groupby((CommuneCode),aggregate($count as N))";

        Assert.Equal([70L, 10L, 1L, 10.0, 7L], binder.Ask(Groups + "/aggregate(N with sum as S,N with max as Most,N with countdistinct as D,N with average as A,$count as Groups)", Rounded).Single());
        // A sum of what was told is not scaled once more: by how much would tell the people exactly.
        Assert.Equal([70_000_000_490L, 10_000_000_070L], binder.Ask(Groups + "/compute(N mul 1000000007 as M)/aggregate(M with sum as S,M with max as Most)", Rounded).Single());
        Assert.Equal([7_000_000_000L], binder.Ask(Groups + "/compute(1000000000 add 0 as M)/aggregate(M with sum as S)", Rounded).Single());
    }

    /// <summary>Conditions, keys and figures put together at random: who publishes gets exactly the groups of five and more, and only multiples.</summary>
    [Fact]
    public void Groups_OfAnyQuery_AreThoseOfFiveAndMoreAndRounded()
    {
        string[] conditions = ["", "filter(ProvinceCode eq '38')/", "filter(CommuneCode ne 'C1')/", "filter(CategoryCode in ('6.1','6.2') or Status eq 'Paused')/", "filter(MonthlyAmount ge 1000000)/", "filter(CommuneCode eq null or ProvinceCode eq '01')/filter(CategoryCode ne '6.0')/"];
        string[] keys = ["ProvinceCode", "CategoryCode", "CommuneCode", "Status", "MonthlyAmount"];
        var (random, told) = (new Random(7), 0);
        for (var run = 0; run < 120; run++)
        {
            var by = string.Join(',', keys.Where(_ => random.Next(2) == 0).DefaultIfEmpty("CommuneCode"));
            var query = $"$apply={conditions[random.Next(conditions.Length)]}groupby(({by}),aggregate($count as N,MonthlyAmount with sum as S))&$orderby={by}";
            var truth = binder.Ask(query).Where(row => (long)row[^2]! >= 5).ToList();
            var rows = binder.Ask(query, Rounded);
            told += rows.Count;
            Assert.Equal(truth.Select(row => string.Join('|', row[..^2])), rows.Select(row => string.Join('|', row[..^2])));
            Assert.All(rows.Zip(truth), pair =>
            {
                Assert.Equal((0L, 0L), ((long)pair.First[^2]! % 5, (long)pair.First[^1]! % 5_000_000));
                Assert.InRange((long)pair.First[^2]! - (long)pair.Second[^2]!, -2, 2);
            });
        }
        Assert.True(told > 200, $"{told} groups told");
    }

    [Fact]
    public async Task Total_OverFewAndOverNobody_IsTheSameAnswer()
    {
        var texts = new List<string>();
        foreach (var commune in new[] { "C1", "nowhere" })
        {
            var feed = await shared.World.JsonAsync($"Beneficiaries?$apply=filter(ProvinceCode eq '38' and CommuneCode eq '{commune}')/aggregate($count as N,MonthlyAmount with sum as S,MonthlyAmount with average as A)&$count=true", user: Rounded);
            Assert.Equal(JsonValueKind.Null, feed.GetProperty("value")[0].GetProperty("N").ValueKind);
            texts.Add(feed.GetProperty("value") + feed.GetProperty("@odata.count").ToString());
        }

        Assert.Equal(texts[0], texts[1]);
        Assert.Equal(JsonValueKind.Number, (await shared.World.JsonAsync("Beneficiaries?$apply=filter(CommuneCode eq 'nowhere')/aggregate($count as N)")).GetProperty("value")[0].GetProperty("N").ValueKind);
    }

    [Theory]
    [InlineData("Beneficiaries/$count?$apply=groupby((ProvinceCode,CommuneCode))", "0")]
    [InlineData("Beneficiaries/$count?$apply=groupby((CommuneCode))", "7")]
    [InlineData("Beneficiaries?$apply=groupby((ProvinceCode,CommuneCode))&$format=csv&purpose=bao cao", "Mã tỉnh,CommuneCode")]
    public async Task Groups_OfFewPeople_AreInNoFileAndNoNumber(string address, string expected)
    {
        using var answer = await shared.World.SendAsync(HttpMethod.Get, address, user: Rounded);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, (await answer.Content.ReadAsStringAsync()).Trim('\uFEFF', '\r', '\n'));
    }
}
