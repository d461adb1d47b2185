using System.Reflection;

namespace Protos.Reference;

/// <summary>A file shipped with the product that is no table, e.g. the outlines of the provinces.</summary>
public static class ReferenceFile
{
    /// <summary>The whole file.</summary>
    /// <param name="name">File name with extension.</param>
    /// <exception cref="FileNotFoundException">No such file is shipped.</exception>
    public static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Reference/{name}")
            ?? throw new FileNotFoundException($"Reference file {name} is not shipped.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
