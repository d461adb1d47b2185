using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace Benchmarks;

/// <summary>What the benchmark found, per second, one after another.</summary>
/// <param name="Raw">Bare RSA-2048 signatures: the limit of a software key.</param>
/// <param name="Signed">CMS signatures (PAdES) over a decision's bytes.</param>
/// <param name="Sealed">Decisions drawn, signed, flushed to disk and written into the database with their act.</param>
public sealed record SealResult(double Raw, double Signed, double Sealed);

/// <summary>Decisions signed per second: the signature alone, and the whole way from the issued row to the durable signed PDF.</summary>
public static class SealBenchmark
{
    /// <param name="papers">Decisions that are issued and sealed.</param>
    public static async Task<SealResult> RunAsync(TextWriter output, int papers = 400, CancellationToken ct = default)
    {
        await using var node = await NodeHost.StartAsync();
        var dossier = Sample.Dossier("38.400.16063", "Nguyễn Văn Thủy", "H56.12.03-250310-0001");
        var issued = Enumerable.Range(1, papers + 1).Select(i => new IssuedPaper
        {
            Id = Guid.CreateVersion7(), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Paper = "D14", Number = $"{i:00}/QĐ-UBND", IssuedAt = dossier.SubmittedAt,
            Content = (SamplePapers.Decision with { NumberLine = $"Số: {i:00}/QĐ-UBND" }).ToJson(), OfficePath = "38.400", OfficeName = "ỦY BAN NHÂN DÂN HUYỆN HẬU LỘC",
        }).ToList();
        await node.WithDbAsync(async db =>
        {
            db.Add(dossier);
            db.AddRange(issued);
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.Number, dossier.SubmittedAt), ct);
        });
        var seal = node.App.Services.GetRequiredService<SealPaper>();
        await seal.RunAsync(issued[papers].Id, ct); // makes the keys and warms everything
        var whole = await PerSecondAsync(papers, i => seal.RunAsync(issued[i].Id, ct));
        if (await node.WithDbAsync(db => db.Papers.CountAsync(p => p.State == PaperState.Sealed, ct)) != papers + 1)
        {
            throw new InvalidOperationException("Not every paper was sealed.");
        }

        var signer = node.App.Services.GetRequiredService<IPaperSigner>();
        var bytes = RandomNumberGenerator.GetBytes(60_000);
        var signed = await PerSecondAsync(papers, _ => signer.SignAsync(TenantPath.Parse("38.400"), issued[0].OfficeName, bytes, dossier.SubmittedAt.AddDays(1), ct));
        using var key = RSA.Create(2048);
        var raw = await PerSecondAsync(papers, _ => Task.FromResult(key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        var result = new SealResult(raw, signed, whole);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"seals: {result.Sealed:F0} decisions/s drawn, signed, kept and recorded one after another; {result.Signed:F0}/s signed (PAdES), {result.Raw:F0}/s bare RSA-2048, ratio {result.Raw / result.Signed:F2}; {papers} each"));
        return result;
    }

    private static async Task<double> PerSecondAsync(int times, Func<int, Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await work(i);
        }

        return times / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
