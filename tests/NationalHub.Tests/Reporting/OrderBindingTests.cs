using Microsoft.EntityFrameworkCore;
using NationalHub.Reporting.OData;

namespace NationalHub.Tests.Reporting;

/// <summary>Walks the whole table by keys in every kind of order, page by page.</summary>
public sealed class OrderBindingTests(BinderWorld world) : IClassFixture<BinderWorld>
{
    [Theory]
    [InlineData("ProvinceCode,Id")]
    [InlineData("Id desc")]
    [InlineData("BirthYear")]
    [InlineData("BirthYear desc")]
    [InlineData("CommuneCode desc,MonthlyAmount")]
    [InlineData("Status,Alive desc")]
    [InlineData("CheckStatus desc,Alive")]
    [InlineData("RecordedAt desc")]
    [InlineData("EndedOn,StartedOn desc")]
    [InlineData("Score desc")]
    [InlineData("length(FullName) desc,tolower(FullName)")]
    [InlineData("year(EndedOn),length(CommuneCode) desc")]
    [InlineData("MonthlyAmount mul 2 desc,ProvinceCode")]
    public void Pages_InAnyOrder_GiveEveryRowOnceAndInTheOrderOfOneQuery(string order)
    {
        var query = "$select=Id&$orderby=" + order;
        var whole = world.Ask(query).ConvertAll(row => (string)row[0]!);
        Assert.Equal(60, whole.Distinct().Count());
        Assert.Equal(whole, Walk(query, 7));
    }

    [Fact]
    public void Pages_OfGroups_GiveEveryGroupOnce()
    {
        const string Query = "$apply=groupby((CommuneCode,CategoryCode),aggregate(MonthlyAmount with sum as Money))&$orderby=Money desc&$select=CommuneCode,CategoryCode";
        var whole = world.Ask(Query).ConvertAll(row => row[0] + "/" + row[1]);
        Assert.Equal(28, whole.Distinct().Count());
        Assert.Equal(whole, Walk(Query, 5, row => row[0] + "/" + row[1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$select=FullName&$orderby=BirthYear desc")]
    [InlineData("$select=Id,Status&$orderby=Status,length(FullName)")]
    public void Row_ThatNeedsNoKeys_ReadsEachColumnOnce(string query)
    {
        using var db = world.Open();
        using var server = ReportDb.SqlServer();
        var (whole, plain, there) = (world.Plan(db, query), world.Plan(db, query), world.Plan(server, query));
        plain.IsPlain = there.IsPlain = true;

        var (full, bare) = (whole.Page(null, 0, 100).ToList(), plain.Page(null, 0, 100).ToList());

        Assert.Equal(60, bare.Count);
        Assert.Equal(full.Select(row => string.Join('|', row[..whole.KeysAt])), bare.Select(row => string.Join('|', row)));
        Assert.Equal(plain.Output.Count + plain.OrderAt.Count(at => at >= plain.Output.Count), bare[0].Length);
        var columns = there.Page(null, 5, 10).ToQueryString().Split("FROM")[0].Split(',').Select(part => part.Trim()).ToList();
        Assert.Equal(columns.Distinct(), columns);
    }

    [Fact]
    public async Task Rows_OfADatabaseElsewhere_AreThoseOfOneInTheProcess()
    {
        using var db = world.Open();
        var plan = world.Plan(db, "$select=Id");
        var (after, here, away) = (new PageToken(["38", "b000012"], null, null, 10), new List<object?>(), new List<object?>());
        foreach (var (isInProcess, rows) in new[] { (true, here), (false, away) })
        {
            await using var page = PageRows.Of(plan.Parts(after, 0, 20), 20, isInProcess, CancellationToken.None);
            while (await page.NextAsync())
            {
                rows.Add(page.Current[0]);
            }
        }

        Assert.Equal(20, here.Count);
        Assert.Equal(here, away);
        using var stopped = new CancellationTokenSource();
        await using var cut = PageRows.Of(plan.Parts(after, 0, 20), 20, isInProcess: true, stopped.Token);
        Assert.True(await cut.NextAsync());
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cut.NextAsync());
    }

    [Fact]
    public void Token_OfAnotherQuery_IsRefused()
    {
        using var db = world.Open();
        var plan = world.Plan(db, "$orderby=Id");
        var token = new PageToken(["b1", "38"], null, null, 5).Write("another");
        Assert.Equal("OData.BadSkipToken", Assert.Throws<ODataFaultException>(() => PageToken.Read(token, "this", plan.Order)).Code);
    }

    private List<string> Walk(string query, int size, Func<object?[], string>? name = null)
    {
        var walked = new List<string>();
        using var db = world.Open();
        var plan = world.Plan(db, query);
        for (PageToken? token = null; ;)
        {
            var rows = plan.Page(token, 0, size).ToList();
            walked.AddRange(rows.Select(row => name?.Invoke(row) ?? (string)row[0]!));
            if (rows.Count < size)
            {
                return walked;
            }
            // Through its text, as a client carries it.
            var text = new PageToken([.. plan.OrderAt.Select(at => rows[^1][at])], null, null, size).Write(query);
            token = PageToken.Read(text, query, plan.Order);
        }
    }
}
