using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>The page of what payment leaves to do holds ten thousand tasks and whatever is typed into its address.</summary>
public sealed class PaymentTasksPageTests
{
    private const string Here = "/chi-tra/viec-can-lam";

    [Fact]
    public async Task Page_OfTenThousandTasks_ShowsFiftyAtATimeAndTakesAnyAddress()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, events) = (new PayRun(host), new EventRun(host));
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await events.ToldAsync(person, source: EventSource.Post, reference: "BĐ-1");
        // What an official wrote down as heard from the post is not the payer's word.
        Assert.True((await events.TryAsync(new ReportEventInput(await run.Flow.ReceivingAsync(PayRun.Somebody(2)), LifeEventKind.Death, new DateOnly(2022, 10, 15), EventSource.Post, "BĐ-2"), run.Flow.Dossiers.Official(Roles.SocialOfficer))).Succeeded);
        await host.WithDbAsync(async db =>
        {
            var columns = db.Model.FindEntityType(typeof(LifeEvent))!.GetProperties().Select(p => $"\"{p.Name}\"").Where(c => c != "\"Id\"").ToList();
            var all = string.Join(", ", columns);
#pragma warning disable EF1002 // Names of columns, from the model.
            return await db.Database.ExecuteSqlRawAsync($"""WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO LifeEvents ("Id", {all}) SELECT printf('%08X-0000-7000-8000-%012X', i, i), {all} FROM LifeEvents, n WHERE Reference = 'BĐ-1'""");
#pragma warning restore EF1002
        });
        var accountant = await host.SignInAsync(Roles.Accountant, run.Holder);

        var page = await PageReader.OpenAsync(accountant, Here);
        Assert.Contains("Việc cần làm từ chi trả: 10000", page.Main, StringComparison.Ordinal);
        Assert.Equal(50, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Trang 1 trên 200", page.Main, StringComparison.Ordinal);
        Assert.Contains("Trang 200 trên 200", (await PageReader.OpenAsync(accountant, $"{Here}?trang=2147483647")).Main, StringComparison.Ordinal);
        Assert.Contains("Trang 1 trên 200", (await PageReader.OpenAsync(accountant, $"{Here}?trang=-5&loai=DEATH';--&xa=")).Main, StringComparison.Ordinal);
        foreach (var absurd in new[]
        {
            "trang=99999999999999999999", "trang=abc", "trang=1&trang=2&trang=3", $"xa={new string('9', 6000)}", $"loai={new string('x', 6000)}", "xa=38.400.16063%26loai%3Ddeath%00", "loai[]=death&loai[0]=1", "xa=%F0%9F%92%A5%C0%AF..%2F..%2F",
            "xa=%3Cscript%3Ealert(1)%3C/script%3E&loai=death", $"xa={string.Join("&xa=", Enumerable.Range(0, 300))}",
        })
        {
            var response = await accountant.GetAsync(new Uri($"{Here}?{absurd}", UriKind.Relative));
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)response.StatusCode} of {absurd[..Math.Min(60, absurd.Length)]}");
            Assert.DoesNotContain("<script>alert", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }
}
