namespace ProvinceNode.Documents.Pdf;

/// <summary>The four faces of Times New Roman that Decree 30/2020 uses.</summary>
public enum FontStyle
{
    Regular,
    Bold,
    Italic,
    BoldItalic,
}
