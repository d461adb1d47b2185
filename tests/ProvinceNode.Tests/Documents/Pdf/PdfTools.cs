using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ProvinceNode.Tests.Documents.Pdf;

/// <summary>Other people's readers of PDF (poppler, qpdf), which tests/run installs: what they say counts, not what the writer meant.</summary>
internal static partial class PdfTools
{
    /// <summary>Runs a tool on the file: its exit code and all it wrote.</summary>
    public static (int Code, string Output) Run(byte[] pdf, string tool, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("btxh-pdf");
        try
        {
            var path = Path.Combine(folder.FullName, "paper.pdf");
            File.WriteAllBytes(path, pdf);
            var start = new ProcessStartInfo(tool, arguments.Select(a => a == "FILE" ? path : a)) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    /// <summary>Text in the order it was written, white space made single.</summary>
    public static string Text(byte[] pdf) => Flat(Run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").Output);

    /// <summary>Pages of text.</summary>
    public static string[] Pages(byte[] pdf) => Run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").Output.Split('\f', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Words with their upper and lower edges in points from above, of the first page.</summary>
    public static IReadOnlyList<(string Word, double Top, double Bottom)> Boxes(byte[] pdf) => WordBox().Matches(Run(pdf, "pdftotext", "-bbox", "-l", "1", "FILE", "-").Output)
        .Select(m => (m.Groups[3].Value, double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).ToList();

    public static string Flat(string text) => Blank().Replace(text.Replace('\u00A0', ' '), " ").Trim();

    [GeneratedRegex(@"<word [^>]*yMin=""([\d.]+)""[^>]*yMax=""([\d.]+)"">([^<]*)</word>")]
    private static partial Regex WordBox();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
