using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Replication;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Replication;

/// <summary>Invariant 8 as the operator meets it: what was refused, why, whose it is, what is to be done, and sending again what one cause stopped.</summary>
public sealed class RefusedListTests
{
    [Fact]
    public async Task Page_OfManyRefusedRecords_TellsThemByReasonAndSendsThoseOfOneAgain()
    {
        await using var node = await NodeHost.StartAsync();
        await RefuseAsync(node, "unit-unknown", 3, "Thanh Hóa không có đơn vị 99999.");
        await RefuseAsync(node, "text-bad", 1, "Họ tên có ký tự không hợp lệ.");
        using var official = await node.SignInAsync("administrator", "38");

        var page = await PageReader.OpenAsync(official, "/dong-bo");
        Assert.Contains("chờ Trung ương ban hành gói đơn vị hành chính", page.Main, StringComparison.Ordinal);
        Assert.Contains("Hãy sửa chỗ được nêu ở bản ghi rồi lưu", page.Main, StringComparison.Ordinal);
        Assert.Contains("38-unit-unknown-2", page.Main, StringComparison.Ordinal);
        var few = await PageReader.OpenAsync(official, "/dong-bo?ly-do=text-bad");
        Assert.Contains("38-text-bad-0", few.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("38-unit-unknown-2", few.Main, StringComparison.Ordinal);

        var sent = await page.SubmitAsync(new Dictionary<string, object?>(), "form:has(input[name='code'][value='unit-unknown'])");

        Assert.Contains("Đã đưa 3 bản ghi vào hàng chờ", sent.Main, StringComparison.Ordinal);
        Assert.Equal(["text-bad"], await node.WithDbAsync(db => db.Outbox.Where(o => o.RefusedAt != null).Select(o => o.RefusedCode).ToListAsync()));
        Assert.Contains("3 (unit-unknown)", await node.WithDbAsync(db => db.Acts.Where(a => a.Kind == ActKinds.ReplicationResend).Select(a => a.Reason).ToListAsync()));
    }

    // A record that is too long for the hub is not read for its label.
    [Fact]
    public async Task Page_OfARecordThatIsTooLong_ListsItByItsId()
    {
        await using var node = await NodeHost.StartAsync();
        await RefuseAsync(node, "record-too-large", 1, "Bản ghi dài 5 MB.", filler: 100_000);
        using var official = await node.SignInAsync("administrator", "38");

        var page = await PageReader.OpenAsync(official, "/dong-bo");

        Assert.Contains("Bản ghi dài 5 MB.", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("38-record-too-large-0", page.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record-erased", "xóa lại")]
    [InlineData("time-bad", "đồng hồ")]
    [InlineData("version-bad", "không phải lỗi nhập liệu")]
    [InlineData("a-code-of-later", "Hãy sửa chỗ được nêu")]
    public void Reason_OfARefusal_SaysWhatToDo(string code, string words) => Assert.Contains(words, RefusedList.ToDo(code), StringComparison.Ordinal);

    private static Task<bool> RefuseAsync(NodeHost node, string code, int count, string reason, int filler = 0) => node.WithDbAsync(async db =>
    {
        var at = node.Clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < count; i++)
        {
            var record = new Record { Id = Guid.CreateVersion7().ToString("D"), Kind = RecordKind.Beneficiary, Epoch = 1, Version = 1, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_740_000_000_000 };
            record.Beneficiary = new BeneficiaryState { Code = $"38-{code}-{i}", Village = new string('x', filler) };
            db.Outbox.Add(new OutboxRow
            {
                Kind = (int)record.Kind, RecordId = Guid.Parse(record.Id), Epoch = 1, Version = 1, TenantPath = record.TenantPath, Message = record.ToByteArray(), RecordedAt = at,
                RefusedAt = at, RefusedCode = code, RefusedReason = reason,
            });
        }

        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), "test.change", at), CancellationToken.None);
    });
}
