using Protos.Values;

namespace ProvinceNode.Documents.Verification;

/// <summary>What verification says about a code or a file.</summary>
public enum Verdict
{
    /// <summary>Issued by an office of this node, unchanged, and it still holds.</summary>
    Genuine,

    /// <summary>Genuine, but taken back.</summary>
    Revoked,

    /// <summary>Genuine, but a later paper stands in its place.</summary>
    Superseded,

    /// <summary>Carries one of our signatures, but the file is not what was signed.</summary>
    Altered,

    /// <summary>Issued a moment ago; its electronic signature is being made.</summary>
    BeingSealed,

    /// <summary>Signed by one of our offices, but the paper is not in the register.</summary>
    NotRegistered,

    /// <summary>No paper of this node has this code.</summary>
    UnknownCode,

    /// <summary>A PDF without any signature: nothing can be said about it.</summary>
    Unsigned,

    /// <summary>Signed, but by nobody of this node.</summary>
    SignedByOthers,

    /// <summary>No PDF, or one that is damaged.</summary>
    NotAPdf,
}

/// <summary>What the public may know of a paper: nothing of the person, only what identifies the paper in its holder's hand.</summary>
/// <param name="Name">Kind of paper; never a group of persons.</param>
/// <param name="Number">Empty when such papers have none.</param>
/// <param name="IssuedOn">Day in Viet Nam.</param>
/// <param name="Issuer">As named on the day; mergers change nothing.</param>
/// <param name="DossierCode">With its middle masked.</param>
/// <param name="SignedAt">Vietnamese time of the electronic signature.</param>
/// <param name="ChangedOn">Day on which it stopped holding.</param>
/// <param name="RevokedFor">Words of <see cref="RevocationGrounds"/>.</param>
/// <param name="Later">Name, number and day of the paper in its place.</param>
public sealed record PaperFacts(
    string Name, string Number, DateOnly IssuedOn, string Issuer, string Code, string DossierCode, DateTime? SignedAt,
    DateOnly? ChangedOn, string RevokedFor, string Later)
{
    public static PaperFacts Of(IssuedPaper paper, string dossierCode, IssuedPaper? later) => new(
        PaperDesk.NameOf(paper.Paper), paper.Number, VietnamTime.Day(paper.IssuedAt), paper.OfficeName, VerificationCode.Print(paper.Code), Mask(dossierCode),
        paper.SealedAt is { } at ? VietnamTime.Local(at) : null,
        paper.ValidityChangedAt is { } changed ? VietnamTime.Day(changed) : null,
        paper.RevokedFor is { } ground ? RevocationGrounds.Names.GetValueOrDefault(ground, "") : "",
        later is null ? "" : $"{PaperDesk.NameOf(later.Paper)} số {later.Number}, ngày {VietnameseFormat.Date(VietnamTime.Day(later.IssuedAt))}");

    /// <summary>H56.12.03-221015-0007 is shown as H56.12.03-••••••-0007: enough to recognise, not enough to track.</summary>
    public static string Mask(string dossierCode) => dossierCode.Split('-') is [var office, var day, var number]
        ? $"{office}-{new string('•', day.Length)}-{number}"
        : new string('•', Math.Min(dossierCode.Length, 12));
}

/// <summary>The answer of verification.</summary>
/// <param name="Paper">Null when no paper is known.</param>
/// <param name="ByFile">The file itself was checked, not only a code.</param>
public sealed record Verification(Verdict Verdict, PaperFacts? Paper, bool ByFile);
