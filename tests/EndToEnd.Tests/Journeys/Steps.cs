using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using Protos.Values;
using TestSupport;

namespace EndToEnd.Tests.Journeys;

/// <summary>Steps that several journeys take: a citizen files and looks, officials review, appraise, sign, number and hand over.</summary>
public static class Steps
{
    /// <summary>A citizen files a situation of <see cref="FormExamples"/>, changed by the journey, on the phone; the population database says that the person is who he is.</summary>
    /// <returns>The dossier's code.</returns>
    public static async Task<string> FileAsync(this OneNode node, Visitor citizen, string slug, Action<FormValues>? change = null)
    {
        var situation = Situations.Of(slug)!;
        var values = new FormValues();
        FormExamples.Fill(situation, values, node.Dossiers.Today, TenantPath.Parse(node.Commune).UnitCode);
        change?.Invoke(values);
        var code = await Declaration.SendAsync(citizen, situation, values);
        await node.Dossiers.MatchIdentityAsync(await node.IdOfAsync(code));
        return code;
    }

    public static Task ReceiveAsync(this OneNode node, string code, string? commune = null) =>
        node.Officials.DoAsync(Roles.Desk, commune ?? node.Commune, code, "Tiếp nhận", "Tiếp nhận");

    public static Task ReviewAsync(this OneNode node, string code, string? commune = null) =>
        node.Officials.DoAsync(Roles.SocialOfficer, commune ?? node.Commune, code, "Xét duyệt", "Ghi kết luận", v => ConcludeAsync(v, "Đã xác minh tại thôn"));

    public static Task AppraiseAsync(this OneNode node, string code, string office) =>
        node.Officials.DoAsync(Roles.Appraiser, office, code, "Thẩm định", "Trình ký", v => ConcludeAsync(v, "Giấy tờ đầy đủ"));

    /// <summary>Signed, numbered and handed over.</summary>
    public static async Task DecideAsync(this OneNode node, string code, string office, string commune)
    {
        await node.Officials.DoAsync(Roles.Chairman, office, code, "Ký", "Ký");
        await node.Officials.DoAsync(Roles.RecordsClerk, office, code, "Vào số", "Vào số");
        await node.Officials.DoAsync(Roles.Desk, commune, code, "Trả kết quả", "Trả kết quả");
    }

    /// <summary>The citizen asks where the dossier is.</summary>
    public static async Task TrackAsync(this Visitor citizen, string code, string lastFour)
    {
        await citizen.GoAsync("/tra-cuu");
        await citizen.FillAsync("ma", code);
        await citizen.FillAsync("digits", lastFour);
        await citizen.PressAsync("Xem hồ sơ");
    }

    public static async Task SaysAsync(this Visitor visitor, params string[] words)
    {
        var text = await visitor.TextAsync();
        Assert.All(words, w => Assert.Contains(w, text, StringComparison.Ordinal));
    }

    private static async Task ConcludeAsync(Visitor v, string note)
    {
        await v.ChooseAsync("Eligible", "true");
        await v.FillAsync("Note", note);
    }
}
