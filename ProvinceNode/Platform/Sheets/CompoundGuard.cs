using System.Buffers.Binary;
using System.Text;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Looks at the names in an OLE compound file ([MS-CFB] 2.6): an old workbook, an encrypted package ([MS-OFFCRYPTO] 2.3.4), or something else.</summary>
internal static class CompoundGuard
{
    private const int EntryBytes = 128;

    public static Outcome<GuardedFile> Inspect(Stream content, string name, SheetLimits limits)
    {
        var names = Names(content);
        if (names.Contains("EncryptedPackage") || names.Contains("EncryptionInfo"))
        {
            return SheetProblems.Password.Now(name);
        }

        if (!names.Contains("Workbook") && !names.Contains("Book"))
        {
            var what = names.Contains("WordDocument") ? "văn bản Word" : names.Contains("PowerPoint Document") ? "bài trình chiếu" : "tài liệu khác";
            return SheetProblems.WrongType.Now(name, what);
        }

        var file = FileGuard.Guarded(name, FileForm.OldWorkbook, limits, "bảng tính Excel .xls", ".xls");
        return names.Contains("_VBA_PROJECT_CUR") ? file with { Remarks = [.. file.Remarks, SheetProblems.Macros.Now(name)] } : file;
    }

    // Directory entries stand at multiples of 128 bytes whatever the sectors' order, so none is missed by a broken or hostile chain.
    private static HashSet<string> Names(Stream content)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entry = new byte[EntryBytes];
        content.Position = 512;
        while (content.ReadAtLeast(entry, EntryBytes, throwOnEndOfStream: false) == EntryBytes)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(64));
            if (length is > 2 and <= 64 && length % 2 == 0 && entry[66] is 1 or 2 or 5 && entry[length - 1] == 0 && entry[length - 2] == 0)
            {
                var text = Encoding.Unicode.GetString(entry, 0, length - 2);
                if (!text.Contains('\0', StringComparison.Ordinal))
                {
                    names.Add(text);
                }
            }
        }

        return names;
    }
}
