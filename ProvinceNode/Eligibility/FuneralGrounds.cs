using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>The law on the day of a death.</summary>
internal sealed record FuneralLaw(RuleBook Rules, PayMonth Month, LevelRow Level, LevelRow? PensionLevel, string Province);

/// <summary>Each ground of funeral support with its clauses.</summary>
internal static class FuneralGrounds
{
    private const string Article = "khoản 1 Điều 11 " + Articles.Decree20;

    public static IEnumerable<OneOffTrial> Of(FuneralCase death, FuneralLaw law)
    {
        var day = death.DiedOn;
        if (law.Rules.Parameter(LawParameters.FuneralTimes, day) is { } twenty)
        {
            yield return Trial("MT.a", "Đối tượng đang hưởng trợ cấp xã hội hàng tháng", law.Level, twenty, Receives(death));
            yield return Trial("MT.b", "Con của người đơn thân nghèo đang nuôi con", law.Level, twenty,
                new Clause("điểm b " + Article, "Là con của người đơn thân nghèo quy định tại khoản 4 Điều 5", death.ChildOfGroup4 ? "Đúng" : "Không", death.ChildOfGroup4));
            yield return Trial("MT.c", "Người từ đủ 80 tuổi đang hưởng trợ cấp tuất, trợ cấp hàng tháng khác", law.Level, twenty, [.. Survivor(death)]);
            if (law.PensionLevel is { } pension)
            {
                yield return Trial("MT.ht", "Người hưởng trợ cấp hưu trí xã hội", pension, twenty, PensionClause(death, law));
            }
        }

        if (law.Rules.Parameter(LawParameters.FuneralInstitutionTimes, day) is { } institution)
        {
            yield return Trial("MT.cs", "Người được nuôi dưỡng tại cơ sở trợ giúp xã hội", law.Level, institution,
                new Clause(institution.Legal, "Sống tại cơ sở trợ giúp xã hội khi chết", death.InInstitution ? "Đúng" : "Không", death.InInstitution));
        }

        if (law.Rules.Parameter(LawParameters.FuneralEmergencyTimes, day) is { } emergency)
        {
            yield return Trial("MT.kc", "Chết, mất tích do thiên tai, hỏa hoạn, dịch bệnh, tai nạn đặc biệt nghiêm trọng", law.Level, emergency,
                new Clause("khoản 1 " + emergency.Legal, "Chết, mất tích do thiên tai, hỏa hoạn, dịch bệnh, tai nạn giao thông, tai nạn lao động đặc biệt nghiêm trọng hoặc bất khả kháng",
                    death.Emergency ? "Đúng" : "Không", death.Emergency));
            yield return Unclaimed(death, law, emergency);
        }
    }

    private static OneOffTrial Trial(string code, string label, LevelRow level, ParameterRow times, params Clause[] clauses) => OneOff.Trial(code, label, clauses, level, times);

    private static Clause Receives(FuneralCase death)
    {
        var receives = death.CurrentCategory is [(>= '1' and <= '8') or 'P', ..];
        return new("điểm a " + Article, "Đang hưởng trợ cấp xã hội hàng tháng khi chết", receives ? "Đang hưởng" : "Không hưởng", receives);
    }

    private static IEnumerable<Clause> Survivor(FuneralCase death)
    {
        var years = death.Birth.AgeInYears(death.DiedOn);
        yield return new("điểm c " + Article, "Từ đủ 80 tuổi", $"{years} tuổi khi chết", years >= 80);
        yield return new("điểm c " + Article, "Đang hưởng trợ cấp tuất bảo hiểm xã hội hàng tháng hoặc trợ cấp hàng tháng khác", death.SurvivorBenefit ? "Đang hưởng" : "Không hưởng", death.SurvivorBenefit);
    }

    // Also who had asked and was eligible but had no decision yet (policy 1.4).
    private static Clause PensionClause(FuneralCase death, FuneralLaw law)
    {
        var receives = death.CurrentCategory.StartsWith("HT.", StringComparison.Ordinal);
        var undecided = !receives && death.Undecided is { PensionRequestedOn: { } asked } facts && asked <= death.DiedOn
            && Assistance.Decide(facts with { DiedOn = null }, law.Month, law.Rules, law.Province).Trials.Any(t => t.Kind == AwardKind.SocialPension && t.Holds);
        return new(Articles.Decree176, "Đang hưởng trợ cấp hưu trí xã hội, hoặc đã đề nghị và đủ điều kiện nhưng chưa có quyết định",
            receives ? "Đang hưởng" : undecided ? "Đã đề nghị, đủ điều kiện, chưa có quyết định" : "Không", receives || undecided);
    }

    private static OneOffTrial Unclaimed(FuneralCase death, FuneralLaw law, ParameterRow times)
    {
        var least = law.Level.Amount * times.Value;
        var dong = death.Unclaimed ? Math.Max(death.ActualDong, least) : 0;
        return new("MT.vc", "Không có người nhận trách nhiệm mai táng",
            [new("khoản 2 " + times.Legal, "Không có người nhận trách nhiệm tổ chức mai táng", death.Unclaimed ? "Đúng" : "Không", death.Unclaimed)],
            dong, dong > 0 ? $"Chi phí thực tế {new Dong(death.ActualDong)}, ít nhất {times.Value} × {new Dong(law.Level.Amount)} = {new Dong(least)}: {new Dong(dong)}" : "");
    }
}
