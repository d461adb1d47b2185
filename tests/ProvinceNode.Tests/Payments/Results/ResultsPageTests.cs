using Microsoft.EntityFrameworkCore;
using System.Net.Http.Headers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Payments.Sending;
using ProvinceNode.Tests.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>The pages of sending and results, as a cashier uses them.</summary>
public sealed class ResultsPageTests
{
    [Fact]
    public async Task Cashier_OnThePages_SendsAndBringsAFile()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        var client = await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder);
        var (month, here) = ($"/chi-tra/{list.PeriodId}/gui", $"/chi-tra/danh-sach/{list.Id}/ket-qua");
        Assert.Contains("Gửi 1 danh sách, 3 người nhận", (await PageReader.OpenAsync(client, month)).Main, StringComparison.Ordinal);
        var accountant = await run.Host.SignInAsync(Roles.Accountant, run.Pay.Holder);
        Assert.DoesNotContain("Gửi tất cả danh sách", (await PageReader.OpenAsync(accountant, month)).Main, StringComparison.Ordinal);

        Assert.Contains("Tổ chức chi trả đã nhận danh sách", await PostAsync(client, here + "?handler=Send", []), StringComparison.Ordinal);
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status);

        var lines = await run.LinesAsync(list.Id);
        using var content = ToldFile.Of(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1], "R02")]);
        for (var time = 0; time < 2; time++)
        {
            using var file = new ByteArrayContent(content.ToArray());
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            var page = await PostAsync(client, here + "?handler=Upload", [(file, "Sheet", "ket-qua.xlsx")]);
            Assert.Contains(time == 0 ? "Chưa ghi kết quả nào" : "không có gì thay đổi", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Xác nhận và ghi kết quả", page, StringComparison.Ordinal);
            if (time == 0)
            {
                var delivery = Assert.Single(await run.DeliveriesAsync()).Id;
                var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
                Assert.Contains("Xác nhận và ghi kết quả", (await PageReader.OpenAsync(head, here)).Main, StringComparison.Ordinal);
                Assert.Equal(content.ToArray(), await head.GetByteArrayAsync(new Uri($"{here}?handler=File&Delivery={delivery}", UriKind.Relative)));
                Assert.Equal([$"payment-list/{list.Id:D}"], await run.Host.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.PaymentExport).Select(a => a.Subject).ToListAsync()));
                page = await PostAsync(head, here + "?handler=Confirm", [], ("Delivery", $"{delivery}"), ("FileWhy", "Biên bản giao nhận chứng từ số 12"));
                Assert.Contains("Đã đọc 2 dòng: 2 kết quả mới", page, StringComparison.Ordinal);
            }
            else
            {
                page = (await PageReader.OpenAsync(client, here)).Main;
            }

            Assert.Contains("Số tiền khớp đến từng đồng", page, StringComparison.Ordinal);
            Assert.Contains("1.620.000 = 540.000 + 540.000 + 0 + 0 + 540.000", page, StringComparison.Ordinal);
        }

        Assert.Contains("chờ xã xác minh", (await PageReader.OpenAsync(client, here)).Main, StringComparison.Ordinal);
        Assert.Contains("540.000", (await PageReader.OpenAsync(client, month)).Main, StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient client, string address, IEnumerable<(HttpContent Content, string Name, string File)> files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await TenancyWorld.TokenAsync(client)), "__RequestVerificationToken" }, { new StringContent("0"), "Seen" } };
        foreach (var (content, name, file) in files)
        {
            form.Add(content, name, file);
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
