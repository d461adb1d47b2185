using System.IO.Compression;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Looks through a zip package: bytes are counted while unpacking, since a bomb lies about its size.</summary>
internal static class PackageGuard
{
    private static readonly byte[][] Archives = [[.. "PK"u8, 3, 4], [.. "Rar!"u8], [.. "7z"u8, 0xBC, 0xAF], [0x1F, 0x8B, 8], [0xD0, 0xCF, 0x11, 0xE0]];

    public static Outcome<GuardedFile> Inspect(Stream content, string name, SheetLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > limits.Parts)
            {
                return SheetProblems.Bomb.Now(name);
            }

            if (zip.Entries.Any(e => Unsafe(e.FullName)) || zip.Entries.GroupBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1))
            {
                return SheetProblems.Paths.Now(name);
            }

            return Kind(zip) is { } other ? SheetProblems.WrongType.Now(name, other) : Unpack(zip, name, limits);
        }
        catch (InvalidDataException)
        {
            return SheetProblems.Broken.Now(name);
        }
        catch (IOException)
        {
            return SheetProblems.Broken.Now(name);
        }
        catch (NotSupportedException)
        {
            return SheetProblems.Broken.Now(name); // an unknown compression
        }
    }

    // Names that would leave the folder they are unpacked to; we unpack nowhere, but honest programs write none.
    private static bool Unsafe(string path) =>
        path.Split('/').Contains("..") || path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal);

    // What a package is when it is no workbook; null when it is one.
    private static string? Kind(ZipArchive zip)
    {
        bool Has(string start) => zip.Entries.Any(e => e.FullName.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        return Has("xl/workbook.xml") ? null
            : Has("xl/workbook.bin") ? "bảng tính nhị phân .xlsb"
            : Has("word/") ? "văn bản Word"
            : Has("ppt/") ? "bài trình chiếu"
            : Has("content.xml") ? "tài liệu OpenDocument (.ods, .odt)"
            : "tệp nén ZIP";
    }

    private static Outcome<GuardedFile> Unpack(ZipArchive zip, string name, SheetLimits limits)
    {
        var (total, macros) = (0L, false);
        var buffer = new byte[81_920];
        foreach (var entry in zip.Entries)
        {
            macros |= entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || entry.FullName.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase);
            using var part = entry.Open();
            var (bytes, first) = (0L, true);
            while (part.Read(buffer) is > 0 and var read)
            {
                if (first && !macros && Archives.Any(a => buffer.AsSpan(0, read).StartsWith(a)))
                {
                    return SheetProblems.Nested.Now(name, FileGuard.Bare(entry.FullName));
                }

                (bytes, total, first) = (bytes + read, total + read, false);
                if (total > limits.UnpackedBytes || (bytes > limits.RatioFrom && bytes > entry.CompressedLength * limits.Ratio))
                {
                    return SheetProblems.Bomb.Now(name);
                }
            }

            if (Xml(entry, name) is { } problem)
            {
                return problem;
            }
        }

        var file = FileGuard.Guarded(name, FileForm.Workbook, limits, "bảng tính Excel .xlsx", ".xlsx", ".xlsm");
        return macros ? file with { Remarks = [.. file.Remarks, SheetProblems.Macros.Now(name)] } : file;
    }

    private static Problem? Xml(ZipArchiveEntry entry, string name)
    {
        if (entry.Length == 0 || !(entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        using var part = entry.Open();
        return XmlGuard.Look(part) switch
        {
            XmlVerdict.Entities => SheetProblems.Entities.Now(name),
            XmlVerdict.Broken => SheetProblems.Broken.Now(name),
            _ => null,
        };
    }
}
