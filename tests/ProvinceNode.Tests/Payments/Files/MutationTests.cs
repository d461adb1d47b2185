using ProvinceNode.Payments.Files;

namespace ProvinceNode.Tests.Payments.Files;

/// <summary>Whatever happens to the bytes of a file: the reader never throws, and never gives other results than were written.</summary>
public sealed class MutationTests
{
    private const int Mutations = 700;

    [Theory]
    [InlineData(WireForm.Json)]
    [InlineData(WireForm.Csv)]
    [InlineData(WireForm.Xlsx)]
    public void ResultFile_Mutated_IsRefusedOrTheSame(WireForm form)
    {
        var results = WireSamples.Results(WireSamples.List(11, 30), 11);
        using var whole = WireSamples.Written(form, results);
        var (bytes, random, refused) = (whole.ToArray(), new Random(20221122), 0);
        for (var n = 0; n < Mutations; n++)
        {
            using var content = new MemoryStream(Mutate(bytes, random));
            var file = ResultFile.Open(content, "kq" + WireWriter.Ending(form));
            var entries = file.Entries().ToList();
            if (file.IsRefused)
            {
                refused++;
                Assert.All(file.Faults, f => Assert.NotEmpty(f.Sentence));
            }
            else
            {
                // Only what is outside the sealed content may have changed.
                Assert.Equal(results.Rows, entries.Select(e => e.Row));
                Assert.Equal(results.Header.Month, file.Header.Month);
            }
        }

        Assert.InRange(refused, Mutations / 3, Mutations);
    }

    [Theory]
    [InlineData(WireForm.Json)]
    [InlineData(WireForm.Csv)]
    [InlineData(WireForm.Xlsx)]
    public void ResultFile_CutAnywhere_IsRefused(WireForm form)
    {
        var results = WireSamples.Results(WireSamples.List(12, 20), 12);
        using var whole = WireSamples.Written(form, results);
        var bytes = whole.ToArray();
        for (var length = 0; length < bytes.Length - 2; length += Math.Max(1, bytes.Length / 300))
        {
            using var content = new MemoryStream(bytes[..length]);
            var file = ResultFile.Open(content, "kq");
            Assert.True(file.IsRefused, $"{form}: the first {length} of {bytes.Length} bytes were taken");
        }
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "commas", "import-file-line" }, { "deep", "pay-file-broken" }, { "long", "pay-file-broken" }, { "quote", "pay-file-broken" }, { "zeros", "import-file-type" }, { "rows-first", "pay-file-foreign" }, { "not-objects", "pay-file-damaged" },
        { "half-letter", "pay-file-broken" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void File_MadeToHurt_IsRefused(string what, string code)
    {
        const string Head = "{\"format\":\"btxh-ketqua-1\",\"header\":{\"unit\":\"16063\",\"month\":\"202211\",\"seq\":1,\"totalLines\":1,\"totalAmount\":0,\"hash\":\"x\"},\"rows\":[";
        var text = what switch
        {
            "commas" => "Kết quả\n" + new string(',', 3 << 20),
            "deep" => Head + new string('[', 100_000),
            "long" => Head + "{\"rowId\":\"" + new string('a', 3 << 20) + "\"}]}",
            "quote" => "\"" + new string('x', 500_000) + "\n" + string.Concat(Enumerable.Repeat("y,\n", 50_000)),
            "zeros" => new string('\0', 1 << 20),
            "rows-first" => "{\"format\":\"btxh-ketqua-1\",\"rows\":[]}"[..^1].Replace("\"format\":\"btxh-ketqua-1\",", "", StringComparison.Ordinal) + "}",
            "not-objects" => Head + "7]}",
            _ => Head + "{\"rowId\":\"\\ud800\"}]}",
        };
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var file = ResultFile.Open(content, "kq");
        Assert.True(file.IsRefused);
        Assert.Contains(code, file.Faults.Select(f => f.Problem.Code));
        Assert.All(file.Entries(), e => Assert.Null(e.Row));
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var (copy, at) = (bytes.ToList(), random.Next(bytes.Length));
        switch (random.Next(5))
        {
            case 0:
                copy[at] = (byte)random.Next(256);
                break;
            case 1:
                copy.RemoveRange(at, Math.Min(random.Next(1, 200), copy.Count - at));
                break;
            case 2:
                copy.InsertRange(at, Enumerable.Range(0, random.Next(1, 40)).Select(_ => (byte)random.Next(256)));
                break;
            case 3:
                // A digit of an amount, a letter of a status.
                var digits = Enumerable.Range(0, copy.Count).Where(i => char.IsAsciiLetterOrDigit((char)copy[i])).ToList();
                var place = digits[random.Next(digits.Count)];
                copy[place] = (byte)(copy[place] == '9' ? '0' : copy[place] + 1);
                break;
            default:
                var piece = bytes[at..Math.Min(bytes.Length, at + random.Next(1, 400))];
                copy.InsertRange(random.Next(copy.Count), piece);
                break;
        }

        return [.. copy];
    }
}
