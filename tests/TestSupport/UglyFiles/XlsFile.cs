using System.Text;

namespace TestSupport.UglyFiles;

/// <summary>Writes an .xls: BIFF8 records ([MS-XLS]) inside an OLE compound file ([MS-CFB]) with one stream.</summary>
public static class XlsFile
{
    private const int Sector = 512;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint FreeSector = 0xFFFFFFFF;

    public static byte[] Of(IReadOnlyList<GridSheet> sheets) => Compound("Workbook", Workbook(sheets));

    /// <summary>A compound file with one stream of the given name, e.g. <c>EncryptedPackage</c>.</summary>
    public static byte[] Compound(string name, byte[] content)
    {
        // At least 4,096 bytes, else it would belong to the mini stream.
        var length = Math.Max(4096, (content.Length + Sector - 1) / Sector * Sector);
        Array.Resize(ref content, length);
        var data = length / Sector;
        var fats = 1;
        while (fats * 128 < data + 1 + fats)
        {
            fats++;
        }

        using var memory = new MemoryStream();
        using var w = new BinaryWriter(memory);
        w.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        w.Write(new byte[16]);
        w.Write([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
        w.Write(new byte[10]);
        w.Write(fats);
        w.Write(data); // first sector of the directory, right after the stream
        w.Write(0);
        w.Write(4096);
        w.Write(EndOfChain);
        w.Write(0);
        w.Write(EndOfChain);
        w.Write(0);
        for (var i = 0; i < 109; i++)
        {
            w.Write(i < fats ? (uint)(data + 1 + i) : FreeSector);
        }

        w.Write(content);
        Entry(w, "Root Entry", 5, 1, EndOfChain, 0);
        Entry(w, name, 2, FreeSector, 0, (uint)length);
        w.Write(new byte[256]);
        for (var i = 0; i < fats * 128; i++)
        {
            w.Write(i < data - 1 ? (uint)(i + 1) : i <= data ? EndOfChain : i <= data + fats ? 0xFFFFFFFD : FreeSector);
        }

        return memory.ToArray();
    }

    private static void Entry(BinaryWriter w, string name, byte type, uint child, uint start, uint size)
    {
        var bytes = new byte[64];
        Encoding.Unicode.GetBytes(name).CopyTo(bytes, 0);
        w.Write(bytes);
        w.Write((ushort)((name.Length + 1) * 2));
        w.Write(type);
        w.Write((byte)1);
        w.Write(FreeSector);
        w.Write(FreeSector);
        w.Write(child);
        w.Write(new byte[36]);
        w.Write(start);
        w.Write((ulong)size);
    }

    private static byte[] Workbook(IReadOnlyList<GridSheet> sheets)
    {
        var bodies = sheets.Select(Sheet).ToList();
        var globals = Globals(sheets, new int[sheets.Count]).Length;
        var offsets = bodies.Select((_, i) => globals + bodies.Take(i).Sum(b => b.Length)).ToArray();
        return [.. Globals(sheets, offsets), .. bodies.SelectMany(b => b)];
    }

    private static byte[] Globals(IReadOnlyList<GridSheet> sheets, int[] offsets)
    {
        using var memory = new MemoryStream();
        using var w = new BinaryWriter(memory);
        Record(w, 0x0809, [0x00, 0x06, 0x05, 0x00, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
        Record(w, 0x0042, [0xB0, 0x04]); // code page: Unicode
        Record(w, 0x00E0, Format(0)); // formats of the cells: general, date
        Record(w, 0x00E0, Format(14));
        for (var i = 0; i < sheets.Count; i++)
        {
            var name = Encoding.Unicode.GetBytes(sheets[i].Name);
            Record(w, 0x0085, [.. BitConverter.GetBytes(offsets[i]), (byte)(sheets[i].Hidden ? 1 : 0), 0, (byte)sheets[i].Name.Length, 1, .. name]);
        }

        Record(w, 0x000A, []);
        return memory.ToArray();
    }

    private static byte[] Format(ushort format)
    {
        var xf = new byte[20];
        BitConverter.GetBytes(format).CopyTo(xf, 2);
        return xf;
    }

    private static byte[] Sheet(GridSheet sheet)
    {
        using var memory = new MemoryStream();
        using var w = new BinaryWriter(memory);
        Record(w, 0x0809, [0x00, 0x06, 0x10, 0x00, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
        var width = sheet.Rows.Max(r => r.Length);
        Record(w, 0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(sheet.Rows.Count), 0, 0, .. BitConverter.GetBytes((ushort)width), 0, 0]);
        for (var r = 0; r < sheet.Rows.Count; r++)
        {
            for (var c = 0; c < sheet.Rows[r].Length; c++)
            {
                Cell(w, r, c, sheet.Rows[r][c]);
            }
        }

        foreach (var part in sheet.Merges.Chunk(1000))
        {
            Record(w, 0x00E5, [.. BitConverter.GetBytes((ushort)part.Length), .. part.SelectMany(m => new[] { m.FirstRow, m.LastRow, m.FirstColumn, m.LastColumn }.SelectMany(n => BitConverter.GetBytes((ushort)n)))]);
        }

        Record(w, 0x000A, []);
        return memory.ToArray();
    }

    private static void Cell(BinaryWriter w, int row, int column, GridCell? cell)
    {
        byte[] Place(ushort format) => [.. BitConverter.GetBytes((ushort)row), .. BitConverter.GetBytes((ushort)column), .. BitConverter.GetBytes(format)];
        switch (cell?.Value)
        {
            case string text:
                Record(w, 0x0204, [.. Place(0), .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
                break;
            case double number:
                Record(w, 0x0203, [.. Place(0), .. BitConverter.GetBytes(number)]);
                break;
            case DateTime date:
                Record(w, 0x0203, [.. Place(1), .. BitConverter.GetBytes(date.ToOADate())]);
                break;
        }
    }

    private static void Record(BinaryWriter w, ushort kind, byte[] content)
    {
        w.Write(kind);
        w.Write((ushort)content.Length);
        w.Write(content);
    }
}
