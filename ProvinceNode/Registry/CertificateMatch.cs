using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>A declared certificate against the certificates that the node knows of the person. It only tells: paper certificates of earlier years exist, so nothing is refused by it. Pure.</summary>
/// <param name="Agrees">The declared certificate is known, stands and says the same.</param>
/// <param name="Sentences">What the appraiser should look at.</param>
public sealed record CertificateMatch(bool Agrees, IReadOnlyList<string> Sentences)
{
    /// <param name="number">As declared.</param>
    /// <param name="found">The person's certificates, newest first.</param>
    public static CertificateMatch Of(string number, DateOnly? issuedOn, DisabilityDegree degree, IReadOnlyList<DisabilityCertificate> found, DateOnly today)
    {
        var declared = found.FirstOrDefault(c => Same(c.Number, number));
        if (declared is null)
        {
            var newest = found.FirstOrDefault(c => c.HoldsOn(today));
            return new(false, newest is null
                ? [$"Không có Giấy xác nhận khuyết tật số {Shown(number)} của người này trên hệ thống. Nếu là giấy đã cấp trước khi dùng hệ thống, hãy đối chiếu bản giấy với hồ sơ lưu của UBND cấp xã đã cấp."]
                : [$"Không có giấy số {Shown(number)} của người này trên hệ thống, nhưng có giấy số {newest.Number} cấp ngày {VietnameseFormat.Date(newest.IssuedOn)} đang có giá trị ({CertificateWords.Degree(newest.Degree)}). Hãy hỏi lại người khai."]);
        }

        var sentences = Standing(declared, found, today).Concat(Differences(declared, issuedOn, degree)).ToList();
        return sentences.Count > 0 ? new(false, sentences)
            : new(true, [$"Giấy số {declared.Number} đang có giá trị, do {declared.IssuerName} cấp ngày {VietnameseFormat.Date(declared.IssuedOn)}: {CertificateWords.Degree(declared.Degree)}, {CertificateWords.Types(declared.Types)}. Đúng với tờ khai."]);
    }

    private static IEnumerable<string> Standing(DisabilityCertificate declared, IReadOnlyList<DisabilityCertificate> found, DateOnly today)
    {
        if (declared.State == CertificateState.Withdrawn)
        {
            yield return $"Giấy số {declared.Number} đã bị thu hồi, không còn giá trị.";
        }
        else if (declared.State == CertificateState.Replaced)
        {
            var later = found.FirstOrDefault(c => c.HoldsOn(today));
            yield return later is null
                ? $"Giấy số {declared.Number} đã được thay bằng giấy khác."
                : $"Giấy số {declared.Number} đã được thay bằng giấy số {later.Number} cấp ngày {VietnameseFormat.Date(later.IssuedOn)} ({CertificateWords.Degree(later.Degree)}).";
        }
        else if (found.FirstOrDefault(c => c.HoldsOn(today)) is { } newer && newer.IssuedOn > declared.IssuedOn)
        {
            // Another commune issued it: the older row is not this one's to end.
            yield return $"Sau giấy số {declared.Number} người này đã được cấp giấy số {newer.Number} ngày {VietnameseFormat.Date(newer.IssuedOn)} ({CertificateWords.Degree(newer.Degree)}).";
        }
        else if (declared.ValidTo < today)
        {
            yield return $"Giấy số {declared.Number} hết giá trị từ sau ngày {VietnameseFormat.Date(declared.ValidTo.Value)}: trẻ đã đủ 6 tuổi phải xác định lại mức độ khuyết tật.";
        }
    }

    private static IEnumerable<string> Differences(DisabilityCertificate declared, DateOnly? issuedOn, DisabilityDegree degree)
    {
        if (degree != DisabilityDegree.None && degree != declared.Degree)
        {
            yield return $"Mức độ khai “{CertificateWords.Degree(degree)}” khác giấy số {declared.Number}: “{CertificateWords.Degree(declared.Degree)}”.";
        }

        if (issuedOn is { } day && day != declared.IssuedOn)
        {
            yield return $"Ngày cấp khai {VietnameseFormat.Date(day)} khác giấy số {declared.Number}: {VietnameseFormat.Date(declared.IssuedOn)}.";
        }
    }

    private static bool Same(string one, string other) => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string number) => number.Replace(" ", "", StringComparison.Ordinal).TrimEnd('.');

    private static string Shown(string number) => number.Trim().Length == 0 ? "(không ghi)" : number.Trim();
}

/// <summary>Words of the law for types and degrees. Pure.</summary>
public static class CertificateWords
{
    /// <summary>Dạng khuyết tật (Law 51/2010 Art. 3; policy 3.11).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> AllTypes { get; } =
    [
        new("1", "Khuyết tật vận động"), new("2", "Khuyết tật nghe, nói"), new("3", "Khuyết tật nhìn"),
        new("4", "Khuyết tật thần kinh, tâm thần"), new("5", "Khuyết tật trí tuệ"), new("6", "Khuyết tật khác"),
    ];

    public static string Degree(DisabilityDegree degree) => degree switch
    {
        DisabilityDegree.ExtremelySevere => "đặc biệt nặng",
        DisabilityDegree.Severe => "nặng",
        DisabilityDegree.Mild => "nhẹ",
        _ => "không khuyết tật",
    };

    /// <param name="types">As stored, e.g. 1,4.</param>
    public static string Types(string types) =>
        string.Join("; ", AllTypes.Where(t => types.Split(',').Contains(t.Key)).Select((t, i) => i == 0 ? t.Value.ToLowerInvariant() : t.Value["Khuyết tật ".Length..].ToLowerInvariant()));

    public static string State(CertificateState state) => state switch
    {
        CertificateState.Active => "Đang có giá trị",
        CertificateState.Replaced => "Đã thay bằng giấy khác",
        _ => "Đã thu hồi",
    };
}
