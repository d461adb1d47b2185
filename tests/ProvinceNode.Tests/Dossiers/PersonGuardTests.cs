using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who is decided about: the registry's person of the same number, somebody who looks like him, and everybody else in the dossier.</summary>
public sealed class PersonGuardTests
{
    private static readonly DateOnly Pilot = new(2022, 10, 5);
    private static readonly Person Stranger = Person.Disabled with { Name = "Lê Văn Khác", Born = "1970-01-20" };
    private static readonly Measure Stopped = new() { Reason = "T2", On = Pilot };

    [Theory]
    [InlineData(RequestKind.Stop)]
    [InlineData(RequestKind.Suspend)]
    public async Task Change_UnderAnotherPersonsNumber_IsRefusedWhateverTheReason(RequestKind kind)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled);
        var id = await AppraisedAsync(run, kind, Stranger);
        var measure = Stopped with { Reason = kind == RequestKind.Stop ? "T2" : "S1", SamePersonWhy = "Đúng người" };

        var refused = await TryAppraiseAsync(run, id, Stranger, measure);

        Assert.Contains(SamePerson.OtherPerson.Code, refused.Problems.Select(p => p.Code));
        Assert.Contains("Nguyễn Văn Thủy, sinh 15/03/1982", refused.Problems[^1].Message, StringComparison.Ordinal);
        Assert.Equal(ProvinceNode.Registry.EntitlementStatus.Active, (await run.PersonAsync(person)).Status);
    }

    [Fact]
    public async Task Change_OfWhoIsWrittenOtherwise_WantsAReason()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var spelled = Person.Disabled with { Name = "Nguyễn Văn Thúi" };
        var id = await AppraisedAsync(run, RequestKind.Stop, spelled);

        var refused = await TryAppraiseAsync(run, id, spelled, Stopped);
        await run.DecidedAsync(id, spelled.Plain, Stopped with { SamePersonWhy = "Giấy khai sinh ghi Thủy, đã đối chiếu căn cước" });

        Assert.Equal([SamePerson.Differs.Code], refused.Problems.Select(p => p.Code));
        Assert.Contains("Giấy khai sinh ghi Thủy", Assert.Single(await run.DecisionsAsync(id)).Explanation, StringComparison.Ordinal); // frozen with the decision
    }

    [Fact]
    public async Task AppraisersPage_OnAnotherPersonsNumber_ShowsTheRegistrysPerson()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await AppraisedAsync(run, RequestKind.Stop, Stranger);

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, run.Dossiers.DecidingOffice), $"/ho-so/{id}/tham-dinh");
        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["Measure.Reason"] = "T2", ["Measure.On"] = "01/10/2022", ["Eligible"] = "true", ["Note"] = "Thôi hưởng" }, button: "Trình ký");

        Assert.Contains("Nguyễn Văn Thủy, sinh 15/03/1982", page.Main, StringComparison.Ordinal);
        Assert.Contains("đây là người khác", page.Main, StringComparison.Ordinal);
        Assert.Contains("là của người khác", Assert.Single(told.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "")] // a newborn whose application was filed twice
    [InlineData("038222000777", "", "")]
    [InlineData("038222000777", "", "172345678")] // known by his old card, asks with his new number
    public async Task Grant_ToSomebodyLikeOneWhoReceives_WantsAReason(string number, string hisNumber, string hisOldNumber)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var child = new Person("Bé Lê An", "2022-03-01", hisNumber);
        var known = await run.ReceivingAsync(child, "6.n.child", 540_000);
        await run.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == known).OldIdentityNumber = hisOldNumber);
        var asked = child with { Name = "BÉ LÊ ÂN", Number = number };
        var id = await AppraisedAsync(run, RequestKind.Grant, asked);
        var facts = asked.With(DisabilityDegree.Severe, new(2022, 9, 5));

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ", facts), o, default));
        await run.DecidedAsync(id, facts, new Measure { OtherPersonWhy = "Con của chị Hoa, giấy khai sinh số 12" });

        Assert.Equal([SamePerson.LookAlike.Code], refused.Problems.Select(p => p.Code));
        Assert.Equal(2, await host.WithDbAsync(db => db.Beneficiaries.CountAsync()));
    }

    [Fact]
    public async Task Grant_ToWhoIsKnownByTheOldCardThatTheDatabaseTold_IsBlocked()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        var known = await run.ReceivingAsync(Person.Disabled with { Number = "" }, commune: "38.384.14845");
        await run.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == known).OldIdentityNumber = "172345678");
        var id = await AppraisedAsync(run, RequestKind.Grant, Person.Disabled);
        await run.SaveAsync(db => db.Dossiers.Single(d => d.Id == id).Owner.OldIdentityNumber = "172345678");
        await run.ToSignatureAsync(id, Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5)), new Measure { OtherPersonWhy = "x" });

        var refused = await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        Assert.True(refused.Has(DossierProblems.Duplicate));
    }

    [Fact]
    public async Task Grant_ToWhoSharesANameAndAYearElsewhere_IsNotHeldUp()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(new Person("Nguyễn Văn Thủy", "1982", ""), commune: "38.384.14845");
        await run.ReceivingAsync(Person.Disabled with { Number = "038082000999" }); // another number of the same kind
        var id = await AppraisedAsync(run, RequestKind.Grant, Person.Disabled);

        var taken = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Đủ", Person.Disabled.With(DisabilityDegree.Severe, new(2022, 9, 5))), o, default));

        Assert.True(taken.Succeeded, string.Join("; ", taken.Problems.Select(p => p.Message)));
    }

    [Theory]
    [InlineData(RequestKind.Stop)]
    [InlineData(RequestKind.Suspend)]
    public async Task Change_ThatACitizenAskedFor_DemandsHisIdentity(RequestKind kind)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled);
        var id = await AppraisedAsync(run, kind, Person.Disabled);
        await run.ToSignatureAsync(id, Person.Disabled.Plain, Stopped with { Reason = kind == RequestKind.Stop ? "T2" : "S1" });
        await run.SaveAsync(db => db.Dossiers.Single(d => d.Id == id).Identity.Status = IdentityStatus.Pending);

        var refused = await run.TryAsync(id, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(id, v, o, default));

        Assert.True(refused.Has(DossierProblems.IdentityPending));
    }

    [Theory]
    [InlineData("nhan-cham-soc", "người nhận chăm sóc")]
    [InlineData("ho-cham-soc", "người chăm sóc")]
    [InlineData("tre-em", "người khai thay")]
    [InlineData("mai-tang", "người mai táng hoặc người đại diện")]
    public async Task People_OfADeclaration_AreAskedAboutAndDemanded(string situation, string role)
    {
        await using var host = await NodeHost.StartAsync(new() { Day = Pilot });
        var dossiers = new TestDossiers(host);
        var id = await dossiers.SubmittedAsync(situation);
        var filed = await dossiers.LoadAsync(id);

        Assert.True(filed.AsksPeople);
        Assert.Contains(role, PersonChecks.Of(filed).Select(p => p.Role));
        Assert.Equal([DossierProblems.IdentityPending.Code, DossierProblems.PeoplePending.Code], PersonChecks.Faults(filed).Select(p => p.Code));

        var client = await host.SignInAsync(Roles.SocialOfficer, dossiers.Commune);
        var page = await PageReader.OpenAsync(client, $"/ho-so/{id}");
        Assert.Contains(role, page.Text("[aria-labelledby=dinh-danh]"), StringComparison.Ordinal);
        await (await page.FollowAsync("Ghi lý do chấp nhận khi chưa khớp")).SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đã đối chiếu căn cước bản chính" }, button: "Chấp nhận");

        var accepted = await dossiers.LoadAsync(id);
        Assert.Empty(PersonChecks.Faults(accepted));
        Assert.All(PersonChecks.Of(accepted), p => Assert.Equal(("Đã đối chiếu căn cước bản chính", IdentityStatus.Overridden), (p.Check.OverrideReason, p.Check.Status)));
    }

    private static async Task<Guid> AppraisedAsync(OutcomeRun run, RequestKind kind, Person person)
    {
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, kind, person);
        await OutcomeTests.ToAppraisalAsync(run, id);
        return id;
    }

    private static Task<Outcome<Dossier>> TryAppraiseAsync(OutcomeRun run, Guid id, Person person, Measure measure) => run.TryAsync(id, ActKinds.Appraise,
        (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Thôi hưởng", person.Plain, measure), o, default));
}
