using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Money that another takes: what the payer tells of who came, or did not, is not at once about the beneficiary; and who collects without a paper is asked about.</summary>
public sealed class OtherReceiverTests
{
    private static readonly Receiver Mother = new("Trần Thị Mẹ", "038180000777", "mẹ");

    [Theory]
    [InlineData("R03", false)]
    [InlineData("R05", false)]
    [InlineData("R07", false)]
    [InlineData("R02", true)]
    [InlineData("R07", true)]
    public async Task Reason_OfALineThatAnotherTakes_IsATaskAndNoMeasureAgainstTheBeneficiary(string reason, bool care)
    {
        await using var run = await SendRun.StartAsync();
        var list = await ListAsync(run, care ? EntitlementKind.Care : EntitlementKind.Assistance);
        await run.TellAsync(list, [ToldFile.Not(Assert.Single(await run.LinesAsync(list.Id)), reason)]);
        await run.NoticedAsync();

        var notice = Assert.Single(await run.NoticesAsync());
        Assert.Equal((PayerNoticeKind.WhoIsMeant, PayerNoticeState.Open), (notice.Kind, notice.State));
        Assert.StartsWith(WireCodes.Reasons[reason], notice.Words, StringComparison.Ordinal);
        Assert.Empty(await new EventRun(run.Host).EventsAsync());
        Assert.Empty(await new EventRun(run.Host).HoldsAsync());
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.Contains("Tin báo chưa rõ về người hưởng hay người nhận", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);
    }

    // The child or the mother: his own money waits until somebody has looked.
    [Fact]
    public async Task Death_OfALineThatAnotherTakes_HoldsUntilItIsVerifiedWhose()
    {
        await using var run = await SendRun.StartAsync();
        var list = await ListAsync(run, EntitlementKind.Assistance);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(Assert.Single(await run.LinesAsync(list.Id)), "R02")]);
        await run.NoticedAsync();

        Assert.Equal(PayerNoticeKind.SomebodyDied, Assert.Single(await run.NoticesAsync()).Kind);
        Assert.Contains("người hưởng hay người nhận", Assert.Single(await new EventRun(run.Host).EventsAsync()).Note, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await new EventRun(run.Host).HoldsAsync()).LiftedAt);
    }

    // Whoever collects by a certified authorisation may be the one who died: the same, and the page says how to lift it in one step.
    [Theory]
    [InlineData("R02", PayerNoticeKind.SomebodyDied)]
    [InlineData("R05", PayerNoticeKind.WhoIsMeant)]
    public async Task Reason_OfALineThatAProxyCollects_AsksWhoIsMeant(string reason, PayerNoticeKind kind)
    {
        await using var run = await SendRun.StartAsync();
        var person = (await run.PeopleAsync(1))[0];
        await run.Pay.SaveAsync(db => db.ProxyAuthorisations.Add(new ProxyAuthorisation
        {
            Id = Guid.NewGuid(), TenantPath = run.Pay.Flow.Dossiers.Commune, BeneficiaryId = person, ProxyName = "Trần Văn Chú", ProxyNumber = "038166000111", Relation = "chú", Related = true, CertificateNumber = "12/CT",
            CertifiedOn = new DateOnly(2022, 10, 1), CertifiedBy = "UBND xã", From = new DateOnly(2022, 10, 1), To = new DateOnly(2023, 9, 30), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ",
            RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc), ConfirmedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc), Version = 1,
        }));
        var list = await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        await run.TellAsync(list, [ToldFile.Not(Assert.Single(await run.LinesAsync(list.Id)), reason)]);
        await run.NoticedAsync();

        Assert.Equal(kind, Assert.Single(await run.NoticesAsync()).Kind);
        var events = await new EventRun(run.Host).EventsAsync();
        if (kind == PayerNoticeKind.WhoIsMeant)
        {
            Assert.Empty(events);
            return;
        }

        Assert.Null(Assert.Single(await new EventRun(run.Host).HoldsAsync()).LiftedAt);
        var officer = await run.Host.SignInAsync(Roles.SocialOfficer, run.Pay.Flow.Dossiers.Commune);
        Assert.Contains("bỏ tạm giữ ngay", (await PageReader.OpenAsync(officer, $"/bien-dong/{Assert.Single(events).Id}")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("038180000777", "", false)] // the receiver of the line
    [InlineData("038166000111", "038166000111", false)] // by a certified authorisation of that day
    [InlineData("038166000111", "038166000222", true)] // the authorisation is another's
    [InlineData("038166000111", "", true)]
    public async Task Collector_WhomNoPaperNames_IsATask(string collector, string authorised, bool told)
    {
        await using var run = await SendRun.StartAsync();
        var list = await ListAsync(run, EntitlementKind.Assistance);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        if (authorised.Length > 0)
        {
            await run.Pay.SaveAsync(db => db.ProxyAuthorisations.Add(new ProxyAuthorisation
            {
                Id = Guid.NewGuid(), TenantPath = line.TenantPath, BeneficiaryId = line.PersonId!.Value, ProxyName = "Trần Văn Chú", ProxyNumber = authorised, Relation = "chú", Related = true, CertificateNumber = "12/CT",
                CertifiedOn = new DateOnly(2022, 11, 1), CertifiedBy = "UBND xã", From = new DateOnly(2022, 11, 1), To = new DateOnly(2023, 10, 31), RecordedById = Guid.NewGuid(), RecordedByName = "Cán bộ",
                RecordedAt = new DateTime(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc), ConfirmedAt = new DateTime(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc), Version = 1,
            }));
        }

        run.Host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var day = new DateTime(2022, 11, 5, 8, 30, 0);
        await run.TellAsync(list, [ToldFile.Paid(line) with { PaidAt = day, CollectedBy = WireCodes.Proxy, CollectorName = "Trần Văn Chú", CollectorId = collector }]);

        Assert.Equal(LineOutcome.Paid, Assert.Single(await run.LinesAsync(list.Id)).Outcome);
        if (!told)
        {
            Assert.Empty(await run.NoticesAsync());
            return;
        }

        var notice = Assert.Single(await run.NoticesAsync());
        Assert.Equal((PayerNoticeKind.OtherCollector, PayerNoticeState.Open, line.PersonId), (notice.Kind, notice.State, (Guid?)notice.BeneficiaryId));
        Assert.Contains("Trần Văn Chú", notice.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(collector, notice.Words, StringComparison.Ordinal);
        // Told anew with the receiver himself: nothing is left to ask.
        await run.TellAsync(list, [ToldFile.Paid(line, 2) with { PaidAt = day, CollectorName = Mother.Name, CollectorId = Mother.Number }], 2);
        Assert.Equal(PayerNoticeState.Withdrawn, Assert.Single(await run.NoticesAsync()).State);
    }

    private static async Task<PaymentList> ListAsync(SendRun run, EntitlementKind kind)
    {
        var category = kind == EntitlementKind.Care ? "CS.6" : "6.n.adult";
        await run.Pay.GrantedAsync(PayRun.Somebody(1), new AwardRow(kind, category, 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202206), Mother));
        return await run.SentAsync(202211);
    }
}
