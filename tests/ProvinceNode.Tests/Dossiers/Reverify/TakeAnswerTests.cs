using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Reverify;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Reverify;

public sealed class TakeAnswerTests : IAsyncLifetime
{
    private const string Number = "038154000123";
    private ReverifyRun _run = null!;

    public async Task InitializeAsync() => _run = await ReverifyRun.StartAsync();

    public Task DisposeAsync() => _run.DisposeAsync().AsTask();

    [Fact]
    public async Task Accept_OfOneField_ChangesThatFieldAloneWithItsOrigin()
    {
        var person = await DifferingAsync();

        var outcome = await AcceptAsync(person.Id, "FullName");

        Assert.True(outcome.Succeeded);
        var now = await _run.PersonAsync(person.Id);
        Assert.Equal(("Nguyễn Thị Lân", "1954-03-02", "NotMatched"), (now.FullName, now.BirthDate, now.IdentityStatus));
        var origin = await _run.Host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().Where(o => o.Fields == "FullName").SingleAsync());
        Assert.Equal((OriginKind.Population, "TL0001", "Cán bộ appraiser"), (origin.Kind, origin.Reference, origin.By));
        Assert.Equal(["BirthDate"], (await _run.AnswerAsync(person.Id)).Suggested.Select(s => s.Field));
    }

    [Fact]
    public async Task Accept_OfAllThatDiffers_MakesAMatchAndMendsTheFault()
    {
        var person = await DifferingAsync();
        await AcceptAsync(person.Id, "FullName", "BirthDate");

        Assert.Equal("Matched", (await _run.PersonAsync(person.Id)).IdentityStatus);
        Assert.Equal((AnswerKind.Matched, 0), ((await _run.AnswerAsync(person.Id)).Kind, (await _run.AnswerAsync(person.Id)).Suggested.Count));
        await _run.MeasureAsync();
        Assert.Empty(await _run.Host.WithDbAsync(db => db.Set<PersonFault>().Where(f => f.Code.StartsWith("population")).ToListAsync()));
        Assert.Equal(AnswerKind.Matched, (await _run.AnswerAsync(person.Id)).Kind);
    }

    [Fact]
    public async Task Accept_OfNothingOrOfWhatWasNotSuggested_IsRefused()
    {
        var person = await DifferingAsync();
        Assert.True((await AcceptAsync(person.Id)).Has(TakeAnswer.ChooseFields));
        Assert.True((await AcceptAsync(person.Id, "Phone")).Has(TakeAnswer.ChooseFields));
    }

    [Fact]
    public async Task Accept_OfAnAnswerThatIsNoMoreTheNewest_IsRefused()
    {
        var person = await DifferingAsync();
        var outcome = await _run.WithAsync<TakeAnswer, Outcome<IReadOnlyList<string>>>(v => v.AcceptAsync(new(person.Id, 99, ["FullName"]), ReverifyRun.Official(), default));
        Assert.True(outcome.Has(CommonProblems.ChangedMeanwhile));
    }

    [Fact]
    public async Task Accept_ByWhoMayNotEdit_IsRefused()
    {
        var person = await DifferingAsync();
        Assert.True((await AcceptAsync(person.Id, ReverifyRun.Official(Roles.Accountant), "FullName")).Has(CommonProblems.NotAllowed));
        Assert.True((await _run.WithAsync<TakeAnswer, Outcome<Beneficiary>>(v => v.KeepOwnAsync(new(person.Id, 1, "Đã xem thẻ căn cước"), ReverifyRun.Official(Roles.Accountant), default))).Has(CommonProblems.NotAllowed));
    }

    [Fact]
    public async Task Accept_OfANumberThatAnotherHas_IsRefused()
    {
        var person = await _run.People.AddAsync("Nguyễn Thị Lan", "1954-03-02", old: "171234567");
        (_run.Hub.OldCards["171234567"], _run.Hub.People[Number]) = (Number, ("Nguyễn Thị Lan", "1954-03-02", 2, ""));
        await _run.StartAsync();
        await _run.AskAsync();
        await _run.People.AddAsync("Nguyễn Thị Lan", "1954-03-02", PeopleRun.Far, Number);

        Assert.True((await AcceptAsync(person.Id, "CitizenId")).Has(PersonEntry.NumberTaken));
    }

    [Fact]
    public async Task KeepOwn_WithItsGrounds_StandsUntilTheDataChange()
    {
        var person = await DifferingAsync();
        Assert.True((await KeepAsync(person.Id, "ngắn")).Has(TakeAnswer.WhyNeeded));

        Assert.True((await KeepAsync(person.Id, "Đã xem giấy khai sinh bản gốc")).Succeeded);

        Assert.Equal("Overridden", (await _run.PersonAsync(person.Id)).IdentityStatus);
        Assert.Empty((await _run.AnswerAsync(person.Id)).Suggested);
        await _run.MeasureAsync();
        await _run.AskAsync(200 * 24 * 60);
        Assert.Equal(2, _run.Hub.Asked.Count);
        Assert.Equal("Overridden", (await _run.PersonAsync(person.Id)).IdentityStatus);
        Assert.Empty((await _run.AnswerAsync(person.Id)).Suggested);
    }

    [Fact]
    public async Task Pages_OfAnAnswer_ShowItAndTakeItFieldByField()
    {
        var person = await DifferingAsync();
        var client = await _run.Host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var file = await PageReader.OpenAsync(client, $"/doi-tuong/{person.Id}");
        Assert.Contains("Khác với sổ", file.Main, StringComparison.Ordinal);

        var page = await file.FollowAsync("Xem từng mục, nhận hoặc giữ giá trị của sổ");
        Assert.Contains(page.Table(), r => r[0] == "Họ và tên" && r[1] == "Nguyễn Thị Lan" && r[2] == "Nguyễn Thị Lân");
        Assert.Contains(page.Table(), r => r[0] == "Ngày sinh" && r[1] == "02/03/1954" && r[2] == "02/03/1955");
        var refused = await page.SubmitAsync(button: "Nhận các mục");
        Assert.Equal(TakeAnswer.ChooseFields.Now().Message, Assert.Single(refused.Problems));
        var done = await refused.SubmitAsync(new Dictionary<string, object?> { ["Fields"] = "BirthDate" }, button: "Nhận các mục");

        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(("Nguyễn Thị Lan", "1955-03-02"), ((await _run.PersonAsync(person.Id)).FullName, (await _run.PersonAsync(person.Id)).BirthDate));
    }

    // The number was mended after the question: nobody was asked about the new one, and the next measuring asks.
    [Fact]
    public async Task Accept_OfAnAnswerAboutOtherValues_IsRefused()
    {
        var person = await DifferingAsync();
        await _run.Host.WithDbAsync(async db =>
        {
            PersonFields.Set(db, await db.Beneficiaries.SingleAsync(b => b.Id == person.Id), [new(nameof(Beneficiary.CitizenId), "038154000999")], new Origin(OriginKind.Official, "", DateTime.UnixEpoch));
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, DateTime.UnixEpoch), default);
        });

        Assert.True((await AcceptAsync(person.Id, "FullName", "BirthDate")).Has(TakeAnswer.AnswerOld));
        Assert.True((await KeepAsync(person.Id, "Đã xem giấy khai sinh bản gốc")).Has(TakeAnswer.AnswerOld));
        Assert.Equal(("Nguyễn Thị Lan", "Pending"), ((await _run.PersonAsync(person.Id)).FullName, (await _run.PersonAsync(person.Id)).IdentityStatus));
    }

    [Fact]
    public async Task Page_OfWhoIsSecond_TellsWhatChangedAndTakesTheRest()
    {
        var person = await DifferingAsync();
        var client = await _run.Host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        var (first, second) = (await PageReader.OpenAsync(client, $"/doi-tuong/{person.Id}/doi-chieu"), await PageReader.OpenAsync(client, $"/doi-tuong/{person.Id}/doi-chieu"));
        await first.SubmitAsync(new Dictionary<string, object?> { ["Fields"] = "FullName" }, button: "Nhận các mục");

        var told = await second.SubmitAsync(new Dictionary<string, object?> { ["Fields"] = "BirthDate" }, button: "Nhận các mục");

        Assert.Contains("Họ và tên: “Nguyễn Thị Lan” thành “Nguyễn Thị Lân”", told.Text("#da-thay-doi"), StringComparison.Ordinal);
        Assert.Empty((await told.SubmitAsync(button: "Nhận các mục")).Problems);
        Assert.Equal(("Nguyễn Thị Lân", "1955-03-02", "Matched"), await _run.PersonAsync(person.Id) is var now ? (now.FullName, now.BirthDate, now.IdentityStatus) : default);
    }

    [Fact]
    public async Task Page_OfTheAdministrator_StartsAndHoldsTheAsking()
    {
        await _run.AddAsync("Nguyễn Thị Lan", Number);
        await _run.MeasureAsync();
        var client = await _run.Host.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(client, "/chat-luong-du-lieu");
        Assert.Contains("Chưa bắt đầu", page.Main, StringComparison.Ordinal);
        var form = await page.FollowAsync("Bắt đầu đối chiếu toàn bộ sổ");
        Assert.Contains("mục đích", Assert.Single((await form.SubmitAsync(button: "Cho chạy")).Problems), StringComparison.Ordinal);

        var running = await form.SubmitAsync(new Dictionary<string, object?> { ["Purpose"] = ReverifyRun.Purpose }, button: "Cho chạy");
        Assert.Contains(ReverifyRun.Purpose, running.Main, StringComparison.Ordinal);
        Assert.Contains("Đang chạy", running.Main, StringComparison.Ordinal);
        await _run.AskAsync();
        Assert.Contains("1 trên 1 người (100%)", (await PageReader.OpenAsync(client, "/chat-luong-du-lieu")).Main, StringComparison.Ordinal);
        Assert.Contains("Tạm dừng từ", (await running.SubmitAsync(button: "Tạm dừng đối chiếu")).Main, StringComparison.Ordinal);

        var others = await PageReader.OpenAsync(await _run.Host.SignInAsync(Roles.ProvinceOfficer, "38"), "/chat-luong-du-lieu");
        Assert.Contains("Tạm dừng từ", others.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Tiếp tục đối chiếu", others.Main, StringComparison.Ordinal);
    }

    private async Task<Beneficiary> DifferingAsync()
    {
        var person = await _run.AddAsync("Nguyễn Thị Lan", Number, known: ("Nguyễn Thị Lân", "1955-03-02", 2, ""));
        await _run.StartAsync();
        Assert.Equal(1, await _run.AskAsync());
        await _run.MeasureAsync();
        return person;
    }

    private Task<Outcome<IReadOnlyList<string>>> AcceptAsync(Guid person, params string[] fields) => AcceptAsync(person, ReverifyRun.Official(), fields);

    private async Task<Outcome<IReadOnlyList<string>>> AcceptAsync(Guid person, SignedInOfficial official, params string[] fields)
    {
        var version = (await _run.AnswerAsync(person)).Version;
        return await _run.WithAsync<TakeAnswer, Outcome<IReadOnlyList<string>>>(v => v.AcceptAsync(new(person, version, fields), official, default), official.Office.Value);
    }

    private async Task<Outcome<Beneficiary>> KeepAsync(Guid person, string why)
    {
        var version = (await _run.AnswerAsync(person)).Version;
        return await _run.WithAsync<TakeAnswer, Outcome<Beneficiary>>(v => v.KeepOwnAsync(new(person, version, why), ReverifyRun.Official(), default), "38.380");
    }
}
