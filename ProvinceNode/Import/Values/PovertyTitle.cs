using System.Text.RegularExpressions;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>What a title, the name of a sheet, a group's heading or a column's heading says of the rows below it.</summary>
public enum PovertyTitle
{
    /// <summary>Nothing: letterhead, the poverty standard, "giảm nghèo".</summary>
    Nothing = 0,

    Poor = 1,

    NearPoor = 2,

    /// <summary>Neither poor nor near-poor: "hộ không nghèo", "thoát cận nghèo".</summary>
    Neither = 3,

    /// <summary>"Hộ thoát nghèo": no longer poor, and near-poor or not.</summary>
    LeftPoverty = 4,

    /// <summary>Several of these.</summary>
    Several = 5,
}

/// <summary>Reads such titles. Only "hộ nghèo" and "hộ cận nghèo" name a status; the word "nghèo" alone does so where nothing else is said. Pure.</summary>
public static partial class PovertyTitles
{
    private static readonly PovertyTitle[] Named = [PovertyTitle.Poor, PovertyTitle.NearPoor, PovertyTitle.Neither, PovertyTitle.LeftPoverty];

    public static PovertyTitle Of(string text)
    {
        var key = WordKey.Of(text);
        if (Whole().Match(key) is { Success: true } whole)
        {
            return Word(whole.Groups["word"].Value);
        }

        // What a list is attached to, who made it and by which standard is not what it lists.
        key = Basis().Replace(key, "");
        var list = key.IndexOf("danh sach", StringComparison.Ordinal);
        if (list < 0 && Letterhead().IsMatch(key))
        {
            return PovertyTitle.Nothing;
        }

        key = Standard().Replace(key[Math.Max(0, list)..], " ");
        var told = new HashSet<PovertyTitle>();
        foreach (var (phrase, word) in new[] { (LeftNear(), PovertyTitle.Neither), (Left(), PovertyTitle.LeftPoverty), (Not(), PovertyTitle.Neither), (Near(), PovertyTitle.NearPoor), (Poor(), PovertyTitle.Poor) })
        {
            if (phrase.IsMatch(key))
            {
                told.Add(word);
                key = phrase.Replace(key, " ");
            }
        }

        return told.Count switch { 0 => PovertyTitle.Nothing, 1 => told.Single(), _ => PovertyTitle.Several };
    }

    /// <summary>Of the headings over a column the lowest that names one status: "Hộ nghèo, hộ cận nghèo / Hộ nghèo" is poor.</summary>
    /// <param name="title">Headings from the top down with " / " between.</param>
    /// <param name="year">Year of the list; 0 when it is not known.</param>
    public static PovertyTitle OfColumn(string title, int year = 0)
    {
        if (!IsOfYear(title, year))
        {
            return PovertyTitle.Nothing;
        }

        var parts = title.Split(" / ").Reverse().Select(Of).ToList();
        return parts.Find(p => Named.Contains(p)) is var one and not PovertyTitle.Nothing ? one : parts.Contains(PovertyTitle.Several) ? PovertyTitle.Several : PovertyTitle.Nothing;
    }

    /// <summary>Whether a column may tell the status of the list's year: none of another year, of causes, codes or members.</summary>
    public static bool IsOfYear(string title, int year)
    {
        var key = WordKey.Of(title);
        var years = Years().Matches(key);
        return !NoMark().IsMatch(key) && (year == 0 || years.Count == 0 || years.Any(y => y.Value == year.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static PovertyTitle Word(string word) => word switch
    {
        "ngheo" or "hn" => PovertyTitle.Poor,
        "can ngheo" or "hcn" => PovertyTitle.NearPoor,
        "khong ngheo" or "thoat can ngheo" => PovertyTitle.Neither,
        _ => PovertyTitle.LeftPoverty,
    };

    // A sheet called "Cận nghèo 2027" or "DS HN".
    [GeneratedRegex(@"^(?:(?:ds|danh sach|bieu|mau|sheet|trang|so|dien|ho|moi|\d+) )*(?<word>ngheo|hn|can ngheo|hcn|khong ngheo|thoat ngheo|thoat can ngheo)(?: (?:nam|da chieu|ho|\d+))*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(ban (chi dao|giam ngheo|quan ly|to chuc)|uy ban|ubnd|hdnd|bo |so (lao|noi|y|nong|tai)|phong |hoi |doan |to (ra soat|cong tac|ho tro)|quy |chuong trinh|theo|can cu|kem theo|ban hanh|thuc hien|v v|ve viec|don vi|cong hoa|doc lap|mat tran)\b")]
    private static partial Regex Letterhead();

    [GeneratedRegex(@"\b(ban hanh kem|kem theo|theo|can cu|de nghi cua)\b.*$")]
    private static partial Regex Basis();

    [GeneratedRegex(@"\b((chuan|tieu chi( xac dinh)?|tieu chuan|ra soat) (muc )?(ho )?(can )?ngheo|(giam|quy vi nguoi|nguoi|xoa) (can )?ngheo)\b")]
    private static partial Regex Standard();

    [GeneratedRegex(@"\bthoat (khoi )?(dien )?(ho )?can ngheo\b")]
    private static partial Regex LeftNear();

    [GeneratedRegex(@"\bthoat (khoi )?(dien )?(ho )?ngheo\b")]
    private static partial Regex Left();

    [GeneratedRegex(@"\b(khong|ngoai)( (thuoc|phai|la|con))?( dien)?( ho)? (can )?ngheo\b")]
    private static partial Regex Not();

    [GeneratedRegex(@"\bcan ngheo\b|\bhcn\b")]
    private static partial Regex Near();

    [GeneratedRegex(@"\bho( (gia dinh|moi|tai|thuoc|dien|phat sinh|moi phat sinh))* ngheo\b|\btai ngheo\b")]
    private static partial Regex Poor();

    // Columns about a poor household that mark no status of this year.
    [GeneratedRegex(@"nguyen nhan|thieu hut|\bma (so )?ho\b|nhan khau|so khau|nam truoc|dau ky|nam cu|thanh vien|so tien|muc ho tro")]
    private static partial Regex NoMark();

    [GeneratedRegex(@"\b20\d\d\b")]
    private static partial Regex Years();
}
