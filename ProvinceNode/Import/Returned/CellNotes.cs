using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Returned;

/// <summary>A note at a cell; the row from 1, the column from 0.</summary>
internal readonly record struct CellNote(int Row, int Column, string Text);

/// <summary>Writes notes: their texts, and the shapes (VML) without which Excel shows none.</summary>
internal static class CellNotes
{
    public static void Write(WorksheetCommentsPart texts, VmlDrawingPart shapes, IReadOnlyList<CellNote> notes)
    {
        using (var writer = OpenXmlWriter.Create(texts))
        {
            writer.WriteStartElement(new Comments());
            writer.WriteElement(new Authors(new Author("Hệ thống bảo trợ xã hội")));
            writer.WriteStartElement(new CommentList());
            foreach (var note in notes)
            {
                writer.WriteElement(new Comment(new CommentText(new DocumentFormat.OpenXml.Spreadsheet.Text(SheetText.Harmless(note.Text)) { Space = SpaceProcessingModeValues.Preserve }))
                {
                    Reference = CellPlace.ColumnLetters(note.Column) + note.Row.ToString(CultureInfo.InvariantCulture), AuthorId = 0,
                });
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        using var stream = shapes.GetStream(FileMode.Create);
        using var vml = new StreamWriter(stream, new UTF8Encoding(false));
        vml.Write("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
            + "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>");
        for (var i = 0; i < notes.Count; i++)
        {
            var (row, column) = (notes[i].Row - 1, notes[i].Column);
            vml.Write(string.Create(CultureInfo.InvariantCulture,
                $"<v:shape id=\"_x0000_s{1025 + i}\" type=\"#_x0000_t202\" style=\"visibility:hidden;width:220pt;height:80pt\" fillcolor=\"#fff4d6\" o:insetmode=\"auto\"><v:fill color2=\"#fff4d6\"/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 10, {row}, 5, {column + 4}, 10, {row + 4}, 5</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"));
        }

        vml.Write("</xml>");
    }
}
