using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Protos.Reference.Packs;

/// <summary>Why a pack is not taken; the names are stored.</summary>
public enum PackFaultKind
{
    Unreadable = 1,
    TooLarge = 2,
    Unsigned = 3,
    WrongSigner = 4,
    Altered = 5,

    /// <summary>Its number is not above what is held.</summary>
    Older = 6,

    /// <summary>It follows one that is not held. No longer a reason, for a pack is whole: only in what was refused by earlier versions.</summary>
    Gap = 7,

    /// <summary>Tables that are unknown, missing or twice.</summary>
    Tables = 8,
    Columns = 9,
    Row = 10,

    /// <summary>Rows of the law are gone instead of ended, or it begins before the pack before it.</summary>
    Against = 11,
}

/// <summary>One thing that is wrong, as a Vietnamese sentence that says where.</summary>
public sealed record PackFault(PackFaultKind Kind, string Words);

/// <summary>What the reader found.</summary>
/// <param name="Content">Null when the file cannot be read or is not believed: nothing of an unsigned file is handed on.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Faults">None when the pack is whole.</param>
public sealed record PackVerdict(PackContent? Content, string Sha256, IReadOnlyList<PackFault> Faults)
{
    public bool Sound => Content is not null && Faults.Count == 0;
}

/// <summary>Reads a pack as it came, over the line or as a file, and says all that is wrong with it. Nothing is fetched. Pure.</summary>
public static class PackReader
{
    /// <summary>A file never is larger; a larger one is not looked at.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <param name="authority">The hub's authority, as it was got at the enrolment.</param>
    public static PackVerdict Read(ReadOnlySpan<byte> file, X509Certificate2 authority)
    {
        var sha256 = PackSeal.HashOf(file);
        if (file.Length > MostBytes)
        {
            return new(null, sha256, [new(PackFaultKind.TooLarge, $"Tệp lớn hơn {MostBytes / 1024 / 1024} MB. Gói tham chiếu không lớn như vậy; hãy kiểm tra lại tệp.")]);
        }

        if (PackSeal.Read(file) is not { Content.Length: > 0 } seal)
        {
            return new(null, sha256, [new(PackFaultKind.Unreadable, "Tệp không phải gói tham chiếu hoặc đã hỏng. Hãy lấy lại gói từ trục quốc gia.")]);
        }

        if (seal.Signature is not { Length: > 0 } || seal.Certificate is not { Length: > 0 })
        {
            return new(null, sha256, [new(PackFaultKind.Unsigned, "Gói không có chữ ký số. Chỉ dùng gói do trục quốc gia ký; hãy lấy lại gói.")]);
        }

        var content = Content(seal.Content);
        if (seal.Judge(authority, content?.IssuedAt ?? DateTime.UnixEpoch) is { } fault)
        {
            return new(null, sha256, [fault]);
        }

        return content is null
            ? new(null, sha256, [new(PackFaultKind.Unreadable, $"Không đọc được nội dung gói theo định dạng {PackContent.Version}. Có thể gói thuộc định dạng mới hơn: hãy cập nhật phiên bản phần mềm.")])
            : new(content, sha256, PackCheck.Faults(content));
    }

    /// <summary>What a file says, without asking who signed it: for who keeps files of his own. Null when it cannot be read.</summary>
    public static PackContent? Peek(ReadOnlySpan<byte> file) => PackSeal.Read(file) is { Content.Length: > 0 } seal ? Content(seal.Content) : null;

    /// <summary>What speaks against taking a sound pack after what is held; null when nothing does. One that is missing between them is nothing: tables are whole, and a refused pack must not bar the next.</summary>
    /// <param name="held">Highest number held of its kind; 0: none.</param>
    public static PackFault? OrderFault(PackContent content, int held) =>
        content.Number <= held
            ? new(PackFaultKind.Older, $"Gói {PackKinds.Name(content.Kind).ToLowerInvariant()} số {content.Number} không mới hơn gói số {held} đang giữ. Gói cũ không được dùng lại; hãy lấy gói mới nhất.")
            : null;

    private static PackContent? Content(byte[] bytes)
    {
        try
        {
            return PackContent.Read(bytes) is { Format: PackContent.Version } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
