using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Search;
using TestSupport;

namespace ProvinceNode.Tests.Registry.Duplicates;

public sealed class FindDuplicatesTests : IAsyncLifetime
{
    private NodeHost _host = null!;
    private PeopleRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync();
        _run = new PeopleRun(_host);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "038154000123", "Trần Văn Ba", "1960", "038154000123", true)] // one number
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "038154000123", "Nguyễn Thị Lan", "1954", "", true)] // year only
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "", "Lan Nguyễn Thị", "1954-03-02", "", true)] // order
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "", "Nguyễn Lan", "1954-03-02", "", true)] // middle
    [InlineData("Nguyễn Lan", "1954-03-02", "", "Nguyễn Thị Ngọc Lan", "1954-03-02", "", true)]
    [InlineData("Nguyễn Thị Ngọc Lan", "1954-03-02", "", "Nguyễn Thị Lan", "1954-03-02", "", true)]
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "", "Nguyễn Thị Lan", "1954-02-03", "", true)] // swapped
    [InlineData("Nguyễn Thị Hoa", "1954-03-02", "", "Nguyễn Thị Hoan", "1954-03-02", "", true)] // near name, same day
    [InlineData("Lý Mỹ", "1954-03-02", "", "Lí Mĩ", "1954-03-02", "", true)]
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "038154000123", "Nguyễn Thị Lan", "1954-03-02", "038154777777", false)] // two numbers
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "", "Nguyễn Thị Hồng", "1954-03-02", "", false)]
    [InlineData("Nguyễn Thị Lan", "1954-03-02", "", "Nguyễn Thị Lan", "1966-03-02", "", false)]
    public async Task Pair_OfTwoRecords_IsFoundWhicheverCameFirst(string name, string birth, string number, string otherName, string otherBirth, string otherNumber, bool candidate)
    {
        var one = await _run.AddAsync(name, birth, number: number);
        await _run.CompareAsync();
        await _run.AddAsync(otherName, otherBirth, number: otherNumber);
        await _run.CompareAsync();
        Assert.Equal(candidate ? 1 : 0, (await _run.PairsAsync()).Count);
        // And the other way round: the first is the one who comes.
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).FullName = "Cao Thị Không");
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).CitizenId = "");
        await _run.CompareAsync();
        Assert.Empty(await _run.PairsAsync());
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).FullName = name);
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).CitizenId = number);
        await _run.CompareAsync();
        Assert.Equal(candidate ? 1 : 0, (await _run.PairsAsync()).Count);
    }

    [Fact]
    public async Task Pair_OfOldAndNewNumber_TellsItsReasons()
    {
        var one = await _run.AddAsync("Nguyễn Thị Lan", number: "038154000123");
        var other = await _run.AddAsync("Nguyễn Thị Lan", "1954", PeopleRun.Far, old: "171234567");
        await _run.GrantAsync(one, guardian: "Nguyễn Văn Con");
        await _run.GrantAsync(other, ended: true, guardian: "Nguyễn văn Con");
        await _run.CompareAsync();
        var pair = Assert.Single(await _run.PairsAsync());
        Assert.Superset(new HashSet<string> { "number-fits", "name-same", "birth-year", "guardian-same" }, pair.Reasons.Select(r => r.Code).ToHashSet());
    }

    [Fact]
    public async Task Pair_JudgedNotOne_DoesNotComeBack()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan"));
        await _run.CompareAsync();
        var outcome = await _host.WithAsync(s => s.GetRequiredService<JudgeDuplicate>().HandleAsync(new(one.Id, other.Id, "Hai chị em họ, đã gặp cả hai"), PeopleRun.Official(Roles.SocialOfficer, PeopleRun.Commune), default), PeopleRun.Commune);
        Assert.True(outcome.Succeeded);
        await _run.SaveAsync(async db => (await db.Beneficiaries.SingleAsync(b => b.Id == one.Id)).Village = "Thôn 2");
        await _run.CompareAsync();
        var pair = Assert.Single(await _run.PairsAsync());
        Assert.Equal((PairState.NotOne, "Hai chị em họ, đã gặp cả hai"), (pair.State, pair.Why));
        var client = await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune);
        Assert.Contains("Không có cặp nghi trùng", (await PageReader.OpenAsync(client, "/doi-tuong/trung-lap")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judgment_OfAPairWithAForeignSide_IsTheHigherOfficesToMake()
    {
        var (one, other) = (await _run.AddAsync("Nguyễn Thị Lan"), await _run.AddAsync("Nguyễn Thị Lan", office: PeopleRun.Far));
        await _run.CompareAsync();
        async Task<bool> JudgeAsync(string role, string office) => (await _host.WithAsync(s => s.GetRequiredService<JudgeDuplicate>().HandleAsync(new(one.Id, other.Id, "Đã đối chiếu giấy khai sinh"), PeopleRun.Official(role, office), default), office)).Succeeded;
        Assert.False(await JudgeAsync(Roles.SocialOfficer, PeopleRun.Commune));
        Assert.False(await JudgeAsync(Roles.Chairman, "38"));
        Assert.True(await JudgeAsync(Roles.ProvinceOfficer, "38"));
    }

    [Fact]
    public async Task List_OfACommune_ShowsOfTheOtherSideOnlyWhereItLies()
    {
        await _run.AddAsync("Nguyễn Thị Lan", number: "038154000123");
        var other = await _run.AddAsync("Nguyễn Thị Lân", "1954-03-02", PeopleRun.Far, old: "171234567", village: "Thôn Xa");
        await _run.AddAsync("Hồ Văn Khác", "1999-09-09", PeopleRun.Neighbour, sex: 1);
        await _run.CompareAsync();
        var commune = await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Commune), "/doi-tuong/trung-lap");
        Assert.Contains("Nguyễn Thị Lan", commune.Main, StringComparison.Ordinal);
        Assert.Contains("Một hồ sơ của đơn vị khác", commune.Main, StringComparison.Ordinal);
        Assert.All(new[] { "Lân", "171234567", "Thôn Xa", other.Code, "038154000123", other.Id.ToString() }, hidden => Assert.DoesNotContain(hidden, commune.Document.Source.Text, StringComparison.Ordinal));
        var department = await PageReader.OpenAsync(await _host.SignInAsync(Roles.ProvinceOfficer, "38"), "/doi-tuong/trung-lap?loai=lien");
        Assert.Contains("Lân", department.Main, StringComparison.Ordinal);
        Assert.Contains("Đối chiếu và kết luận", department.Main, StringComparison.Ordinal);
        Assert.Contains("Không có cặp", (await PageReader.OpenAsync(await _host.SignInAsync(Roles.ProvinceOfficer, "38"), "/doi-tuong/trung-lap?loai=trong")).Main, StringComparison.Ordinal);
        Assert.Contains("Không có cặp", (await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, PeopleRun.Neighbour), "/doi-tuong/trung-lap")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_DuringTheComparison_LeavesThePersonToBeCompared()
    {
        var one = await _run.AddAsync("Nguyễn Thị Lan");
        var compared = await _host.WithAsync(async s =>
        {
            // Read before the change, saved after it.
            var db = s.GetRequiredService<ProvinceNode.Platform.NodeDb>();
            await db.Set<UncheckedPerson>().LoadAsync();
            await _run.SaveAsync(async inner => (await inner.Beneficiaries.SingleAsync(b => b.Id == one.Id)).Village = "Thôn 9");
            return await s.GetRequiredService<FindDuplicates>().HandleAsync(default);
        });
        Assert.Equal(0, compared);
        Assert.Equal(1, await _host.WithDbAsync(db => db.Set<UncheckedPerson>().CountAsync()));
        await _run.CompareAsync();
        Assert.Equal(0, await _host.WithDbAsync(db => db.Set<UncheckedPerson>().CountAsync()));
    }

    // Whoever a comparison of all with all would find is found by the blocks too.
    [Fact]
    public async Task Blocks_OverManyPeople_MissNoCandidate()
    {
        var people = Enumerable.Range(0, 1200).Select(Invented).ToList();
        await _run.SaveAsync(db =>
        {
            db.AddRange(people);
            return Task.CompletedTask;
        });
        await _run.CompareAsync();
        var found = (await _run.PairsAsync()).ToDictionary(p => (p.FirstId, p.SecondId));
        var traits = people.ConvertAll(p => (p.Id, Traits: PersonTraits.Of(p)));
        var (expected, missed) = (0, new List<string>());
        for (var i = 0; i < traits.Count; i++)
        {
            for (var j = i + 1; j < traits.Count; j++)
            {
                var judged = DuplicateScore.Of(traits[i].Traits, traits[j].Traits);
                expected += judged.IsCandidate ? 1 : 0;
                if (judged.IsCandidate && !found.ContainsKey(DuplicatePair.Order(traits[i].Id, traits[j].Id)))
                {
                    missed.Add($"{judged.Score} {string.Join(',', judged.Reasons.Select(r => r.Code))}");
                }
            }
        }

        Assert.True(expected > 50, $"{expected} candidates");
        Assert.True(missed.Count == 0, string.Join('\n', missed.Take(20)));
        Assert.Equal(expected, found.Count);
    }

    // Few names, years and villages, so that many are alike.
    private static Beneficiary Invented(int number)
    {
        var random = new Random(number);
        var (name, sex) = PeopleNames.Of(random.Next(150));
        var words = name.Split(' ');
        name = random.Next(6) switch { 0 => $"{words[0]} {words[^1]}", 1 => string.Join(' ', words.Reverse()), 2 => name.ToLowerInvariant(), _ => name };
        var year = 1940 + random.Next(12);
        var person = Sample.Beneficiary(random.Next(2) == 0 ? PeopleRun.Commune : PeopleRun.Neighbour, name, $"38-{number:000000}");
        person.BirthDate = random.Next(3) == 0 ? $"{year}" : $"{year}-{1 + random.Next(3):00}-{1 + random.Next(3):00}";
        person.Sex = sex;
        person.CitizenId = random.Next(3) == 0 ? $"038{(sex == 1 ? 0 : 1)}{year % 100:00}{random.Next(40):000000}" : "";
        person.OldIdentityNumber = random.Next(4) == 0 ? $"17{random.Next(300):0000000}" : "";
        person.Village = $"Thôn {random.Next(3)}";
        return person;
    }
}
