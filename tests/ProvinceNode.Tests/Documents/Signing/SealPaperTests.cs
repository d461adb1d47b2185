using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Documents.Pdf;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Signing;

/// <summary>From the commit that issues a paper to its signed PDF, whatever comes between.</summary>
public sealed class SealPaperTests
{
    [Fact]
    public async Task Paper_JustIssued_IsAskedToBeSealedAfterTheCommit()
    {
        await using var node = await NodeHost.StartAsync();
        var run = new FlowRun(node);
        await run.SubmitAsync();
        await run.ReceiveAsync();

        var receipt = await FrozenPaperTests.PaperAsync(node, run.Id, "D01");
        await using var asked = node.App.Services.GetRequiredService<SealPaperSignal>().ReadAllAsync(default).GetAsyncEnumerator();

        Assert.True(await asked.MoveNextAsync());
        Assert.Equal(receipt.Id, asked.Current);
        Assert.Equal(PaperState.Frozen, receipt.State); // nothing was drawn or signed in the transaction
    }

    [Fact]
    public async Task Paper_Sealed_IsAPdfThatPdfsigAndThePublicBelieve()
    {
        await using var node = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Node:PublicAddress"] = "https://tgxh.example.vn/" } });
        var (paper, pdf) = await SealedAsync(node);

        await File.WriteAllBytesAsync(Path.Combine(node.Folder, "d14.pdf"), pdf);
        var said = await SigningTests.PdfsigAsync(Path.Combine(node.Folder, "d14.pdf"));
        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        var text = PdfTools.Text(pdf);
        Assert.Contains("ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC", text, StringComparison.Ordinal);
        Assert.Contains(VietnamTime.Local(paper.SealedAt!.Value).ToString("dd-MM-yyyy; HH:mm:ss", VietnameseFormat.Culture), text, StringComparison.Ordinal);
        Assert.Contains("+07:00", text, StringComparison.Ordinal);
        Assert.Contains(VerificationCode.Print(paper.Code), text, StringComparison.Ordinal);

        Assert.Equal(paper.CertificateThumbprint, Assert.Single(SignatureCheck.Of(pdf)).Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant());
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SealPaper && a.Reason.Contains(paper.PdfHash!))));
        await Assert.ThrowsAsync<FrozenViolationException>(() => node.WithDbAsync(async db =>
        {
            (await db.Papers.FirstAsync(p => p.Id == paper.Id)).PdfHash = new string('0', 64);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, DateTime.UnixEpoch), default);
        }));
    }

    [Fact]
    public async Task Paper_AskedForByManyAtOnce_IsSealedOnce()
    {
        await using var node = await NodeHost.StartAsync();
        var run = await FrozenPaperTests.IssuedAsync(node);
        var id = (await FrozenPaperTests.PaperAsync(node, run.Id, "D14")).Id;

        var sealedNow = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => node.App.Services.GetRequiredService<SealPaper>().RunAsync(id, default))));

        Assert.All(sealedNow, Assert.True);
        Assert.Equal(1, await node.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.SealPaper && a.Subject.Contains(id.ToString()))));
    }

    [Theory]
    [InlineData(false)] // killed before the signature
    [InlineData(true)] // killed after the PDF was kept, before the row was written
    public async Task Paper_WhoseSealingWasCutOff_IsSealedByTheNextRun(bool late)
    {
        var signer = new FailsOnce { After = late };
        await using var node = await NodeHost.StartAsync(new NodeHostSettings
        {
            Services = s => s.Replace(ServiceDescriptor.Singleton<IPaperSigner>(p => signer.Over(new SoftwareSigner(p.GetRequiredService<OfficeCertificates>()), p.GetRequiredService<PaperStore>()))),
        });
        var run = await FrozenPaperTests.IssuedAsync(node);
        var id = (await FrozenPaperTests.PaperAsync(node, run.Id, "D14")).Id;
        var seal = node.App.Services.GetRequiredService<SealPaper>();
        signer.Armed = true;

        await Assert.ThrowsAsync<IOException>(() => seal.RunAsync(id, default));
        Assert.Equal(PaperState.Frozen, (await FrozenPaperTests.PaperAsync(node, run.Id, "D14")).State);
        await node.WithAsync(async s =>
        {
            // The job finds it in the database: the signal of the commit may be lost with the process.
            while (s.GetRequiredService<SealPaperSignal>().TryRead(out var lost))
            {
                s.GetRequiredService<SealPaperSignal>().Tried(lost);
            }

            await s.GetRequiredService<SealPapers>().RunOnceAsync(default);
        });
        var found = new List<Guid>();
        while (node.App.Services.GetRequiredService<SealPaperSignal>().TryRead(out var due))
        {
            found.Add(due);
        }

        Assert.Contains(id, found);
        Assert.True(await seal.RunAsync(id, default));
        Assert.Equal(PaperState.Sealed, (await FrozenPaperTests.PaperAsync(node, run.Id, "D14")).State);
    }

    /// <summary>A decision of the flow, sealed, and its PDF.</summary>
    internal static async Task<(IssuedPaper Paper, byte[] Pdf)> SealedAsync(NodeHost node)
    {
        var run = await FrozenPaperTests.IssuedAsync(node);
        Assert.True(await node.App.Services.GetRequiredService<SealPaper>().RunAsync((await FrozenPaperTests.PaperAsync(node, run.Id, "D14")).Id, default));
        var paper = await FrozenPaperTests.PaperAsync(node, run.Id, "D14");
        return (paper, (await node.App.Services.GetRequiredService<PaperStore>().ReadAsync(paper.PdfHash!, default))!);
    }

    private sealed class FailsOnce : IPaperSigner
    {
        private IPaperSigner _real = null!;
        private PaperStore _store = null!;

        public bool Armed { get; set; }

        public bool After { get; init; }

        public FailsOnce Over(IPaperSigner real, PaperStore store)
        {
            (_real, _store) = (real, store);
            return this;
        }

        public async Task<PaperSignature> SignAsync(TenantPath office, string officeName, ReadOnlyMemory<byte> content, DateTime atUtc, CancellationToken cancel)
        {
            if (!Armed)
            {
                return await _real.SignAsync(office, officeName, content, atUtc, cancel);
            }

            Armed = false;
            if (After)
            {
                await _store.SaveAsync(content, cancel); // an orphan on the disk
            }

            throw new IOException("The signing service is away.");
        }
    }
}
