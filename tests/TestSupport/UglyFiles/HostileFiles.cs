using System.IO.Compression;
using System.Text;

namespace TestSupport.UglyFiles;

/// <summary>Files that must be refused, each with the name it comes under and the code of the problem.</summary>
public static class HostileFiles
{
    public static IReadOnlyDictionary<string, (string Name, byte[] Content, string Problem)> All { get; } = new Dictionary<string, (string, byte[], string)>
    {
        ["NoBytes"] = ("danh sach.xlsx", [], "import-file-empty"),
        ["BlanksOnly"] = ("danh sach.csv", "  \r\n \t\r\n"u8.ToArray(), "import-file-empty"),
        ["TooLarge"] = ("lon.csv", new byte[33 << 20], "import-file-too-large"),
        ["PasswordXlsx"] = ("mat khau.xlsx", XlsFile.Compound("EncryptedPackage", new byte[9000]), "import-file-password"),
        ["PasswordXls"] = ("mat khau.xls", XlsFile.Compound("Workbook", [0x09, 0x08, 16, 0, 0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0, 0x2F, 0, 54, 0, 1, 0, 1, 0, 1, 0, .. new byte[48], 0x0A, 0, 0, 0]), "import-file-password"),
        ["WordDocument"] = ("bang.xls", XlsFile.Compound("WordDocument", new byte[5000]), "import-file-type"),
        ["ZipBomb"] = ("bom.xlsx", Book(("xl/worksheets/sheet9.xml", Encoding.ASCII.GetBytes("<a>" + new string(' ', 60 << 20) + "</a>"))), "import-file-bomb"),
        ["ManyParts"] = ("nhieu.xlsx", Book([.. Enumerable.Range(0, 2_100).Select(i => ($"xl/media/{i}.bin", new byte[1]))]), "import-file-bomb"),
        ["NestedZip"] = ("long.xlsx", Book(("xl/embeddings/a.bin", Zip(("b.txt", [1, 2, 3])))), "import-file-nested"),
        ["NestedOle"] = ("long2.xlsx", Book(("xl/embeddings/oleObject1.bin", XlsFile.Compound("Contents", new byte[10]))), "import-file-nested"),
        ["PathOutside"] = ("duong dan.xlsx", Book(("../../etc/x", [1])), "import-file-paths"),
        ["PathAbsolute"] = ("duong dan.xlsx", Book(("/etc/x", [1])), "import-file-paths"),
        ["PathWindows"] = ("duong dan.xlsx", Book((@"xl\..\x", [1])), "import-file-paths"),
        ["PartTwice"] = ("hai.xlsx", Book(("xl/workbook.xml", "<a/>"u8.ToArray())), "import-file-paths"),
        ["EntitiesInPart"] = ("thuc the.xlsx", Book(("xl/sharedStrings.xml", Laughs())), "import-file-entities"),
        ["EntitiesUtf16"] = ("thuc the.xlsx", Book(("docProps/core.xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")])), "import-file-entities"),
        ["EntitiesBehindComment"] = ("thuc the.xlsx", Book(("docProps/app.xml", [.. Encoding.ASCII.GetBytes($"<!--{new string('x', 20_000)}-->"), .. Laughs()[21..]])), "import-file-entities"),
        ["EntitiesInXml"] = ("thuc the.xls", [.. Laughs(), .. "<!-- urn:schemas-microsoft-com:office:spreadsheet -->"u8], "import-file-entities"),
        ["PdfUnderRightName"] = ("danh sach.xlsx", "%PDF-1.7 ..."u8.ToArray(), "import-file-type"),
        ["PictureUnderRightName"] = ("danh sach.csv", [0x89, .. "PNG\r\n"u8, 0x1A, .. new byte[40]], "import-file-type"),
        ["ProgramUnderRightName"] = ("danh sach.xls", [.. "MZ"u8, .. new byte[200]], "import-file-type"),
        ["WordUnderRightName"] = ("danh sach.xlsx", Zip(("word/document.xml", "<a/>"u8.ToArray())), "import-file-type"),
        ["ZipUnderRightName"] = ("danh sach.xlsx", Zip(("anh.txt", "abc"u8.ToArray())), "import-file-type"),
        ["BinaryWorkbook"] = ("danh sach.xlsb", Zip(("xl/workbook.bin", [1, 2])), "import-file-type"),
        ["OpenDocument"] = ("danh sach.ods", Zip(("content.xml", "<a/>"u8.ToArray())), "import-file-type"),
        ["OtherXml"] = ("hoa don.xml", "<?xml version=\"1.0\"?><HDon><a/></HDon>"u8.ToArray(), "import-file-type"),
        ["BinaryText"] = ("so lieu.csv", [.. Enumerable.Range(1, 300).Select(i => (byte)(i % 31))], "import-file-type"),
        ["LineWithoutEnd"] = ("dai.csv", Encoding.ASCII.GetBytes("Ho va ten,So CCCD\n" + new string(',', 2 << 20)), "import-file-line"),
        ["CutOff"] = ("dut.xlsx", Book()[..400], "import-file-broken"),
        ["CutOffXls"] = ("dut.xls", XlsFile.Of([Sheet()])[..1600], "import-file-type"),
        ["BrokenPart"] = ("hong.xlsx", Book(("xl/theme/theme1.xml", "khong phai xml"u8.ToArray())), "import-file-broken"),
    };

    /// <summary>A workbook with macros, which is read without them.</summary>
    public static byte[] Macros() => Book(("xl/vbaProject.bin", XlsFile.Compound("VBA", new byte[100])));

    private static byte[] Book(params (string Path, byte[] Content)[] extra) => XlsxFile.Of([Sheet()], extra);

    private static GridSheet Sheet()
    {
        var sheet = new GridSheet();
        sheet.Add("Họ và tên", "Số CCCD");
        sheet.Add("Nguyễn Văn An", "038050123456");
        return sheet;
    }

    private static byte[] Laughs() => Encoding.ASCII.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"ha\">" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat(i == 1 ? "&a;" : $"&a{i - 1};", 10))}\">")) + "]><sst>&a9;</sst>");

    private static byte[] Zip(params (string Path, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var part = zip.CreateEntry(path).Open();
                part.Write(content);
            }
        }

        return memory.ToArray();
    }
}
