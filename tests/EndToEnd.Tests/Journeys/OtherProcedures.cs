using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>Funeral support and emergency housing from a citizen's phone to the result, by the officials of either organisation.</summary>
/// <param name="today">Day of the node.</param>
/// <param name="deciding">Office that appraises and decides: the district, or the commune in two tiers.</param>
public sealed class OtherProcedures(Officials officials, Visitor citizen, DateOnly today, string commune, string deciding)
{
    private bool ThreeTier => commune != deciding;

    public async Task FuneralAndHousingAsync(string name, string number, DateOnly born)
    {
        var funeral = await FileAsync("mai-tang", v =>
        {
            (v["FullName"], v["CitizenId"], v["Sex"]) = (name, number, "1");
            (v["BirthDay"], v["BirthMonth"], v["BirthYear"]) = ($"{born.Day:00}", $"{born.Month:00}", $"{born.Year}");
            Day(v, "Died", today.AddDays(-2));
            Day(v, "DeathPaper", today.AddDays(-1));
            Day(v, "Buried", today.AddDays(-1));
        });
        await DecideAsync(funeral, Roles.Appraiser, deciding, forward: ThreeTier);

        var housing = await FileAsync("nha-o", v => Day(v, "CauseOn", today.AddDays(-3)));
        await DecideAsync(housing, Roles.SocialOfficer, commune, forward: false);
    }

    private async Task<string> FileAsync(string slug, Action<FormValues> change)
    {
        var situation = Situations.Of(slug)!;
        var values = new FormValues();
        FormExamples.Fill(situation, values, today, commune.Split('.')[^1]);
        change(values);
        return await Declaration.SendAsync(citizen, situation, values);
    }

    private async Task DecideAsync(string code, string appraiser, string office, bool forward)
    {
        await officials.DoAsync(Roles.Desk, commune, code, "Tiếp nhận", "Tiếp nhận");
        await officials.DoAsync(Roles.SocialOfficer, commune, code, "Xét duyệt", "Ghi kết luận", async v =>
        {
            await v.ChooseAsync("Eligible", "true");
            await v.FillAsync("Note", "Đã xác minh tại thôn");
        });
        if (forward)
        {
            await officials.DoAsync(Roles.Chairman, commune, code, "Trình", "Trình");
        }

        // Nobody of these families is known to the stand-in population database: who appraises compares papers and says why he accepts them.
        await officials.DoAsync(appraiser, office, code, "Ghi lý do chấp nhận khi chưa khớp", "Chấp nhận", v => v.FillAsync("Reason", "Đã đối chiếu căn cước bản chính"));
        await officials.DoAsync(appraiser, office, code, "Thẩm định", "Trình ký", AppraiseAsync);
        if (appraiser == Roles.Appraiser)
        {
            // The division has a head; where the commune's officer appraises there is none.
            await officials.DoAsync(Roles.DivisionHead, office, code, "Ký trình", "Ký trình");
        }

        await officials.DoAsync(Roles.Chairman, office, code, "Ký", "Ký");
        await officials.DoAsync(Roles.RecordsClerk, office, code, "Vào số", "Vào số");
        await officials.DoAsync(Roles.Desk, commune, code, "Trả kết quả", "Trả kết quả");
    }

    private async Task AppraiseAsync(Visitor v)
    {
        await v.ChooseAsync("Eligible", "true");
        await v.FillAsync("Note", "Giấy tờ đầy đủ");
        var on = v.Page.Locator("[name='Measure.On']");
        if (await on.CountAsync() > 0 && (await on.InputValueAsync()).Length == 0)
        {
            await on.FillAsync(today.AddDays(-2).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture));
        }

        var receiver = v.Page.Locator("[name='Measure.ReceiverName']");
        if (await receiver.CountAsync() > 0 && (await receiver.InputValueAsync()).Length == 0)
        {
            await receiver.FillAsync("Lưu Văn Đạt");
        }

        var aid = v.Page.Locator("select[name='Measure.Aid']");
        if (await aid.CountAsync() > 0 && (await aid.InputValueAsync()).Length == 0)
        {
            await aid.SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        }
    }

    private static void Day(FormValues v, string name, DateOnly day) =>
        (v[name + "Day"], v[name + "Month"], v[name + "Year"]) = ($"{day.Day:00}", $"{day.Month:00}", $"{day.Year}");
}
