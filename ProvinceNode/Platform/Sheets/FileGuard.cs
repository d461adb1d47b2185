using System.Text;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Tells by its content what a file is and refuses what is hostile or no list (reliability, "Hostile input"). Reads the stream it is given; opens nothing.</summary>
public static class FileGuard
{
    private const int HeadBytes = 4096;

    // First bytes of what people mistake for a list, and what it is called.
    private static readonly (byte[] Start, string What)[] Strangers =
    [
        ("%PDF"u8.ToArray(), "tệp PDF"), ([0x89, .. "PNG"u8], "hình ảnh PNG"), ([0xFF, 0xD8, 0xFF], "hình ảnh JPEG"), ("GIF8"u8.ToArray(), "hình ảnh GIF"),
        ("II*\0"u8.ToArray(), "hình ảnh TIFF"), ("MM\0*"u8.ToArray(), "hình ảnh TIFF"), ("BM"u8.ToArray(), "hình ảnh BMP"),
        ("{\\rtf"u8.ToArray(), "văn bản RTF"), ("MZ"u8.ToArray(), "chương trình máy tính"), ([0x7F, .. "ELF"u8], "chương trình máy tính"),
        ("Rar!"u8.ToArray(), "tệp nén RAR"), ([.. "7z"u8, 0xBC, 0xAF], "tệp nén 7z"), ([0x1F, 0x8B], "tệp nén GZIP"),
        ("MIME-Version"u8.ToArray(), "trang web lưu thành một tệp (MHTML)"),
    ];

    /// <summary>What the file is, or the one problem that keeps it out.</summary>
    /// <param name="content">Seekable; left at its start.</param>
    /// <param name="name">As sent; folders in it are dropped.</param>
    public static Outcome<GuardedFile> Inspect(Stream content, string name, SheetLimits? limits = null)
    {
        limits ??= SheetLimits.Standard;
        name = Bare(name);
        if (content.Length == 0)
        {
            return SheetProblems.Empty.Now(name);
        }

        if (content.Length > limits.FileBytes)
        {
            return SheetProblems.TooLarge.Now(name, limits.FileBytes >> 20);
        }

        content.Position = 0;
        var head = new byte[HeadBytes];
        head = head[..content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        content.Position = 0;
        var answer = Look(content, name, head, limits);
        content.Position = 0;
        return answer;
    }

    /// <summary>The name without folders and control characters, at most 120 characters.</summary>
    public static string Bare(string name)
    {
        var bare = new string([.. name.Split('/', '\\')[^1].Where(c => !char.IsControl(c))]).Trim();
        return bare.Length switch { 0 => "không tên", > 120 => bare[..120], _ => bare };
    }

    private static Outcome<GuardedFile> Look(Stream content, string name, byte[] head, SheetLimits limits)
    {
        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8) || head.AsSpan().StartsWith("PK\u0005\u0006"u8))
        {
            return PackageGuard.Inspect(content, name, limits);
        }

        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return CompoundGuard.Inspect(content, name, limits);
        }

        if (Strangers.FirstOrDefault(s => head.AsSpan().StartsWith(s.Start)) is { What: { } what })
        {
            return SheetProblems.WrongType.Now(name, what);
        }

        var text = Encodings.Beginning(head);
        if (text is null)
        {
            return SheetProblems.WrongType.Now(name, "dữ liệu nhị phân không rõ loại");
        }

        return text.TrimStart() switch
        {
            "" when content.Length <= HeadBytes => SheetProblems.Empty.Now(name),
            ['<', ..] start => Markup(content, name, start, limits),
            _ when HasLongLine(content, limits) => SheetProblems.LineTooLong.Now(name, limits.LineLetters, limits.LineCells),
            _ => Guarded(name, FileForm.Text, limits, "văn bản phân cách", ".csv", ".txt", ".tsv"),
        };
    }

    // In whatever encoding a line break has one of these bytes, and no letter more than four: what is refused here is surely too long, the reader counts letters.
    private static bool HasLongLine(Stream content, SheetLimits limits)
    {
        var (buffer, most, length) = (new byte[1 << 16], limits.LineLetters * 4L, 0L);
        content.Position = 0;
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            var rest = buffer.AsSpan(0, read);
            for (var at = rest.IndexOfAny((byte)'\n', (byte)'\r'); at >= 0; at = rest.IndexOfAny((byte)'\n', (byte)'\r'))
            {
                if (length + at > most)
                {
                    return true;
                }

                length = 0;
                rest = rest[(at + 1)..];
            }

            length += rest.Length;
            if (length > most)
            {
                return true;
            }
        }

        return false;
    }

    private static Outcome<GuardedFile> Markup(Stream content, string name, string start, SheetLimits limits)
    {
        if (content.Length > limits.MarkupBytes)
        {
            return SheetProblems.TooLarge.Now(name, limits.MarkupBytes >> 20);
        }

        if (start.Contains("<?xml", StringComparison.OrdinalIgnoreCase) && start.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal)
            && !start.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return XmlGuard.Look(content) switch
            {
                XmlVerdict.Entities => SheetProblems.Entities.Now(name),
                XmlVerdict.Broken => SheetProblems.Broken.Now(name),
                _ => Guarded(name, FileForm.XmlSpreadsheet, limits, "bảng tính XML 2003", ".xml", ".xls"),
            };
        }

        if (new[] { "<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<body" }.Any(t => start.Contains(t, StringComparison.OrdinalIgnoreCase)))
        {
            return Guarded(name, FileForm.Html, limits, "trang HTML", ".html", ".htm");
        }

        // An entity bomb that pretends to be a spreadsheet must be called what it is.
        return start.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? SheetProblems.Entities.Now(name) : SheetProblems.WrongType.Now(name, "tệp XML khác");
    }

    /// <summary>The answer for a good file, with a remark when its name promises something else.</summary>
    internal static GuardedFile Guarded(string name, FileForm form, SheetLimits limits, string what, params string[] endings) =>
        new(name, form, limits, endings.Contains(Path.GetExtension(name).ToLowerInvariant()) ? [] : [SheetProblems.OtherName.Now(name, what)]);
}
