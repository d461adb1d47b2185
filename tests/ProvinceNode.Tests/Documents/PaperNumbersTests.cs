using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents;

/// <summary>Numbers by body, year and type, without gaps or repeats (Decree 30/2020 Art. 15).</summary>
public sealed class PaperNumbersTests
{
    private const string Office = "38.400";
    private static readonly DateOnly Day = new(2025, 3, 10);

    [Theory]
    [InlineData("D14", "3T", "QĐ-UBND")]
    [InlineData("D26", "2T", "QĐ-UBND")]
    [InlineData("D09", "3T", "TB-UBND")]
    [InlineData("D20", "2T", "TB-UBND")]
    [InlineData("D11", "3T", "UBND-VHXH")]
    [InlineData("D13", "3T", "TTr-LĐTBXH")]
    [InlineData("D13", "2T", "TTr-VHXH")]
    [InlineData("D08", "3T", "BB-UBND")]
    [InlineData("D01", "3T", "TNHS")]
    [InlineData("D12", "3T", "")]
    public void Series_OfADocument_IsThatOfThePolicy(string paper, string regime, string series) => Assert.Equal(series, PaperKind.Of(paper).SeriesIn(regime));

    [Fact]
    public void Kinds_OfThePolicy_AreAllThere()
    {
        Assert.Equal(Enumerable.Range(1, 26).Select(i => $"D{i:00}"), PaperKind.All.Where(k => k.Code[0] == 'D').Select(k => k.Code).Order());
        Assert.All(PaperKind.All, k => Assert.InRange(k.SeriesIn("3T").Length, 0, 20)); // length of the column
        Assert.All(PaperKind.All.Where(k => k.Formal), k => Assert.NotEmpty(k.Series));
    }

    [Fact]
    public async Task Numbers_TakenByManyClerksAtOnce_HaveNoGapAndNoRepeat()
    {
        await using var node = await NodeHost.StartAsync();

        // Every fifth gives up after taking its number: that number is the next one's.
        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => TakeAsync(node, "D14", Day, keep: i % 5 != 0))));

        Assert.Equal(Enumerable.Range(1, 48).Select(n => $"{n:00}/QĐ-UBND"), taken.OfType<string>().Order(StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering)));
    }

    [Fact]
    public async Task Books_OfBodyTypeAndYear_CountApart()
    {
        await using var node = await NodeHost.StartAsync();
        await TakeAsync(node, "D14", Day);

        Assert.Equal("02/QĐ-UBND", await TakeAsync(node, "D15", new DateOnly(2025, 12, 31)));
        Assert.Equal("01/QĐ-UBND", await TakeAsync(node, "D14", new DateOnly(2026, 1, 1)));
        Assert.Equal("01/TB-UBND", await TakeAsync(node, "D20", Day));
        Assert.Equal("01/QĐ-UBND", await TakeAsync(node, "D14", Day, office: "38.400.16063"));
        Assert.Equal("", await TakeAsync(node, "D12", Day));
    }

    private static Task<string?> TakeAsync(NodeHost node, string paper, DateOnly day, bool keep = true, string office = Office) => node.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(CancellationToken.None);
        var number = await PaperNumbers.TakeAsync(db, PaperKind.Of(paper), office, Dossiers.ShippedFlow.Authorities, day, CancellationToken.None);
        if (!keep)
        {
            return null;
        }

        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Number, day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), CancellationToken.None));
        await transaction.CommitAsync();
        return number;
    });
}
