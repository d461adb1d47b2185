namespace ProvinceNode.Documents;

/// <summary>Papers that people attach to a dossier (policy 3.3, portal rows).</summary>
public static class PaperKinds
{
    public const string Declaration = "to-khai";
    public const string DisabilityCertificate = "giay-xac-nhan-khuyet-tat";
    public const string Residence = "xac-nhan-cu-tru";
    public const string BirthCertificate = "giay-khai-sinh";
    public const string Pregnancy = "xac-nhan-mang-thai";
    public const string Other = "giay-to-khac";

    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Declaration] = "Tờ khai đề nghị trợ giúp xã hội đã ký",
        [DisabilityCertificate] = "Giấy xác nhận khuyết tật",
        [Residence] = "Giấy xác nhận thông tin về cư trú hoặc căn cước công dân",
        [BirthCertificate] = "Giấy khai sinh của trẻ em",
        [Pregnancy] = "Giấy xác nhận đang mang thai",
        [Other] = "Giấy tờ khác",
    };

    public static string NameOf(string kind) => Names.GetValueOrDefault(kind, Names[Other]);
}
