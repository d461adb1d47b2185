using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using TestSupport;

namespace ProvinceNode.Tests.Import;

/// <summary>A row of a list of poor households that may be one of several people of the registry.</summary>
public sealed class PovertyNamesakeTests
{
    [Fact]
    public async Task Row_ThatMayBeEitherOfTwo_AsksAboutEachAndNeitherLeavesMeanwhile()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var first = await PovertyListTests.PersonAsync(run, "Lê Văn Trùng", "1950", "", "5.a.60", 810_000);
        var second = await PovertyListTests.PersonAsync(run, "Lê Văn Trùng", "1950", "", "5.a.60", 810_000);
        var id = await PovertyListTests.SendAsync(run, ImportRun.BookOf(PovertyListTests.Heading, ["1", "Lê Văn Trùng", "1950", "", "Thôn 1", "x", ""]));
        Assert.Equal(2, (await run.RowsAsync(id)).Count(r => r.Sheet > 1 && r.Verdict == RowVerdict.Refused && r.Faults.Contains(PovertyProblems.MayBeListed.Code, StringComparison.Ordinal)));

        var asked = await run.RowAsync(id, 2, sheet: 1);
        await PovertyListTests.ChooseAsync(run, id, RowChoice.Other);
        var next = await run.RowAsync(id, 2, sheet: 1);
        Assert.Equal((RegistryMatch.LookAlike, RowState.Read), (next.Match, next.State));
        Assert.Equal(new[] { first, second }.Order(), new[] { asked.BeneficiaryId!.Value, next.BeneficiaryId!.Value }.Order());

        await PovertyListTests.ChooseAsync(run, id, next.BeneficiaryId.Value.ToString("D"));
        Assert.Equal(RegistryMatch.Same, (await run.RowAsync(id, 2, sheet: 1)).Match);
        Assert.Equal([(asked.BeneficiaryId.Value, RowVerdict.ValidWithWarnings)], (await run.RowsAsync(id)).Where(r => r.Sheet > 1).Select(r => (r.BeneficiaryId!.Value, r.Verdict)));
    }
}
