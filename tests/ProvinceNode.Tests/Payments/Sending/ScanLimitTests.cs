using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>A scan that is refused is refused while it is read, and nothing of it stays on the disk.</summary>
public sealed class ScanLimitTests
{
    [Theory]
    [InlineData("%PDF-1.7", "tra-loi.pdf", AttachmentStore.MostBytes + (1 << 17))]
    [InlineData("MZ", "tra-loi.pdf", 1 << 17)]
    [InlineData("%PDF-1.7", "tra-loi.png", 1 << 17)]
    public async Task Scan_ThatIsNotTaken_IsNotReadToItsEndNorKept(string head, string name, long most)
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        await run.World.FaultAsync("vnpost", "fail");
        await run.SendAsync(list.Id);
        await run.HandOverAsync();
        await using var scan = new Long(head);

        var input = new PaperAnswerInput(false, "125/BĐTH", new DateOnly(2022, 10, 20), "Nguyễn Văn Bưu, Giám đốc", null, null, name);
        var recorded = await run.AsAsync(run.Cashier, s => s.GetRequiredService<RecordPaper>().Handle(list.Id, input, scan, run.Cashier, default));

        Assert.True(recorded.Has(SendingProblems.Scan));
        Assert.InRange(scan.Given, 1, most);
        var uploads = Path.Combine(run.Host.Folder, "payments", "uploads");
        Assert.Empty(Directory.Exists(uploads) ? Directory.GetFiles(uploads) : []);
    }

    // 200 MB, made as they are read.
    private sealed class Long(string head) : Stream
    {
        private const long All = 200 << 20;

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, All - Given);
            buffer.AsSpan(offset, given).Clear();
            for (var i = 0; i < given && Given + i < head.Length; i++)
            {
                buffer[offset + i] = (byte)head[(int)Given + i];
            }

            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
