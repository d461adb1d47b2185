using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What the parts of a person's and a household's record must satisfy. Nodes from before them send none.</summary>
internal static class PartCheck
{
    private const int MostParts = 200;
    private static readonly string[] Roles = ["Guardian", "Carer", "Supporter"];
    private static readonly string[] Poverties = ["None", "NearPoor", "Poor"];

    public static void Check(BeneficiaryState b, List<Fault> faults)
    {
        BodyCheck.Day(b.ResidentSince, "ngày bắt đầu cư trú", faults);
        BodyCheck.Day(b.DiedOn, "ngày chết", faults);
        BodyCheck.Text(b.Needs, 1000, "nhu cầu", faults);
        BodyCheck.Text(b.AssistiveDevice, 300, "dụng cụ trợ giúp", faults);
        BodyCheck.Text(b.OtherSupport, 1000, "hỗ trợ khác", faults);
        BodyCheck.Text(b.MergedIntoId, 36, "hồ sơ đã gộp vào", faults);
        BodyCheck.Number(b.Links.Count <= MostParts && b.PovertyYears.Count <= MostParts && b.Stays.Count <= MostParts, "số người liên quan, số năm, số lần vào cơ sở", faults);
        foreach (var link in b.Links)
        {
            BodyCheck.OneOf(link.Role, Roles, "vai trò của người liên quan", faults);
            BodyCheck.Text(link.FullName, 120, "họ tên người liên quan", faults, required: true);
            BodyCheck.Text(link.Relation, 60, "quan hệ", faults);
            Days(link.From, link.To, "của người liên quan", faults);
        }

        foreach (var year in b.PovertyYears)
        {
            BodyCheck.OneOf(year.Status, Poverties, "diện nghèo", faults);
            BodyCheck.Number(year.Year is >= 1990 and <= 2200, "năm xét nghèo", faults);
            BodyCheck.Day(year.DecisionOn, "ngày quyết định hộ nghèo", faults);
        }

        foreach (var stay in b.Stays)
        {
            BodyCheck.Text(stay.Institution, 200, "cơ sở trợ giúp xã hội", faults, required: true);
            BodyCheck.Text(stay.DecisionNumber, 60, "quyết định tiếp nhận", faults);
            Days(stay.From, stay.To, "ở cơ sở", faults);
        }
    }

    public static void Check(HouseholdState h, List<Fault> faults)
    {
        BodyCheck.Number(h.Members.Count <= MostParts, "số thành viên hộ", faults);
        foreach (var member in h.Members)
        {
            BodyCheck.Text(member.FullName, 120, "họ tên thành viên hộ", faults, required: true);
            BodyCheck.Text(member.Relation, 60, "quan hệ với chủ hộ", faults);
            Days(member.From, member.To, "ở trong hộ", faults);
        }
    }

    private static void Days(string from, string to, string what, List<Fault> faults)
    {
        BodyCheck.Day(from, $"ngày bắt đầu {what}", faults);
        BodyCheck.Day(to, $"ngày kết thúc {what}", faults);
    }
}
