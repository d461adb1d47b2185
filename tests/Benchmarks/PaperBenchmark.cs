using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using ProvinceNode.Documents.Docx;
using ProvinceNode.Documents.Pdf;
using TestSupport;

namespace Benchmarks;

/// <summary>What the benchmark found.</summary>
/// <param name="Pdf">Decisions rendered as PDF per second on one core.</param>
/// <param name="Docx">Decisions rendered as DOCX per second on one core.</param>
/// <param name="List">Rows of a list decision with 1,000 people rendered per second.</param>
/// <param name="Raw">Files per second when the same bytes are only deflated.</param>
/// <param name="Ratio">Time of a PDF over the time of deflating its bytes: what layout, fonts and structure cost beside the compression that every PDF needs.</param>
public sealed record PaperResult(double Pdf, double Docx, double List, double Raw, double Ratio);

/// <summary>Decisions rendered per second, against the raw limit of deflating the same bytes.</summary>
public static class PaperBenchmark
{
    private const int Rounds = 7;

    /// <param name="papers">Decisions in each round; every one differs by its people.</param>
    public static async Task<PaperResult> RunAsync(TextWriter output, int papers = 400, CancellationToken ct = default)
    {
        var fonts = PaperFonts.Shipped;
        var options = new PdfOptions { Id = Guid.Empty, CreatedAt = DateTimeOffset.UnixEpoch };
        var decisions = Enumerable.Range(0, papers).Select(i => SamplePapers.Decision with
        {
            DossierCode = $"H56.12.03-221005-{i:0000}", NumberLine = $"Số: {i + 1:00}/QĐ-UBND", VerifyUrl = $"http://xacthuc.thanhhoa.test/van-ban/{i:x16}",
            Paragraphs = [$"Điều 1. Trợ cấp xã hội hàng tháng cho {SamplePapers.List(i % 97 + 1).Rows[^1][1]}.", .. SamplePapers.Decision.Paragraphs.Skip(1)],
        }).ToList();
        var streams = Streams(PaperPdf.Render(decisions[0], fonts, options).Bytes);
        PaperPdf.Render(SamplePapers.ListDecision(100), fonts, options);
        PaperDocx.Render(decisions[0], fonts, options.CreatedAt);
        var (pdf, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            pdf.Add(Seconds(() => decisions.ForEach(d => PaperPdf.Render(d, fonts, options))) / papers);
            raw.Add(Seconds(() => decisions.ForEach(_ => streams.ForEach(Deflate))) / papers);
        }

        var docx = Seconds(() => decisions.ForEach(d => PaperDocx.Render(d, fonts, options.CreatedAt))) / papers;
        var list = SamplePapers.ListDecision(1000);
        var rows = 1000 / Seconds(() => PaperPdf.Render(list, fonts, options));
        var result = new PaperResult(1 / Median(pdf), 1 / docx, rows, 1 / Median(raw), Median([.. pdf.Zip(raw, (p, r) => p / r)]));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"papers on one core: {result.Pdf:F0} decisions/s as PDF, {result.Raw:F0}/s when their bytes are only deflated, ratio {result.Ratio:F2}; {result.Docx:F0}/s as DOCX; list of 1,000 people {result.List:N0} rows/s; {Rounds} pairs of runs of {papers}"));
        return result;
    }

    // What stands between the stream marks, inflated: the bytes that the writer had to deflate.
    private static List<byte[]> Streams(byte[] pdf)
    {
        List<byte[]> streams = [];
        var rest = pdf.AsSpan();
        for (var at = rest.IndexOf(">>stream\n"u8); at >= 0; at = rest.IndexOf(">>stream\n"u8))
        {
            rest = rest[(at + 9)..];
            var end = rest.IndexOf("\nendstream"u8);
            using var packed = new ZLibStream(new MemoryStream(rest[..end].ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            packed.CopyTo(plain);
            streams.Add(plain.ToArray());
            rest = rest[end..];
        }

        return streams;
    }

    private static void Deflate(byte[] data)
    {
        using var packed = new MemoryStream(data.Length);
        using var deflate = new ZLibStream(packed, CompressionLevel.Optimal);
        deflate.Write(data);
    }

    private static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
