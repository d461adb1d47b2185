using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Registry;

/// <summary>Everybody who looked at a person is found, however long ago.</summary>
public sealed class WhoLookedTests
{
    // The page shows the latest; whoever looked before them is found too.
    [Fact]
    public async Task Looks_ThatAreMany_AreAllReadPageByPage()
    {
        await using var host = await NodeHost.StartAsync();
        var run = new PeopleRun(host);
        var person = await run.AddAsync("Bùi Thị Mậy");
        for (var i = 1; i <= 60; i++)
        {
            var at = new DateTime(2025, 1, 2, 1, 0, 0, DateTimeKind.Utc).AddMinutes(i);
            await host.WithDbAsync(db => db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.ViewPerson, at, $"Lần {i:00}").On("beneficiary", person.Id), default));
        }

        var officer = await host.SignInAsync(Roles.SocialOfficer, person.TenantPath);
        var page = await PageReader.OpenAsync(officer, $"/doi-tuong/{person.Id}");
        Assert.DoesNotContain("Lần 01", page.Main, StringComparison.Ordinal);
        Assert.Contains("Trên đây là 30 lần gần nhất", page.Main, StringComparison.Ordinal);

        var (first, last) = (await PageReader.OpenAsync(officer, $"/doi-tuong/{person.Id}/ai-xem"), await PageReader.OpenAsync(officer, $"/doi-tuong/{person.Id}/ai-xem?trang=2"));
        Assert.Contains("Lần 60", first.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lần 01", first.Main, StringComparison.Ordinal);
        Assert.Contains("Lần 01", last.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lần 60", last.Main, StringComparison.Ordinal);
    }
}
