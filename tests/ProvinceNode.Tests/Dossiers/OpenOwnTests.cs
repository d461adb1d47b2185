using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Dossiers that an officer opens himself (policy 3.5, 3.6).</summary>
public sealed class OpenOwnTests
{
    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-11-02")]
    public async Task Officer_WithReasonAndEvidence_OpensAStopThatGoesItsWay(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, start: OutcomeTests.Month(day, -3));
        var officer = run.Dossiers.Official(Roles.SocialOfficer);

        var opened = await OpenAsync(host, new OpenOwnInput(person, RequestKind.Stop, "Đối tượng đi chấp hành án, có bản án số 12", []), officer);

        Assert.True(opened.Succeeded);
        Assert.Equal((DossierStatus.Received, person, officer.FullName), (opened.Value.Status, opened.Value.BeneficiaryId!.Value, opened.Value.EnteredByName));
        Assert.Equal("Đối tượng đi chấp hành án, có bản án số 12", opened.Value.Steps[0].Note);
        await run.DecidedAsync(opened.Value.Id, Person.Disabled.Plain, new Measure { Reason = "T3", On = OutcomeTests.Day(day) });
        Assert.Equal(EntitlementStatus.Ended, (await run.PersonAsync(person)).Status);
    }

    [Fact]
    public async Task Officer_WithoutGrounds_IsToldEverythingAtOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        var officer = run.Dossiers.Official(Roles.SocialOfficer);

        var faults = await OpenAsync(host, new OpenOwnInput(person, null, " ", []), officer);
        Assert.Equal(["choose-conclusion", "reason-needed"], faults.Problems.Select(p => p.Code));
        var granting = await OpenAsync(host, new OpenOwnInput(person, RequestKind.Grant, "Lý do", []), officer);
        Assert.True(granting.Has(DossierProblems.ChooseConclusion));
        Assert.True((await OpenAsync(host, new OpenOwnInput(person, RequestKind.Stop, "Lý do", []), officer)).Succeeded);
        Assert.True((await OpenAsync(host, new OpenOwnInput(person, RequestKind.Suspend, "Lý do", []), officer)).Has(OpenOwn.OpenAlready));
    }

    [Fact]
    public async Task Officer_OfAnotherOfficeOrRole_OpensNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);

        Assert.False((await OpenAsync(host, new OpenOwnInput(person, RequestKind.Stop, "Lý do", []), run.Dossiers.Official(Roles.SocialOfficer, "38.400.16066"))).Succeeded);
        Assert.False((await OpenAsync(host, new OpenOwnInput(person, RequestKind.Stop, "Lý do", []), run.Dossiers.Official(Roles.Appraiser, "38.400"))).Succeeded);
    }

    private static Task<ProvinceNode.Platform.Outcome<Dossier>> OpenAsync(NodeHost host, OpenOwnInput input, SignedInOfficial official) =>
        host.WithAsync(s => s.GetRequiredService<OpenOwn>().Handle(input, official, default), official.Office.Value);
}
