using System.Text.Json.Serialization;

namespace ProvinceNode.Documents;

/// <summary>In what capacity someone signs (Decree 30/2020 Art. 13).</summary>
public enum SigningCapacity
{
    /// <summary>The head himself.</summary>
    Own,

    /// <summary>KT.: a deputy in place of the head.</summary>
    Deputy,

    /// <summary>TL.: the head of a subordinate office by order.</summary>
    ByOrder,

    /// <summary>TUQ.: entrusted in writing.</summary>
    Entrusted,
}

/// <summary>A signature block: authority lines (separated by a line feed), and the name when it is signed.</summary>
public sealed record SignatureBlock(string Title, string Name, string Hint = "(Ký, ghi rõ họ tên)")
{
    /// <summary>What stands between title and name in place of a seal's image once signed electronically, line by line (Decree 30/2020, Annex I).</summary>
    public IReadOnlyList<string> Seal { get; init; } = [];

    /// <summary>Authority lines, e.g. KT. CHỦ TỊCH and PHÓ CHỦ TỊCH.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> TitleLines => Title.Length == 0 ? [] : Title.Split('\n');

    /// <summary>
    /// Block of an official of a body.
    /// </summary>
    /// <param name="capacity">Own signs as <paramref name="head"/>; the others put KT., TL. or TUQ. before the head and their own post under it.</param>
    /// <param name="head">Post of the head in capitals, e.g. CHỦ TỊCH.</param>
    /// <param name="post">Post of the signer in capitals, e.g. PHÓ CHỦ TỊCH; not read for Own.</param>
    /// <param name="name">Name without degrees or ranks (Decree 30/2020, Annex I).</param>
    public static SignatureBlock Of(SigningCapacity capacity, string head, string post, string name) => new(
        capacity switch
        {
            SigningCapacity.Deputy => $"KT. {head}\n{post}",
            SigningCapacity.ByOrder => $"TL. {head}\n{post}",
            SigningCapacity.Entrusted => $"TUQ. {head}\n{post}",
            _ => head,
        },
        name, "");

    /// <summary>The same block for a body that decides collectively: TM. ỦY BAN NHÂN DÂN over it.</summary>
    public SignatureBlock OnBehalfOf(string body) => this with { Title = $"TM. {body}\n{Title}" };
}
