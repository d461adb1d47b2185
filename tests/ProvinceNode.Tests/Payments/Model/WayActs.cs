using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Receiving;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>How somebody is paid: requests for another way, settled by another official; who collects for him by a paper that begins, ends and is taken back.</summary>
internal sealed class WayActs(PayWorld world, Random chance)
{
    private static readonly string[] Proxies = ["Trần Văn Thay", "Phạm Thị Hộ"];

    public ScheduleAct? Any(TruePerson person)
    {
        var asked = world.Read("SELECT Id FROM MethodChanges WHERE BeneficiaryId = $id AND State = 'Requested'", r => r.GetGuid(0), person.Id);
        var papers = world.Read("SELECT Id, ConfirmedAt IS NULL FROM ProxyAuthorisations WHERE BeneficiaryId = $id AND RevokedOn IS NULL ORDER BY RecordedAt DESC", r => (Id: r.GetGuid(0), Waits: r.GetBoolean(1)), person.Id);
        return chance.Next(6) switch
        {
            0 or 1 when asked.Count > 0 => Settle(person, asked[0]),
            0 or 1 or 2 => Ask(person),
            3 or 4 when papers.Exists(p => p.Waits) => Confirm(person, papers.Find(p => p.Waits).Id),
            3 or 4 => Authorise(person),
            _ when papers.Count > 0 => Revoke(person, papers[0].Id),
            _ => Authorise(person),
        };
    }

    private ScheduleAct Ask(TruePerson person)
    {
        var (to, holder) = (chance.Next(5) switch { 0 => PayMethod.CashHome, 1 => PayMethod.CashPoint, _ => PayMethod.Bank }, chance.Next(3) == 0 ? Proxies[chance.Next(Proxies.Length)] : person.Name);
        var account = to == PayMethod.Bank ? string.Create(CultureInfo.InvariantCulture, $"3500{chance.Next(100, 103)}") : "";
        var input = new MethodChangeInput(person.Id, person.Guardian?.Number ?? person.Number, to, account, account.Length > 0 ? "Agribank Hậu Lộc" : "", account.Length > 0 ? holder : "", "Bản thân, đơn ngày hôm nay", world.Time.Today, "Già yếu, đi lại khó khăn");
        return new($"{person.Name} asks for {to}{(account.Length > 0 ? $" to {account} of {holder}" : "")}", w => By(w, PayWorld.Official(Roles.SocialOfficer, person.Place), (s, by) => s.GetRequiredService<AskMethodChange>().Handle(input, by, default))) { Points = 30 };
    }

    private ScheduleAct Settle(TruePerson person, Guid id)
    {
        var accept = chance.Next(4) > 0;
        return new($"the request of {person.Name} is {(accept ? "put in force" : "declined")}", w => By(w, PayWorld.Accountant, (s, by) => s.GetRequiredService<SettleMethodChange>().Handle(person.Id, id, accept, "Đã gọi điện hỏi ngân hàng", by, default))) { Points = 30 };
    }

    private ScheduleAct Authorise(TruePerson person)
    {
        var (who, today, days) = (chance.Next(Proxies.Length), world.Time.Today, chance.Next(10, 90));
        var input = new ProxyInput(person.Id, Proxies[who], string.Create(CultureInfo.InvariantCulture, $"03818000000{who}"), "cháu", true, "12/2022", today, "UBND xã", today.AddDays(chance.Next(0, 20)), today.AddDays(20 + days), "");
        return new($"{person.Name} authorises {input.Name} until {input.To:dd/MM/yyyy}", w => By(w, PayWorld.Official(Roles.SocialOfficer, person.Place), (s, by) => s.GetRequiredService<AuthoriseProxy>().Handle(input, by, default))) { Points = 30 };
    }

    private ScheduleAct Confirm(TruePerson person, Guid id)
    {
        var accept = chance.Next(5) > 0;
        return new($"the authorisation of {person.Name} is {(accept ? "confirmed" : "turned down")}", w => By(w, PayWorld.Accountant, (s, by) => s.GetRequiredService<ConfirmProxy>().Handle(person.Id, id, accept, "Giấy có chứng thực của xã", by, default))) { Points = 30 };
    }

    private ScheduleAct Revoke(TruePerson person, Guid id) => new($"the authorisation of {person.Name} is taken back",
        w => By(w, PayWorld.Official(Roles.SocialOfficer, person.Place), (s, by) => s.GetRequiredService<RevokeProxy>().Handle(person.Id, id, "Người hưởng tự đến nhận", by, default))) { Points = 30 };

    private Task<string> By<T>(Worker w, SignedInOfficial by, Func<IServiceProvider, SignedInOfficial, Task<ProvinceNode.Platform.Outcome<T>>> verb) => world.AsAsync(w, by, s => verb(s, by));
}
