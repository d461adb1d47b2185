using System.Linq.Expressions;
using System.Net;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Small cells: fewer than five people are shown to nobody who may not see all, whatever way a query takes.</summary>
public sealed class PeopleTests(BinderWorld binder, SharedDoor shared) : IClassFixture<BinderWorld>, IClassFixture<SharedDoor>
{
    private static readonly List<BeneficiaryRow> All = [.. ReportDb.Rows()];
    private readonly DoorWorld _door = shared.World;

    [Fact]
    public void Group_OfFewerThanFive_KeepsItsFiguresBack()
    {
        var expected = All.GroupBy(x => (x.ProvinceCode, x.CommuneCode)).OrderBy(g => g.Key.ProvinceCode, StringComparer.Ordinal).ThenBy(g => g.Key.CommuneCode, StringComparer.Ordinal)
            .Select(g => (object?[])[g.Key.ProvinceCode, g.Key.CommuneCode, g.Count() < 5 ? null : g.LongCount(), g.Count() < 5 ? null : g.Sum(x => x.MonthlyAmount)]);
        Assert.Equal(expected, binder.Ask("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N,MonthlyAmount with sum as S))", "cells"));
        Assert.Equal(All.GroupBy(x => x.CommuneCode).Select(g => (long?)g.Count()).Order(), binder.Ask("$apply=groupby((CommuneCode),aggregate($count as N))", "cells").Select(r => (long?)r[1]).Order());
    }

    [Theory]
    [InlineData("$apply=filter(Id eq 'b000003')/aggregate($count as N,MonthlyAmount with sum as S,BirthYear with max as B)")]
    [InlineData("$apply=filter(CommuneCode eq 'C1' and ProvinceCode eq '38')/aggregate($count as N)")]
    [InlineData("$apply=filter(Id eq 'b000003')/groupby((Id))/aggregate($count as N)")]
    [InlineData("$apply=filter(Id eq 'b000003')/groupby((ProvinceCode,FullName),aggregate($count as M))/aggregate($count as N)")]
    [InlineData("$apply=filter(Id in ('b000003','b000006','b000009','b000012'))/groupby((Id),aggregate($count as N))/aggregate(N with countdistinct as D,Id with max as Last)")]
    [InlineData("$apply=filter(Province/Rank eq 7 and CommuneCode eq 'C2')/groupby((CommuneCode),aggregate(MonthlyAmount with average as A))&$select=A")]
    public void Cell_ReachedByAnyWay_IsKeptBack(string query)
        => Assert.All(binder.Ask(query, "cells"), row => Assert.All(row, Assert.Null));

    [Fact]
    public void Cell_ThatIsHidden_CannotBeFoundByAConditionOnIt()
    {
        Assert.Empty(binder.Ask("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))/filter(N le 4)", "cells"));
        Assert.Empty(binder.Ask("$apply=groupby((ProvinceCode,CommuneCode),aggregate($count as N))&$filter=N eq 3", "cells"));
    }

    [Theory]
    [InlineData(4, 4L, null)]
    [InlineData(5, 5L, 5L)]
    [InlineData(7, 7L, 5L)]
    [InlineData(8, 8L, 10L)]
    [InlineData(12, 12L, 10L)]
    [InlineData(13, 13L, 15L)]
    [InlineData(7, 3_780_000L, 2_700_000L)]
    [InlineData(8, 16L, 20L)]
    [InlineData(7, -3_780_001L, -2_700_000L)]
    // The nation's đồng times its people are beyond 64 bits.
    [InlineData(7_000_002, 3_800_000_000_000L, 3_799_998_914_286L)]
    public void Figure_ForWhoPublishes_IsOfWholeHandfuls(long people, long value, long? expected)
        => Assert.Equal(expected, Value(Exposure.Rounded, people, value, true));

    [Fact]
    public void Figure_InHandfuls_IsWhatMultiplyingFirstGaveWhereThatCould()
    {
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            var (people, value) = (random.NextInt64(5, 2_000_000), random.NextInt64(-1_000_000_000_000, 1_000_000_000_000));
            Assert.Equal((long)((Int128)value * ((people + 2) / 5 * 5) / people), Value(Exposure.Rounded, people, value, true));
        }
    }

    [Fact]
    public void Sum_BeyondWhatAProductHolds_IsExactOnBothProviders()
    {
        const string Large = "$apply=aggregate(MonthlyAmount mul 100000000000 with sum as S)";

        Assert.Equal(All.Sum(x => x.MonthlyAmount) * 100_000_000_000, binder.Ask(Large, "rounded").Single()[0]);
        Assert.Contains("%", binder.Sql(Large, "rounded"), StringComparison.Ordinal);
    }

    [Fact]
    public void Difference_OfTwoAnswersThatDifferByOnePerson_SaysNothing()
    {
        Assert.Equal(Value(Exposure.Rounded, 20, 20, true), Value(Exposure.Rounded, 19, 19, true));
        Assert.NotEqual(Value(Exposure.Cells, 20, 20, true), Value(Exposure.Cells, 19, 19, true));
        Assert.Equal(540_000, Value(Exposure.Rounded, 7, 540_000, false));
    }

    [Theory]
    [InlineData("Beneficiaries")]
    [InlineData("Beneficiaries/$count?$filter=ProvinceCode eq '38'")]
    [InlineData("Beneficiaries(ProvinceCode='38',Id='b000003')")]
    [InlineData("Beneficiaries(ProvinceCode='40',Id='b000001')/Province")]
    [InlineData("Beneficiaries?$apply=filter(ProvinceCode eq '38')")]
    [InlineData("Beneficiaries?$apply=compute(MonthlyAmount mul 2 as M)")]
    [InlineData("Beneficiaries?$format=csv&purpose=bao cao")]
    [InlineData("Beneficiaries?$apply=aggregate(MonthlyAmount with max as M)")]
    public async Task Rows_ForWhoPublishes_AreClosed(string address)
        => Assert.Equal("OData.RowsClosed", (await _door.FaultAsync(address, HttpStatusCode.Forbidden, "rounded")).Code);

    [Theory]
    [InlineData("Beneficiaries?$apply=filter(FullName eq 'x')/aggregate($count as N)")]
    [InlineData("Beneficiaries?$apply=filter(BirthYear ne 1950)/aggregate($count as N)")]
    [InlineData("Beneficiaries?$apply=groupby((Id),aggregate($count as N))")]
    [InlineData("Beneficiaries?$apply=aggregate(CommuneCode with countdistinct as N)")]
    [InlineData("Beneficiaries?$apply=compute(length(FullName) as L)/groupby((L),aggregate($count as N))")]
    public async Task Columns_ThatAreNotCoarse_AreClosedToWhoPublishes(string address)
        => Assert.Equal("OData.MaskedProperty", (await _door.FaultAsync(address, HttpStatusCode.Forbidden, "rounded")).Code);

    [Fact]
    public async Task Answer_WithCellsKeptBack_SaysSo()
    {
        var feed = await _door.JsonAsync("Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as N))", user: "rounded");
        Assert.Contains("làm tròn", feed.GetProperty("@bao.smallCells").GetString(), StringComparison.Ordinal);
        Assert.Equal([20, 20, 20], feed.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("N").GetInt32()));
        Assert.False((await _door.JsonAsync("Beneficiaries?$apply=groupby((ProvinceCode),aggregate($count as N))")).TryGetProperty("@bao.smallCells", out _));
    }

    private static long? Value(Exposure exposure, long people, long value, bool adds)
        => Expression.Lambda<Func<long?>>(new People(exposure, null, null).Guard(Expression.Constant(value), Expression.Constant(people), adds)).Compile()();
}
