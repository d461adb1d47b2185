using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Documents;

public sealed class AttachmentStoreTests : IDisposable
{
    private static readonly byte[] Pdf = "%PDF-1.4 nội dung"u8.ToArray();
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 1, 2, 3];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
    private readonly DataFolder _folder = new();

    private AttachmentStore Store => new(Options.Create(new NodeOptions { DataFolder = _folder.Path }));

    [Fact]
    public async Task Save_GoodFiles_AreFoundUnderTheirHash()
    {
        foreach (var (name, content, type) in new[] { ("giấy.pdf", Pdf, "application/pdf"), ("a.JPEG", Jpeg, "image/jpeg"), ("a.png", Png, "image/png") })
        {
            var file = (await SaveAsync(name, content)).Value;
            Assert.Equal((name, type, (long)content.Length), (file.FileName, file.MediaType, file.Bytes));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), file.Hash);
            await using var stream = (await Store.OpenAsync(file.Hash, default))!;
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(content, copy.ToArray());
        }
    }

    [Theory]
    [InlineData("rong.pdf", 0, "file-empty")]
    [InlineData("to.pdf", (20 * 1024 * 1024) + 1, "file-too-large")]
    public async Task Save_EmptyOrTooLarge_IsRefusedAndLeavesNothing(string name, int bytes, string code)
    {
        var content = new byte[bytes];
        Pdf.AsSpan(0, Math.Min(bytes, 8)).CopyTo(content);
        Assert.Equal(code, (await SaveAsync(name, content)).Problems.Single().Code);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("a.pdf", "file-lies")]
    [InlineData("a.jpg.exe", "file-lies")]
    [InlineData("a", "file-lies")]
    public async Task Save_NameThatLies_IsRefused(string name, string code) => Assert.Equal(code, (await SaveAsync(name, Jpeg)).Problems.Single().Code);

    [Theory]
    [InlineData("<html>")]
    [InlineData("MZ\u0090")]
    [InlineData("PK\u0003\u0004")]
    [InlineData(" %PDF-1.4")]
    public async Task Save_OtherContentBehindRightName_IsRefused(string content) =>
        Assert.Equal("file-type", (await SaveAsync("a.pdf", System.Text.Encoding.Latin1.GetBytes(content))).Problems.Single().Code);

    [Fact]
    public async Task Save_ExactlyTwentyMegabytes_IsTaken()
    {
        var content = new byte[AttachmentStore.MostBytes];
        Pdf.CopyTo(content, 0);
        Assert.True((await SaveAsync("a.pdf", content)).Succeeded);
    }

    [Fact]
    public async Task Save_SameContentTwice_IsKeptOnce()
    {
        await SaveAsync("a.pdf", Pdf);
        await SaveAsync("b.pdf", Pdf);
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_ChangedOrMissingFile_GivesNothing()
    {
        var file = (await SaveAsync("a.pdf", Pdf)).Value;
        var path = Directory.EnumerateFiles(_folder.Path, file.Hash, SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(path, "x");
        Assert.Null(await Store.OpenAsync(file.Hash, default));
        Assert.Null(await Store.OpenAsync(new string('0', 64), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync("../../etc/passwd", default));
    }

    [Theory]
    [InlineData("../../etc/giấy.pdf", "giấy.pdf")]
    [InlineData("C:\\ảnh\\giấy.pdf", "giấy.pdf")]
    [InlineData("a\r\nb\u202E.pdf", "a__b_.pdf")]
    [InlineData("..", "tep")]
    [InlineData(null, "tep")]
    public void CleanName_OfAnySystem_IsOneSafeName(string? sent, string kept) => Assert.Equal(kept, AttachmentContent.CleanName(sent));

    [Fact]
    public void CleanName_TooLong_KeepsItsEnding()
    {
        var name = AttachmentContent.CleanName(new string('ă', 500) + ".pdf");
        Assert.Equal((200, ".pdf"), (name.Length, name[^4..]));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Outcome<StoredFile>> SaveAsync(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await Store.SaveAsync(stream, name, "giay", default);
    }
}
