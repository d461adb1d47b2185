using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who reads that somebody lives with HIV: those who review, appraise or sign his dossier, and nobody else (policy 8.4, 10.2).</summary>
public sealed class SensitiveTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);

    [Fact]
    public async Task DossierOfHiv_ToWhoDoesNotDecideIt_SaysNothingOfIt()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("hiv");
        await run.ToSignatureAsync(id, new Facts { Birth = Protos.Values.BirthDate.Parse("1982"), Hiv = new HivFacts(new(2022, 1, 5), "12"), Poverty = [new PovertySpan(PovertyStatus.Poor)] }, eligible: false);
        var file = await host.WithDbAsync(db => db.Attachments.Where(a => a.DossierId == id && a.Paper == SubmitPapers.HivPaper.Code).Select(a => a.Id).SingleAsync());
        var (commune, district) = (run.Dossiers.Commune, run.Dossiers.DecidingOffice);

        foreach (var (role, office) in new[] { (Roles.Desk, commune), (Roles.RecordsClerk, district), (Roles.ProvinceOfficer, "38") })
        {
            var client = await host.SignInAsync(role, office);
            var page = await PageReader.OpenAsync(client, $"/ho-so/{id}");
            Assert.Equal((role, HttpStatusCode.OK), (role, page.Status));
            Assert.DoesNotMatch("HIV|AIDS|mẫu 1b|mẫu số 1b|khoản [38] Điều 5", page.Document.DocumentElement.OuterHtml);
            Assert.Contains("chỉ người xét duyệt, thẩm định, ký hồ sơ xem được", page.Main, StringComparison.Ordinal);
            var refused = await PageReader.OpenAsync(client, $"/ho-so/{id}/tep/{file}");
            Assert.NotEqual("application/pdf", refused.Text("head"));
            Assert.NotEqual(HttpStatusCode.OK, refused.Status);
        }

        foreach (var (role, office) in new[] { (Roles.SocialOfficer, commune), (Roles.Appraiser, district), (Roles.Chairman, district) })
        {
            var client = await host.SignInAsync(role, office);
            Assert.Contains("HIV", (await PageReader.OpenAsync(client, $"/ho-so/{id}")).Main, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await PageReader.OpenAsync(client, $"/ho-so/{id}/tep/{file}")).Status);
        }
    }

    [Fact]
    public async Task OtherPapers_OfAnyDossier_StayOpenToTheDesk()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var dossiers = new TestDossiers(host);
        var id = await dossiers.SubmittedAsync();
        var file = await host.WithDbAsync(db => db.Attachments.Where(a => a.DossierId == id).Select(a => a.Id).FirstAsync());

        var answer = await PageReader.OpenAsync(await host.SignInAsync(Roles.Desk, dossiers.Commune), $"/ho-so/{id}/tep/{file}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }
}
