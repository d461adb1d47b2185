using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Providers.Folders;
using ProvinceNode.Tests.Payments.Files;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Providers;

/// <summary>Accounts asked of the bank, orders as its file, its answer as results.</summary>
public sealed class BankTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accounts_AskedOfTheBank_TellNameAndState()
    {
        await using var world = await ProviderWorld.StartAsync();
        await PutAsync(world, ("0101", "NGUYEN THI HOA", false), ("0102", "NGUYEN HOA", false), ("0103", "HOA THI NGUYEN", false), ("0104", "NGUYEN THI HOA", true));
        string[] numbers = ["0101", "0102", "0103", "0104", "0199"];
        var checked1 = Assert.IsType<AccountsChecked>(await world.Bank.CheckAccountsAsync([.. numbers.Select(n => new AccountQuestion(n, "Agribank", "Nguyễn Thị Hòa"))], default));
        Assert.Equal(
            [(true, false, HolderMatch.Same, ""), (true, false, HolderMatch.Doubtful, ""), (true, false, HolderMatch.Different, ""), (false, true, HolderMatch.Different, "Tài khoản đã đóng"), (false, false, HolderMatch.Different, "Không có tài khoản này")],
            checked1.Answers.Select(a => (a.Exists, a.Closed, a.Match, a.Why)));
        Assert.Equal("NGUYEN HOA", checked1.Answers[1].HolderAtBank);
    }

    [Fact]
    public async Task Accounts_ManyOrNoAnswer_AreAskedInBatchesOrUnanswered()
    {
        await using var world = await ProviderWorld.StartAsync();
        var many = Enumerable.Range(0, 450).Select(n => new AccountQuestion($"{n}", "", "An")).ToList();
        Assert.Equal(many, Assert.IsType<AccountsChecked>(await world.Bank.CheckAccountsAsync(many, default)).Answers.Select(a => a.Question));
        await world.FaultAsync("bank", "fail");
        Assert.IsType<AccountsUnanswered>(await world.Bank.CheckAccountsAsync(many, default));
        Assert.IsType<AccountsNotOffered>(await world.VnPost.CheckAccountsAsync(many, default));
    }

    // One account whose number the bank's system changed: it is told as such, and takes nobody else's answer away.
    [Fact]
    public async Task Account_AnsweredAsAnother_TakesNoOtherAnswerAway()
    {
        await using var world = await ProviderWorld.StartAsync();
        var many = Enumerable.Range(0, 450).Select(n => new AccountQuestion(n is 17 or 333 ? $"00{n}" : $"{n}", "", "An")).ToList();

        var told = Assert.IsType<AccountsChecked>(await world.Bank.CheckAccountsAsync(many, default));

        Assert.Equal([many[17], many[333]], told.Misfits);
        Assert.Equal(many.Except(told.Misfits), told.Answers.Select(a => a.Question));
    }

    // No slip, but another service than agreed: it is not asked about each of thousands.
    [Fact]
    public async Task Accounts_AllAnsweredAsOthers_AreNotAskedToTheEnd()
    {
        await using var world = await ProviderWorld.StartAsync();
        var told = Assert.IsType<AccountsChecked>(await world.Bank.CheckAccountsAsync([.. Enumerable.Range(0, 450).Select(n => new AccountQuestion($"00{n + 1}", "", "An"))], default));
        Assert.Equal((0, 20), (told.Answers.Count, told.Misfits.Count));
    }

    [Fact]
    public void Orders_WrittenForTheBank_AreCapitalsWithoutTones()
    {
        var list = WireSamples.List(41, 1, WireCodes.Bank);
        list = PaymentFile.Seal(list.Header, [list.Rows[0] with { AccountHolder = "Đặng Thị Hòa; (=1)", Bank = "Ngân hàng Nông nghiệp" }]);
        using var memory = new MemoryStream();
        BankTransfer.Write(memory, WireForm.Csv, list, "1500 2010");
        var lines = Encoding.UTF8.GetString(memory.ToArray()).Split("\r\n");
        Assert.Equal($"1,{list.Rows[0].AccountNumber},DANG THI HOA 1,NGAN HANG NONG NGHIEP,{list.Rows[0].Total.Amount},TRO CAP BTXH THANG 11 2022 38-399-16063-000001 SO 1", lines[8]);
        Assert.Equal($"Tổng số tiền của lô,{list.Header.TotalAmount.Amount}", lines[5]);
    }

    [Fact]
    public async Task ListWithoutAccounts_ForTheBank_IsRefused()
    {
        await using var world = await WorldAsync();
        Assert.Equal("pay-provider-not-accounts", Assert.IsType<SendRefused>(await world.Bank.SendAsync(WireSamples.List(1, 3), "k", default)).Problems.Single().Code);
    }

    [Theory]
    [InlineData("normal", 60, "")]
    [InlineData("reorder", 60, "")]
    [InlineData("partial", 30, "")]
    [InlineData("duplicate", 60, "warn-pay-result-repeated")]
    [InlineData("changed-amount", 40, "pay-bank-other-transfer")]
    [InlineData("pending", 40, "pay-file-unknown-status")]
    public async Task Answer_OfTheBank_BecomesResults(string mode, int rows, string fault)
    {
        await using var world = await WorldAsync();
        var list = WireSamples.List(42, 60, WireCodes.Bank);
        await PutAsync(world, [.. list.Rows.Where((_, i) => i != 5).Select((r, i) => (r.AccountNumber, "X", i == 0))]);
        var name = Assert.IsType<SendAccepted>(await world.Bank.SendAsync(list, "k", default)).Reference;
        Assert.Equal("ChuyenKhoan_16063_202211_1301.csv", name);
        using var orders = new ByteArrayContent(File.ReadAllBytes(Path.Combine(_folder.Path, "out", name)));
        using var answer = await world.Admin.PostAsync(new Uri($"/ngan-hang/chuyen-khoan?cach={mode}&hatGiong=3", UriKind.Relative), orders);
        Directory.CreateDirectory(_folder["in"]);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "in", "KetQuaCK_16063_202211_1301.csv"), await answer.Content.ReadAsByteArrayAsync());

        List<ResultEntry> entries = [];
        await foreach (var batch in world.Bank.ResultsAsync(new ResultQuery(), default))
        {
            entries.AddRange(Assert.IsType<ResultLines>(batch).Entries);
        }

        var good = entries.Where(e => e.Row is not null).Select(e => e.Row!).ToDictionary(r => r.RowId);
        Assert.Equal(rows, good.Count);
        Assert.All(entries.SelectMany(e => e.Faults), f => Assert.Equal(fault, f.Problem.Code));
        Assert.Equal(fault.Length > 0, entries.Any(e => e.Faults.Count > 0));
        Assert.All(good.Values, r => Assert.Equal(list.Rows.Single(l => l.RowId == r.RowId).Total, r.Amount));
        Assert.Equal((WireCodes.BankFailed, "R06"), (good["d-00001"].Status, good["d-00001"].ReasonCode)); // closed
        Assert.True(!good.TryGetValue("d-00006", out var unknown) || (unknown.Status, unknown.ReasonCode) == (WireCodes.BankFailed, "R06"));
    }

    [Fact]
    public async Task Answer_ForAnotherBatch_IsRefused()
    {
        await using var world = await WorldAsync();
        Directory.CreateDirectory(_folder["in"]);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "in", "kq.csv"), "Kết quả\r\nMã lô,khac\r\n\r\nSTT,Số tài khoản,Số tiền,Trạng thái\r\n1,0123,540000,Thành công\r\n");
        await foreach (var batch in world.Bank.ResultsAsync(new ResultQuery(), default))
        {
            Assert.Equal("pay-result-unknown-list", Assert.IsType<ResultsRefused>(batch).Faults.Single().Problem.Code);
        }

        Assert.Equal(2, Directory.GetFiles(_folder["refused"]).Length);
    }

    // Only what is wrong with the account that is to be credited closes it; what lies with the payer or the system is tried again with the next list.
    [Theory]
    [InlineData("Tài khoản không tồn tại", "R06")]
    [InlineData("Sai số tài khoản", "R06")]
    [InlineData("Số tài khoản không tồn tại trên hệ thống", "R06")]
    [InlineData("Tài khoản đã đóng", "R06")]
    [InlineData("TAI KHOAN THU HUONG BI PHONG TOA", "R06")]
    [InlineData("Tên người thụ hưởng không khớp", "R06")]
    [InlineData("Tài khoản đã bị đóng", "R06")]
    [InlineData("TK đã đóng", "R06")]
    [InlineData("Số TK không đúng", "R06")]
    [InlineData("Tài khoản người nhận không hợp lệ", "R06")]
    [InlineData("Số tài khoản thụ hưởng không hợp lệ", "R06")]
    [InlineData("Account does not exist", "R06")]
    [InlineData("Tài khoản không tồn tại, đã hoàn tiền về tài khoản nguồn", "R06")]
    [InlineData("Tài khoản không tồn tại trong hệ thống thanh toán", "R06")]
    [InlineData("Lỗi: tài khoản bị khóa. Tiền đã về nguồn", "R06")]
    [InlineData("Số tiền không khớp", "R09")]
    [InlineData("Chữ ký của lệnh không khớp", "R09")]
    [InlineData("Người dùng duyệt lệnh bị khóa", "R09")]
    [InlineData("Tài khoản chưa được ghi có 540.000 đồng", "R09")]
    [InlineData("Tài khoản trích nợ không đủ số dư", "R09")]
    [InlineData("Tài khoản nguồn không hợp lệ", "R09")]
    [InlineData("Số dư tài khoản không đủ", "R09")]
    [InlineData("Vượt hạn mức chuyển trong ngày", "R09")]
    [InlineData("Hệ thống thanh toán tạm ngừng, tài khoản sẽ được ghi có sau", "R09")]
    [InlineData("Tên lô không hợp lệ", "R09")]
    [InlineData("Phiên giao dịch đã đóng", "R09")]
    [InlineData("", "R09")]
    public void Failure_ByTheBanksWords_BlamesTheAccountOnlyWhenItIsToBlame(string words, string code) => Assert.Equal(code, BankReasons.Usual.CodeOf(words));

    [Fact]
    public void Failure_InWordsOfAnotherBank_IsReadByItsOptions()
    {
        var reasons = new FolderOptions { AccountFaults = "mã 14; thẻ hết hạn", OtherFaults = "mã 51" }.Reasons;
        Assert.Equal(["R06", "R06", "R09", "R09"], new[] { "Lỗi: Mã 14", "THẺ HẾT HẠN", "Mã 51", "Tài khoản đã đóng" }.Select(reasons.CodeOf));
    }

    [Theory]
    [InlineData("Payments:VnPost:Address", "http://vnpost.example")]
    [InlineData("Payments:VnPost:Secret", "ngan")]
    [InlineData("Payments:VnPost:Signing", "khong")]
    [InlineData("Payments:VnPost:KeyId", "")]
    [InlineData("Payments:VnPost:PageRows", "0")]
    [InlineData("Payments:Folder:Path", "khong/day-du")]
    [InlineData("Payments:BankFolder:Form", "json")]
    public void Options_Wrong_StopTheStart(string key, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Payments:VnPost:Address"] = "https://vnpost.example", ["Payments:VnPost:KeyId"] = "nut-38", ["Payments:VnPost:Secret"] = ProviderWorld.Secret, ["Payments:BankFolder:Path"] = _folder.Path,
        };
        using (var right = ProviderWorld.Node(settings))
        {
            Validate(right);
        }

        settings[key] = value;
        using var wrong = ProviderWorld.Node(settings);
        var failure = Assert.Throws<OptionsValidationException>(() => Validate(wrong));
        Assert.DoesNotContain("ngan\"", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ProviderWorld.Secret, failure.Message, StringComparison.Ordinal);
    }

    private static void Validate(ServiceProvider node) => node.GetRequiredService<IStartupValidator>().Validate();

    private static Task<JsonNode> PutAsync(ProviderWorld world, params (string Number, string Holder, bool Closed)[] accounts) => world.TellAsync(
        "/quan-tri/ngan-hang/tai-khoan", new JsonArray([.. accounts.Select(a => new JsonObject { ["number"] = a.Number, ["bank"] = "Agribank", ["holder"] = a.Holder, ["closed"] = a.Closed })]));

    private Task<ProviderWorld> WorldAsync() => ProviderWorld.StartAsync(("Payments:BankFolder:Path", _folder.Path), ("Payments:BankFolder:Form", "csv"), ("Payments:BankFolder:QuietSeconds", "0"));
}
