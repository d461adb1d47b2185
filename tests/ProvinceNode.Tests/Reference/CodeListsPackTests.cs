using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using ProvinceNode.Tests.Dossiers;
using Protos.Reference;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>Ethnic groups and codes of personal numbers of a pack: chosen, judged and read from its day on, and after a restart.</summary>
[Collection(UnitsAlone.Name)]
public sealed class CodeListsPackTests : IAsyncLifetime
{
    private static readonly DateOnly From = new(2025, 9, 1);
    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(_press.Settings(new DateOnly(2025, 8, 4)));

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task Lists_OfAnApprovedPack_AreUsedByFormsImportsAndChecksFromItsDay()
    {
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.CodeLists, 1, From, Change))).Faults.Select(f => f.Words));
        var page = await LeaderAsync(1);
        Assert.Contains("Dân tộc 02: Tày → Tày Nùng", page.Main, StringComparison.Ordinal);
        Assert.Contains("Dân tộc 57: Thử Nghiệm", page.Main, StringComparison.Ordinal);
        Assert.Contains("Giấy tờ tùy thân, cư trú từ 01/10/2025: căn cước điện tử", page.Main, StringComparison.Ordinal);
        Assert.Contains("Giấy tờ tùy thân, cư trú “căn cước công dân”: áp dụng đến hết 30/09/2025", page.Main, StringComparison.Ordinal);
        Assert.Contains("tờ khai, sửa thông tin và nhập danh sách dùng danh mục dân tộc của gói", page.Main, StringComparison.Ordinal);
        await page.SubmitAsync(button: "Duyệt");
        Assert.False(WordReaders.Ethnic("Thử Nghiệm").HasValue); // approved, not in force
        Assert.NotEmpty(Faults("57"));

        _node.Clock.SetDay(From);
        Assert.Equal(1, await PackPress.TurnAsync(_node));
        Assert.Equal(("57", "02", "02"), (WordReaders.Ethnic("dân tộc Thử Nghiệm").Value, WordReaders.Ethnic("Tày").Value, WordReaders.Ethnic("Tày Nùng").Value));
        Assert.True(WordReaders.IsEthnicName("thu nghiem"));
        Assert.Empty(Faults("57"));
        Assert.Equal(("Tày", "Tày Nùng"), (Named("02", From.AddDays(-1)), Named("02", From)));
        var field = PersonBlock.Whole("", "").Single(f => f.Name == "EthnicCode");
        Assert.Equal((false, true), (FormChoices.Has(field.OptionsOn(From.AddDays(-1)), "57"), FormChoices.Has(field.OptionsOn(From), "57")));
        Assert.Equal("Tày Nùng", PersonEntry.Shown(nameof(Beneficiary.EthnicCode), "02"));
        Assert.True(RegistrationCodes.IsKnown("098") && NumberReader.HasPlace("098082000102") && NumberReader.HasPlace("038082000102"));
        Assert.Equal("Căn cước, căn cước công dân, giấy xác nhận thông tin về cư trú hoặc giấy thông báo số định danh cá nhân", SubmitPapers.IdentityPaper.NameOn(From.AddDays(29)));
        Assert.Equal("Căn cước, giấy xác nhận thông tin về cư trú, giấy thông báo số định danh cá nhân hoặc căn cước điện tử", SubmitPapers.IdentityPaper.NameOn(From.AddDays(30)));
        Assert.StartsWith("Sổ hộ khẩu", SubmitPapers.IdentityPaper.NameOn(new(2022, 10, 1)), StringComparison.Ordinal);
        Assert.Equal("038082000102", NumberReader.Read(SheetCell.Of("Căn cước điện tử số 038082000102")).Value!.Citizen);
        // Through the real door.
        var dossiers = new TestDossiers(_node);
        var filed = await dossiers.LoadAsync(await dossiers.SubmittedAsync(f => f.EthnicCode = "57"));
        Assert.Equal("57", filed.Owner.EthnicCode);

        CodeCatalogue.Use(CodeCatalogue.Shipped);
        Assert.False(RegistrationCodes.IsKnown("098"));
        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        Assert.True(RegistrationCodes.IsKnown("098"));
    }

    [Fact]
    public async Task Identifier_OfTheProvinceItself_NeedsANewVersion()
    {
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.CodeLists, 1, From, t => t[PackTables.Identifiers] = PackPress.Edited(t[PackTables.Identifiers], "38;Thanh Hóa;H56;", "38;Thanh Hóa;H99;")))).Faults.Select(f => f.Words));

        var page = await LeaderAsync(1);

        Assert.Contains("mã định danh của chính tỉnh nằm trong mã hồ sơ", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));
    }

    [Fact]
    public void Catalogue_OfTwoPacks_NamesEachCodeOnEachDayAndForgetsNone()
    {
        static ReferenceTable Table(string rows) => ReferenceTable.Parse("code;name\n" + rows);
        var catalogue = CodeCatalogue.Of("x", [new(From, Table("01;Kinh\n57;Một\n"), null, null), new(From.AddDays(30), Table("01;Kinh\n57;Hai\n"), null, null)]);

        Assert.Equal([null, "Một", "Hai"], new[] { From.AddDays(-1), From, From.AddDays(30) }.Select(d => catalogue.EthnicGroupsOn(d).FirstOrDefault(g => g.Key == "57").Value));
        Assert.Equal(("Hai", "Tày"), (catalogue.EthnicName("57"), catalogue.EthnicName("02")));
        Assert.Equal(CodeCatalogue.Shipped.RegistrationCodes.Count, catalogue.RegistrationCodes.Count);
    }

    private static void Change(Dictionary<string, string> texts)
    {
        texts[PackTables.EthnicGroups] = PackPress.Edited(texts[PackTables.EthnicGroups], "02;Tày\n", "02;Tày Nùng\n") + "57;Thử Nghiệm\n";
        texts[PackTables.IdentityPapers] = PackPress.Edited(texts[PackTables.IdentityPapers], "cccd;căn cước công dân;2;2023-01-01;", "cccd;căn cước công dân;2;2023-01-01;2025-09-30") + "dien-tu;căn cước điện tử;5;2025-10-01;\n";
        texts[PackTables.Identifiers] += "98;Miền Mới;H98;01;Thành phố Hà Nội\n";
    }

    private static List<ProvinceNode.Platform.Problem> Faults(string code) => [.. PersonEntry.Faults(new Dictionary<string, string>(StringComparer.Ordinal) { [nameof(Beneficiary.EthnicCode)] = code }, From)];

    private static string Named(string code, DateOnly day) => FormChoices.Words(FormChoices.EthnicGroupsOn(day), code);

    private async Task<PageReader> LeaderAsync(int number) => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/code-lists/{number}");
}
