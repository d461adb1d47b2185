using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>The node keeps a pack that the hub signed, whole, and refuses every other with a reason that stays visible.</summary>
public sealed class TakePackTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2025, 4, 1);
    private readonly PackPress _press = new();
    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync(_press.Settings());

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task Pack_OfTheHub_IsKeptWholeAndWaits()
    {
        var file = _press.Press(PackKind.Rules, 1, Day, t => PackPress.Raise(t, new DateOnly(2025, 5, 1)));
        var taken = await PackPress.TakeAsync(_node, file);
        Assert.Empty(taken.Faults);
        Assert.Empty((await PackPress.TakeAsync(_node, file)).Faults);

        var kept = await _node.WithDbAsync(db => db.ReferencePacks.AsNoTracking().SingleAsync());
        Assert.Equal((ReferencePackState.Waiting, PackSeal.HashOf(file)), (kept.State, kept.Sha256));
        Assert.Equal(file, kept.File);
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu");
        Assert.Contains("1 gói cần xem", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PackTake && a.Evidence == kept.Sha256)));
    }

    [Fact]
    public async Task Pack_UnsignedForeignAlteredOrOlder_IsRefusedAndTheReasonIsKept()
    {
        using var node = _press.Issue("38", "1.3.6.1.5.5.7.3.2");
        using var stranger = new PackPress();
        await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 1, Day));
        await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 2, Day));
        var altered = _press.Press(PackKind.Rules, 3, Day);
        altered[altered.Length / 3] ^= 1;
        var unsigned = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(PackSeal.Sign(PackPress.Content(PackKind.Rules, 3, Day), node) with { Signature = [] }, System.Text.Json.JsonSerializerOptions.Web);
        (string File, byte[] Bytes, PackFaultKind Fault)[] wrong =
        [
            ("unsigned", unsigned, PackFaultKind.Unsigned), ("node", PackSeal.Sign(PackPress.Content(PackKind.Rules, 3, Day), node).ToBytes(), PackFaultKind.WrongSigner),
            ("stranger", stranger.Press(PackKind.Rules, 3, Day), PackFaultKind.WrongSigner), ("older", _press.Press(PackKind.Rules, 1, Day, t => PackPress.Raise(t, Day)), PackFaultKind.Older),
            ("bad rows", _press.Press(PackKind.Calendar, 1, Day, t => t[PackTables.DaysOff] += "2025-02-30;off;x\n"), PackFaultKind.Row),
        ];
        foreach (var (name, bytes, fault) in wrong)
        {
            Assert.True((await PackPress.TakeAsync(_node, bytes)).Faults is [{ Kind: var kind }, ..] && kind == fault, name);
        }

        Assert.NotEmpty((await PackPress.TakeAsync(_node, altered)).Faults);
        Assert.Equal(2, await _node.WithDbAsync(db => db.ReferencePacks.CountAsync()));
        Assert.Equal(wrong.Length + 1, await _node.WithDbAsync(db => db.RefusedPacks.CountAsync()));
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.Administrator, "38"), "/goi-tham-chieu");
        foreach (var words in new[] { "không có chữ ký số", "không do chứng thư ký gói tham chiếu", "không mới hơn gói số 2", "dòng 66: ô date “2025-02-30”" })
        {
            Assert.Contains(words, page.Main, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pack_WhoseRowsOfTheLawAreGone_IsRefused()
    {
        var taken = await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 1, Day, t => t[PackTables.Levels] = PackPress.Edited(t[PackTables.Levels], "standard;2010-01-01;2014-12-31;180000;Nghị định 13/2010/NĐ-CP;\n", "")));

        Assert.Equal(PackFaultKind.Against, Assert.Single(taken.Faults).Kind);

        // It bars none: the next is whole, and is taken though the first is not held.
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 2, Day))).Faults);
        Assert.Equal(1, await PackPress.TurnAsync(_node));
    }

    [Fact]
    public async Task Pack_ThatTheProductCannotCopeWith_SaysSoAndStopsNoOtherKind()
    {
        await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 1, Day));
        await PackPress.TakeAsync(_node, _press.Press(PackKind.Calendar, 1, Day));

        Task<int> TurnAsync() => _node.WithAsync(s => new ActivatePacks(
            s.GetRequiredService<NodeDb>(), s.GetRequiredService<PackBook>(), s.GetRequiredService<SetAsidePacks>(),
            new PackEffects([new Broken(), .. s.GetServices<IPackEffect>().Where(e => e.Kind != PackKind.Units)], NullLogger<PackEffects>.Instance),
            s.GetRequiredService<IOptions<NodeOptions>>(), s.GetRequiredService<Protos.Values.VietnamTime>()).HandleAsync(CancellationToken.None));
        Assert.Equal((1, 0), (await TurnAsync(), await TurnAsync()));

        var packs = await _node.WithDbAsync(db => db.ReferencePacks.AsNoTracking().ToDictionaryAsync(p => p.Kind));
        Assert.Equal((ReferencePackState.Waiting, ReferencePackState.Active), (packs[PackKind.Units].State, packs[PackKind.Calendar].State));
        Assert.Contains("(InvalidOperationException)", packs[PackKind.Units].Trouble, StringComparison.Ordinal);
        Assert.Contains("Phần mềm gặp lỗi khi áp dụng gói này", (await PageReader.OpenAsync(await _node.SignInAsync(Roles.Administrator, "38"), "/goi-tham-chieu")).Main, StringComparison.Ordinal);
        Assert.Equal(1, await _node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PackTrouble)));
        // The version that can do it comes: nothing stands against the pack any more, whether it goes into force by itself or waits.
        await PackPress.TurnAsync(_node);
        Assert.Equal("", await _node.WithDbAsync(db => db.ReferencePacks.Where(p => p.Kind == PackKind.Units).Select(p => p.Trouble).SingleAsync()));
    }

    // A stored file that cannot be read any more, as after a fault of the disk: the page opens and says so, and the words go when it can be read.
    [Fact]
    public async Task Pack_ThatCannotBeReadForATime_IsShownWithWordsThatGoAgain()
    {
        await PackPress.TakeAsync(_node, _press.Press(PackKind.Rules, 1, Day, t => PackPress.Raise(t, Day)));
        var file = await _node.WithDbAsync(db => db.ReferencePacks.Select(p => p.File).SingleAsync());
        Task WriteAsync(byte[] bytes) => _node.WithDbAsync(db => db.ReferencePacks.ExecuteUpdateAsync(p => p.SetProperty(x => x.File, bytes)));
        await WriteAsync([1, 2, 3]);
        await PackPress.TurnAsync(_node);

        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/rules/1");
        Assert.Contains("Phần mềm gặp lỗi khi áp dụng gói này", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));
        await WriteAsync(file);
        await PackPress.TurnAsync(_node);
        Assert.DoesNotContain("Phần mềm gặp lỗi", (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/goi-tham-chieu/rules/1")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_HandedInAtThePage_IsTakenOrSaysWhatIsWrong()
    {
        var client = await _node.SignInAsync(Roles.Administrator, "38");
        var page = await PageReader.OpenAsync(client, "/goi-tham-chieu");
        var refused = await page.SubmitAsync(button: "Nhận gói", files: [("file", "goi.json", "không phải gói"u8.ToArray())]);
        Assert.Contains("không phải gói tham chiếu", Assert.Single(refused.Problems), StringComparison.Ordinal);

        var taken = await refused.SubmitAsync(button: "Nhận gói", files: [("file", "goi.json", _press.Press(PackKind.Rules, 1, Day, t => PackPress.Raise(t, Day)))]);
        Assert.Contains("Đã nhận gói", taken.Main, StringComparison.Ordinal);
        Assert.Contains("Quy định số 1", taken.Main, StringComparison.Ordinal);
        Assert.Equal($"{Roles.Administrator}.38", await _node.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PackTake).Select(a => a.Actor).SingleAsync()));

        var officer = await PageReader.OpenAsync(await _node.SignInAsync(Roles.SocialOfficer, "38.380.14758"), "/goi-tham-chieu");
        Assert.DoesNotContain("Nhận gói từ tệp", officer.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_WithoutALink_ImportShowAndList()
    {
        var file = Path.Combine(_node.Folder, "goi.json");
        await File.WriteAllBytesAsync(file, _press.Press(PackKind.Rules, 1, Day, t => PackPress.Raise(t, new DateOnly(2025, 5, 1))));

        Assert.Equal((0, true), await RunAsync("Đã nhận gói rules số 1", "reference", "import", file));
        Assert.Equal((0, true), await RunAsync("Mức chuẩn trợ giúp xã hội từ 01/05/2025: 500.000 đồng → 600.000 đồng (Nghị định số 2/2025/NĐ-CP)", "reference", "show", "rules", "1"));
        Assert.Equal((0, true), await RunAsync("rules 1 từ 01/04/2025: Chờ duyệt", "reference", "list"));
        Assert.Equal((0, true), await RunAsync("Đưa vào áp dụng 0 gói; 1 gói chờ", "reference", "activate"));
        Assert.Equal((1, true), await RunAsync("chưa ghi danh", "reference", "pull"));
        Assert.Equal((2, true), await RunAsync("Cách dùng", "reference", "gì"));
    }

    private sealed class Broken : IPackEffect
    {
        public PackKind Kind => PackKind.Units;

        public Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel) => throw new InvalidOperationException("Sequence contains more than one element");
    }

    private async Task<(int Code, bool Said)> RunAsync(string words, params string[] args)
    {
        using var output = new StringWriter();
        var code = await ReferenceCommands.RunAsync(_node.App.Services, args, output, CancellationToken.None);
        return (code!.Value, output.ToString().Contains(words, StringComparison.Ordinal));
    }
}
