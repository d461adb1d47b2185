using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The provincial administrator's calendar, as he works with it.</summary>
public sealed class CalendarPageTests
{
    private static readonly NodeHostSettings Pilot = new() { Day = new DateOnly(2022, 10, 5) };

    [Fact]
    public async Task DayOff_Added_IsShownFirstAndThenMovesOpenDossiers()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Administrator, "38"), "/quan-tri/lich?nam=2022");

        var preview = await page.SubmitAsync(Day("12", "Nghỉ do bão số 5"), form: "form[novalidate]");

        Assert.Contains("1 hồ sơ đang giải quyết sẽ được tính lại", preview.Main, StringComparison.Ordinal);
        Assert.Contains("04/11/2022 → 07/11/2022", preview.Main, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn); // nothing is stored yet

        var done = await preview.SubmitAsync(button: "Áp dụng thay đổi này");

        Assert.Contains("1 hồ sơ được tính lại thời hạn", done.Main, StringComparison.Ordinal);
        var dossier = await flow.Dossiers.LoadAsync(flow.Id);
        Assert.Equal((new DateOnly(2022, 11, 7), new DateOnly(2022, 10, 17)), (dossier.DueOn, dossier.StepDueOn));
        Assert.Equal(ActKinds.CalendarChange, dossier.Steps.MaxBy(s => s.Number)!.Verb);
        var act = await host.WithDbAsync(db => db.Acts.SingleAsync(a => a.Kind == ActKinds.CalendarChange));
        Assert.Equal("Thêm ngày nghỉ 12/10/2022: Nghỉ do bão số 5; 1 hồ sơ đổi hạn", act.Reason);
        Assert.True(await host.WithDbAsync(db => db.DaysOff.AnyAsync(d => d.Date == new DateOnly(2022, 10, 12) && !d.Worked)));
    }

    [Fact]
    public async Task DayOff_TakenOutAgain_BringsTheDaysBack()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        var client = await host.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(client, "/quan-tri/lich?nam=2022");
        await (await page.SubmitAsync(Day("12", "Bão"), form: "form[novalidate]")).SubmitAsync(button: "Áp dụng");

        page = await PageReader.OpenAsync(client, "/quan-tri/lich?nam=2022");
        var row = page.Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("12/10/2022", StringComparison.Ordinal));
        row.QuerySelector("form")!.Id = "bo";
        await (await page.SubmitAsync(form: "#bo")).SubmitAsync(button: "Áp dụng");

        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn);
    }

    [Fact]
    public async Task Preview_OfAWorldThatChanged_IsShownAgain()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Administrator, "38"), "/quan-tri/lich?nam=2022");
        var preview = await page.SubmitAsync(Day("12", "Bão"), form: "form[novalidate]");
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();

        var again = await preview.SubmitAsync(button: "Áp dụng");

        Assert.Contains("Hãy xem lại danh sách hồ sơ đổi hạn", Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2022, 11, 4), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn);
        Assert.False(await host.WithDbAsync(db => db.Acts.AnyAsync(a => a.Kind == ActKinds.CalendarChange)));
        await again.SubmitAsync(button: "Áp dụng");
        Assert.Equal(new DateOnly(2022, 11, 7), (await flow.Dossiers.LoadAsync(flow.Id)).DueOn);
    }

    [Theory]
    [InlineData("08", "AddOff", "là ngày nghỉ hằng tuần")]
    [InlineData("12", "AddWorked", "đã là ngày làm việc")]
    [InlineData("32", "AddOff", "không có trong dương lịch")]
    public async Task Day_ThatCannotBe_SaysWhatToDo(string day, string kind, string words)
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Administrator, "38"), "/quan-tri/lich?nam=2022");

        var refused = await page.SubmitAsync(new Dictionary<string, object?>(Day(day, "")) { ["Kind"] = kind }, form: "form[novalidate]");

        Assert.Equal(2, refused.Problems.Count); // the day and the missing name, both at once
        Assert.Contains(refused.Problems, p => p.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Year_WithoutRows_TakesTheProposalOnce()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Administrator, "38"), "/quan-tri/lich?nam=2027");
        Assert.Contains("Năm 2027 chưa có lịch chính thức", page.Main, StringComparison.Ordinal);

        await (await page.SubmitAsync(button: "Xem trước")).SubmitAsync(button: "Áp dụng");

        var days = await host.WithDbAsync(db => db.DaysOff.Where(d => d.Date >= new DateOnly(2027, 1, 1)).OrderBy(d => d.Date).ToListAsync());
        Assert.Equal(12, days.Count);
        var again = await page.SubmitAsync(button: "Xem trước");
        Assert.Contains("Năm 2027 đã có lịch", Assert.Single(again.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_ForACommunesAdministrator_IsToRead()
    {
        await using var host = await NodeHost.StartAsync(Pilot);
        var client = await host.SignInAsync(Roles.Administrator, "38.400.16063");
        var page = await PageReader.OpenAsync(client, "/quan-tri/lich?nam=2022");
        Assert.Contains("do quản trị cấp tỉnh sửa", page.Main, StringComparison.Ordinal);

        var province = await PageReader.OpenAsync(await host.SignInAsync(Roles.Administrator, "38"), "/quan-tri/lich?nam=2022");
        Assert.NotNull(province.Document.QuerySelector("form[novalidate]"));
        Assert.Null(page.Document.QuerySelector("form[novalidate]"));
    }

    private static Dictionary<string, object?> Day(string day, string name) =>
        new() { ["Kind"] = "AddOff", ["DateDay"] = day, ["DateMonth"] = "10", ["DateYear"] = "2022", ["Name"] = name };
}
