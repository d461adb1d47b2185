using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A letter is numbered by the clerk after the chairman signed it (policy 4.1); the dossier does not wait for that.</summary>
public sealed class LetterNumberTests
{
    [Fact]
    public async Task Letter_OfTheForwarding_IsNumberedByTheClerkWhileTheDossierGoesOn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var facts = Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        while ((await run.Dossiers.LoadAsync(id)).Status is var status and not DossierStatus.AwaitingForward)
        {
            await run.StepAsync(id, status, facts);
        }

        var chairman = await run.OfficialForAsync(id, ActKinds.Forward);
        await run.MustAsync(id, ActKinds.Forward, (s, v, o) => s.GetRequiredService<Forward>().Handle(id, v, o, default));

        var letter = await LetterAsync(host, id);
        Assert.Equal((PaperState.AwaitingNumber, "", chairman.Id, "Số: ………/UBND-VHXH"), (letter.State, letter.Number, letter.SignerId!.Value, PaperContent.Parse(letter.Content).NumberLine));
        var own = await host.WithAsync(s => s.GetRequiredService<NumberPaper>().Handle(letter.Id, chairman with { Roles = new HashSet<string> { Roles.Chairman, Roles.RecordsClerk } }, default), chairman.Office.Value);
        Assert.True(own.Has(CommonProblems.NotAllowed)); // who signed does not number
        await run.StepAsync(id, DossierStatus.UnderAppraisal, facts); // the district works on meanwhile
        Assert.Equal(DossierStatus.AwaitingSignature, (await run.Dossiers.LoadAsync(id)).Status);

        await run.NumberAsync(id, "D11");

        letter = await LetterAsync(host, id);
        Assert.True(letter.IsIssued);
        Assert.Equal(("01/UBND-VHXH", "Số: 01/UBND-VHXH"), (letter.Number, PaperContent.Parse(letter.Content).NumberLine));
        var dossier = await run.Dossiers.LoadAsync(id);
        Assert.Equal((DossierStatus.AwaitingSignature, "Công văn số 01/UBND-VHXH"), (dossier.Status, dossier.Steps.OrderBy(s => s.Number).Last().Note));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Chairman, run.Dossiers.DecidingOffice), $"/ho-so/{id}/ky");
        Assert.Contains("Công văn số 01/UBND-VHXH ngày", page.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-10-05", "01/UBND-LĐTBXH")]
    [InlineData("2026-11-02", "01/UBND-VHXH")]
    public async Task Proposal_ToTheDepartment_WaitsForTheClerkOfWhoSignedIt(string day, string number)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await InstitutionPaperTests.ToAsync(run, DossierStatus.AwaitingProposal, Person.Disabled, day);
        var chairman = await run.OfficialForAsync(id, ActKinds.Propose);

        await run.MustAsync(id, ActKinds.Propose, (s, v, o) => s.GetRequiredService<Propose>().Handle(id, v, o, default));

        var waiting = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == "CS0"));
        Assert.Equal((PaperState.AwaitingNumber, "", chairman.Office.Value), (waiting.State, waiting.Number, waiting.OfficePath));
        await run.NumberAsync(id, "CS0");
        Assert.Equal(number, await host.WithDbAsync(db => db.Papers.Where(p => p.Id == waiting.Id).Select(p => p.Number).SingleAsync()));
        Assert.Equal(DossierStatus.UnderProvince, (await run.Dossiers.LoadAsync(id)).Status);
    }

    private static Task<IssuedPaper> LetterAsync(NodeHost host, Guid id) => host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == id && p.Paper == "D11"));
}
