namespace ProvinceNode.Documents.Pdf;

/// <summary>Text in one face.</summary>
internal readonly record struct TextSpan(string Text, FontStyle Style = FontStyle.Regular);

/// <summary>A line that was broken: its parts in order, spaces between words among them.</summary>
internal sealed record TextLine(IReadOnlyList<TextSpan> Parts, double Size, double Width, int Gaps)
{
    /// <summary>Ends a paragraph or stands before a forced break: never justified.</summary>
    public bool Last { get; init; }
}
