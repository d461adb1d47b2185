using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>A person lets another collect his money (policy 6.5).</summary>
public sealed record ProxyPaper
{
    public required PaperPerson Person { get; init; }

    public required PaperPerson Proxy { get; init; }

    /// <summary>Relation of the proxy to the person; may be empty.</summary>
    public string Relation { get; init; } = "";

    public required string Reason { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>At most twelve months after the start unless a guardian was appointed.</summary>
    public required DateOnly Until { get; init; }
}

/// <summary>D24: giấy ủy quyền nhận trợ cấp, certified by the commune (policy 6.5). Pure.</summary>
public static class ProxyPapers
{
    /// <summary>Months that an authorisation holds when nothing else is written.</summary>
    public const int DefaultMonths = 12;

    private const string Proxy = "Người được ủy quyền: ";
    private const string Days = "Thời hạn ủy quyền: ";

    /// <summary>Which days a D24 is for, in its own words.</summary>
    public static string DaysOf(PaperContent paper) => paper.Paragraphs.FirstOrDefault(p => p.StartsWith(Days, StringComparison.Ordinal)) ?? "";

    /// <summary>Whether a D24 is for a proxy of this number.</summary>
    public static bool Names(PaperContent paper, string number) => paper.Paragraphs.Any(p => p.StartsWith(Proxy, StringComparison.Ordinal) && p.Contains(number, StringComparison.Ordinal));

    /// <summary>D24, to be signed before the commune.</summary>
    /// <param name="certifier">Who certifies for the commune, or null before.</param>
    public static PaperContent Authorise(PaperScene scene, ProxyPaper proxy, Organization.SignedInOfficial? certifier)
    {
        var relation = proxy.Relation.Length > 0 ? $"; quan hệ với người ủy quyền: {proxy.Relation}" : "";
        return new PaperContent
        {
            // A paper of a citizen has no issuing body; place and date stand above the signatures.
            Issuer = "", PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = PaperStyle.Unnumbered(PaperKind.Authorisations), Title = "GIẤY ỦY QUYỀN", Summary = "Về việc nhận thay trợ cấp xã hội hàng tháng", DossierCode = scene.DossierCode,
            Paragraphs =
            [
                $"Người ủy quyền: {proxy.Person.Described(scene.Today)}.",
                $"{Proxy}{proxy.Proxy.Described(scene.Today)}{relation}.",
                $"Nội dung ủy quyền: người được ủy quyền nhận thay trợ cấp xã hội hàng tháng của người ủy quyền tại tổ chức dịch vụ chi trả. Lý do: {NeutralWords.Remark(proxy.Reason).TrimEnd('.')}.",
                $"{Days}từ ngày {VietnameseFormat.Date(proxy.From)} đến ngày {VietnameseFormat.Date(proxy.Until)}.",
                "Người được ủy quyền cam kết nhận và giao đủ số tiền cho người ủy quyền, xuất trình giấy tờ tùy thân khi nhận tiền và chịu trách nhiệm trước pháp luật về việc thực hiện ủy quyền.",
            ],
            Closing = [$"Xác nhận của {scene.Committee(scene.Commune)}: ông (bà) có tên trên cư trú tại địa phương và đã ký giấy này trước mặt người xác nhận."],
            Signatures =
            [
                new("NGƯỜI ỦY QUYỀN", proxy.Person.FullName), new("NGƯỜI ĐƯỢC ỦY QUYỀN", proxy.Proxy.FullName),
                certifier is null ? new SignatureBlock("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "", "(Ký tên, đóng dấu)") : PaperStyle.Signer("CHỦ TỊCH", certifier).OnBehalfOf("ỦY BAN NHÂN DÂN"),
            ],
        };
    }
}
