using System.Xml;

namespace ProvinceNode.Platform.Sheets;

/// <summary>What the beginning of an XML text shows.</summary>
internal enum XmlVerdict
{
    Clean = 0,

    /// <summary>A document type: the door of entity bombs and of reads from other places.</summary>
    Entities = 1,
    Broken = 2,
}

/// <summary>A document type can stand only before the root element, so reading up to there finds it in any encoding.</summary>
internal static class XmlGuard
{
    /// <summary>For every XML reader of the slice: no document type, no other files.</summary>
    public static XmlReaderSettings Settings { get; } = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = false };

    // Finds the document type as a node; its own bombs are cut short, nothing is fetched.
    private static readonly XmlReaderSettings Looking = new() { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1024, CloseInput = false };

    public static XmlVerdict Look(Stream content)
    {
        try
        {
            using var reader = XmlReader.Create(content, Looking);
            while (reader.Read() && reader.NodeType != XmlNodeType.Element)
            {
                if (reader.NodeType == XmlNodeType.DocumentType)
                {
                    return XmlVerdict.Entities;
                }
            }

            return XmlVerdict.Clean;
        }
        catch (XmlException e)
        {
            // A broken beginning is either a bomb inside the document type or no XML at all; both stay out.
            return e.Message.Contains("DTD", StringComparison.Ordinal) || e.Message.Contains("entit", StringComparison.OrdinalIgnoreCase) ? XmlVerdict.Entities : XmlVerdict.Broken;
        }
    }
}
