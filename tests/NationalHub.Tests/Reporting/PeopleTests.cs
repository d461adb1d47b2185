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
    [InlineData("Beneficiaries?$apply=aggregate(BirthDate with countdistinct as N)")]
    [InlineData("Beneficiaries?$apply=filter(startswith(FullName,'T'))/groupby((ProvinceCode))")]
    [InlineData("Beneficiaries?$apply=aggregate(Score with sum as S)")]
    [InlineData("Beneficiaries?$apply=aggregate(BirthYear with average as A)")]
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
}
