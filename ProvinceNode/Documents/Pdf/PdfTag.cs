using System.Globalization;

namespace ProvinceNode.Documents.Pdf;

/// <summary>
/// A node of the structure that screen readers walk (ISO 32000-1, 14.7): what is a title, a paragraph, a cell, in reading order.
/// </summary>
internal sealed class PdfTag
{
    private readonly List<PdfTag> children = [];
    private readonly List<(PdfPage Page, int Mark)> marks = [];

    public PdfTag(string type, PdfTag? parent)
    {
        Type = type;
        parent?.children.Add(this);
    }

    /// <summary>Standard structure type: Document, H1, P, Table, TR, TH, TD, Figure.</summary>
    public string Type { get; }

    /// <summary>What a picture says.</summary>
    public string Alternative { get; init; } = "";

    /// <summary>Columns that a cell of a table stands across.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Object of the file, once numbered.</summary>
    public int Number { get; private set; }

    public int Mark(PdfPage page)
    {
        marks.Add((page, page.NextMark(this)));
        return marks[^1].Mark;
    }

    /// <summary>Writes this node and all under it; what nothing was drawn for is left out.</summary>
    public void Write(PdfFile file, int parent)
    {
        Number = Number == 0 ? file.Reserve() : Number;
        var kids = new List<string>();
        foreach (var child in children.Where(c => c.Drawn))
        {
            child.Number = file.Reserve();
            kids.Add($"{child.Number} 0 R");
            child.Write(file, Number);
        }

        kids.AddRange(marks.Select(m => string.Create(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {m.Page.Number} 0 R/MCID {m.Mark}>>")));
        var extra = Alternative.Length > 0 ? $"/Alt{PdfFile.Text(Alternative)}" : Type == "TH" ? "/A<</O/Table/Scope/Column>>" : Columns > 1 ? string.Create(CultureInfo.InvariantCulture, $"/A<</O/Table/ColSpan {Columns}>>") : "";
        file.Add(Number, $"<</Type/StructElem/S/{Type}/P {parent} 0 R/K[{string.Join(' ', kids)}]{extra}>>");
    }

    private bool Drawn => marks.Count > 0 || children.Any(c => c.Drawn);
}
