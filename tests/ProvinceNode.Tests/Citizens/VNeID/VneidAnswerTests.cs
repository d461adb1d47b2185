using System.Security.Claims;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Citizens.VNeID;
using ProvinceNode.Dossiers.Forms;

namespace ProvinceNode.Tests.Citizens.VNeID;

/// <summary>What VNeID tells, read without a host; and where it goes in each kind of form.</summary>
public sealed class VneidAnswerTests
{
    [Theory]
    [InlineData("19820315", "1982-03-15")]
    [InlineData("19820315000000", "1982-03-15")]
    [InlineData("15/03/1982", "1982-03-15")]
    [InlineData("1982-03-15", "1982-03-15")]
    [InlineData("198203", "1982-03")]
    [InlineData("19820300", "1982-03")]
    [InlineData("19820000", "1982")]
    [InlineData("1982", "1982")]
    [InlineData("19821345", null)]
    [InlineData("hôm qua", null)]
    [InlineData("", null)]
    public void Birth_AsWritten_IsReadAsFarAsItIsKnown(string told, string? read) => Assert.Equal(read, VneidAnswer.Born(told)?.ToString());

    [Theory]
    [InlineData("2", 2)]
    [InlineData("1", 1)]
    [InlineData("", 1)]
    [InlineData("3", 1)]
    [InlineData("02", 1)]
    public void Level_NotPlainlyTwo_IsOne(string told, int level) => Assert.Equal(level, Read(("MucDo", told))!.Level);

    [Fact]
    public void Answer_WithoutNumberOrBirth_ProvesNobody()
    {
        Assert.Null(Read(("SoDinhDanh", "171234567")));
        Assert.Null(Read(("SoDinhDanh", "")));
        Assert.Null(Read(("NgaySinh", "")));
        Assert.Null(VneidAnswer.Read(null));
        // What is odd beside them is left out.
        Assert.Equal(("", "", ""), Read(("HoVaTen", "<b>Lan</b>"), ("GioiTinh", "9"), ("SoDienThoai", "12")) is { } who ? (who.FullName, who.Sex, who.Phone) : default);
    }

    [Theory]
    [InlineData("2b", "CarerFullName", "CarerCitizenId", "CarerBirthDay")]
    [InlineData("04", "BurierFullName", "BurierCitizenId", "BurierBirthDay")]
    [InlineData("1đ", "FullName", "CitizenId", "BirthDay")]
    public void Prefill_OfEachForm_StandsWhereTheDeclarantIsAsked(string form, string name, string number, string day)
    {
        var (values, found) = (new FormValues(), FormCatalogue.On(form, new DateOnly(2025, 3, 10))!);
        Prefill.Into(values, found, Read()!, forOther: false);
        Assert.Equal(("Nguyễn Văn Thủy", "038082000102", "15"), (values[name], values[number], values[day]));
        var boxes = found.Fields.SelectMany(f => f.Boxes).Concat(EndBlocks.Of(found).SelectMany(s => s.Fields).SelectMany(f => f.Boxes)).ToHashSet(StringComparer.Ordinal);
        Assert.All(new[] { name, number }, b => Assert.Contains(b, boxes));
    }

    [Theory]
    [InlineData("", "x", "y", "http://nut", true)]
    [InlineData("https://sso.example", "x", "y", "https://nut.example", true)]
    [InlineData("http://127.0.0.1:7090/vneid", "x", "y", "http://127.0.0.1", true)]
    [InlineData("http://sso.example", "x", "y", "https://nut.example", false)]
    [InlineData("https://sso.example", "", "y", "https://nut.example", false)]
    [InlineData("https://sso.example", "x", "", "https://nut.example", false)]
    [InlineData("https://sso.example", "x", "y", "", false)]
    public void Settings_HalfOrUnsafe_AreRefused(string authority, string client, string secret, string node, bool good) =>
        Assert.Equal(good, new VneidOptions { Authority = authority, ClientId = client, ClientSecret = secret }.Fault(node).Length == 0);

    private static CitizenIdentity? Read(params (string Name, string Value)[] other)
    {
        var claims = new Dictionary<string, string> { ["SoDinhDanh"] = "038082000102", ["HoVaTen"] = "Nguyễn Văn Thủy", ["NgaySinh"] = "19820315", ["GioiTinh"] = "1", ["MucDo"] = "2", ["SoDienThoai"] = "0912345678" };
        Array.ForEach(other, o => claims[o.Name] = o.Value);
        return VneidAnswer.Read(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(c => new Claim(c.Key, c.Value)))));
    }
}
