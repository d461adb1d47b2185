using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Missing papers are asked for wherever somebody reads them, once (policy 3.13, 5.5).</summary>
public sealed class SupplementTests
{
    // No review step: the district's appraiser is the first who reads. "02 ngày" are plain days, and so is the pause.
    [Fact]
    public async Task Request_OfTheAppraiserOnAnEmergency_StopsThePlainDaysOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-07");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var received = await run.Dossiers.LoadAsync(id);
        Assert.Equal((DossierStatus.UnderAppraisal, new DateOnly(2022, 10, 9)), (received.Status, received.DueOn!.Value));
        Assert.Equal((2, 2), (Sent(received).PortalStatus, Sent(received).Steps[^1].PortalStatus));

        var asked = await run.MustAsync(id, ActKinds.RequestSupplement, (s, v, o) => s.GetRequiredService<RequestSupplement>().Handle(new(id, v, "Giấy ra viện", "Thiếu giấy"), o, default));
        Assert.Equal(5, Sent(asked).PortalStatus);
        host.Clock.SetDay(new DateOnly(2022, 10, 10));
        var answered = await host.WithAsync(s => s.GetRequiredService<AnswerSupplement>().Handle(new(id, "Tôi gửi giấy", []), default), received.TenantPath);

        Assert.True(answered.Succeeded);
        var after = await run.Dossiers.LoadAsync(id);
        Assert.Equal((DossierStatus.UnderAppraisal, new DateOnly(2022, 10, 12), new DateOnly(2022, 10, 12)), (after.Status, after.DueOn!.Value, after.StepDueOn!.Value));
        Assert.Equal(["D01", "D02"], await host.WithDbAsync(db => db.Papers.Where(p => p.DossierId == id).Select(p => p.Paper).OrderBy(p => p).ToListAsync()));
        var again = await run.TryAsync(id, ActKinds.RequestSupplement, (s, v, o) => s.GetRequiredService<RequestSupplement>().Handle(new(id, v, "Giấy khác", "Thiếu"), o, default));
        Assert.True(again.Has(DossierProblems.SupplementOnce));
    }

    [Fact]
    public async Task Page_OfAnAppraiser_OffersTheRequest()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-07");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled);
        await run.StepAsync(id, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var client = await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice);

        var page = await PageReader.OpenAsync(client, $"/ho-so/{id}");
        Assert.NotNull(page.Document.QuerySelector($"a[href='/ho-so/{id}/yeu-cau-bo-sung']"));
        await (await PageReader.OpenAsync(client, $"/ho-so/{id}/yeu-cau-bo-sung")).SubmitAsync(new Dictionary<string, object?> { ["Wanted"] = "Giấy ra viện", ["Reason"] = "Thiếu giấy" }, button: "Yêu cầu bổ sung");

        Assert.Equal(DossierStatus.SupplementRequested, (await run.Dossiers.LoadAsync(id)).Status);
    }

    private static Protos.Replication.DossierState Sent(Dossier dossier) => RecordMessages.Of(dossier, dossier.SubmittedAt).Dossier;
}
