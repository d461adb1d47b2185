using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>A commune with its council and a dossier about a certificate, walked by the officials whom the law names.</summary>
public sealed class CouncilRun
{
    private readonly NodeHost _host;

    public CouncilRun(NodeHost host)
    {
        _host = host;
        Dossiers = new TestDossiers(host);
        Desk = Dossiers.Official(Roles.Desk);
        Officer = Dossiers.Official(Roles.SocialOfficer);
        Chairman = Dossiers.Official(Roles.Chairman);
        Clerk = Dossiers.Official(Roles.RecordsClerk);
    }

    public TestDossiers Dossiers { get; }

    public Guid Id { get; private set; }

    public SignedInOfficial Desk { get; }

    public SignedInOfficial Officer { get; }

    public SignedInOfficial Chairman { get; }

    public SignedInOfficial Clerk { get; }

    /// <summary>Sitting members, the chairman first.</summary>
    public IReadOnlyList<CouncilMember> Members { get; private set; } = [];

    /// <summary>Files Mẫu số 01 online and receives it at the desk.</summary>
    public async Task<Guid> FileAsync(string procedure = Procedures.DisabilityCertificate, string birth = "1982-03-15", string number = "038082000102")
    {
        var day = DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture);
        Id = await Dossiers.SubmittedAsync(procedure == Procedures.CertificateExchange ? "doi-giay-khuyet-tat" : "xac-dinh-khuyet-tat", v =>
        {
            (v["FullName"], v["Sex"], v["CitizenId"]) = ("Nguyễn Văn Thủy", "1", number);
            (v["BirthDay"], v["BirthMonth"], v["BirthYear"]) = ($"{day.Day:00}", $"{day.Month:00}", $"{day.Year}");
        });
        await MustAsync(Desk, (s, v) => s.GetRequiredService<Receive>().Handle(new(Id, v), Desk, default));
        await Dossiers.MatchIdentityAsync(Id);
        return Id;
    }

    /// <summary>A council of seven through its page's verbs.</summary>
    public async Task EstablishAsync(int members = 7)
    {
        var today = Dossiers.Today;
        await KeepAsync((k, c) => k.EstablishAsync(new EstablishInput("15/QĐ-UBND", Text(today.AddYears(-1)), Text(today.AddYears(4))), Officer, c));
        foreach (var role in Enum.GetValues<CouncilRole>().Take(members))
        {
            await KeepAsync((k, c) => k.AddAsync(new MemberInput($"Thành viên {role}", role.ToString(), CouncilWords.Role(role)), Officer, c));
        }

        Members = await _host.WithDbAsync(async db => (await db.DisabilityCouncils.Include(c => c.Members).OrderByDescending(c => c.Id).FirstAsync()).Sitting, Officer.Office.Value);
    }

    public async Task KeepAsync(Func<KeepCouncil, CancellationToken, Task<Outcome<DisabilityCouncil>>> verb)
    {
        var outcome = await _host.WithAsync(s => verb(s.GetRequiredService<KeepCouncil>(), default), Officer.Office.Value);
        Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => p.Message)));
    }

    /// <summary>Convenes for the next working day and goes there.</summary>
    public async Task ConveneAsync()
    {
        var day = await _host.WithAsync(async s => (await s.GetRequiredService<FlowRules>().ForAsync(Officer.Office, default)).Calendar.AddWorkingDays(Dossiers.Today, 1), Officer.Office.Value);
        await MustAsync(Officer, (s, v) => s.GetRequiredService<Convene>().Handle(new(Id, v, Text(day), "08:00", "Trạm y tế xã Hoa Lộc"), Officer, default));
        _host.Clock.SetDay(day);
    }

    public Task<Outcome<Dossier>> ConcludeAsync(Func<ConcludeInput, ConcludeInput>? change = null, params CouncilVote[] votes) => DoAsync(Officer, (s, v) =>
    {
        var input = Input(v, votes.Length == 0 ? Enumerable.Repeat(CouncilVote.Severe, Members.Count) : votes);
        return s.GetRequiredService<ConcludeCouncil>().Handle(change?.Invoke(input) ?? input, Officer, default);
    });

    /// <summary>Posts, waits and closes.</summary>
    public async Task PostAsync()
    {
        await MustAsync(Officer, (s, v) => s.GetRequiredService<OpenPosting>().Handle(Id, v, Officer, default));
        _host.Clock.SetDay((await Dossiers.LoadAsync(Id)).StepDueOn!.Value);
        await MustAsync(Officer, (s, v) => s.GetRequiredService<ClosePosting>().Handle(Id, v, Officer, default));
    }

    public Task<Outcome<Dossier>> IssueAsync() => DoAsync(Chairman, (s, v) => s.GetRequiredService<IssueCertificate>().Handle(Id, v, Chairman, default));

    /// <summary>The whole procedure up to the certificate.</summary>
    public async Task<DisabilityCertificate> CertifyAsync(string birth = "1982-03-15", string number = "038082000102", string point = "", params CouncilVote[] votes)
    {
        if (Members.Count == 0)
        {
            await EstablishAsync();
        }

        await FileAsync(birth: birth, number: number);
        await ConveneAsync();
        Assert.True((await ConcludeAsync(i => i with { Point = point }, votes)).Succeeded);
        await PostAsync();
        Must(await IssueAsync());
        return await CertificateAsync();
    }

    public Task<DisabilityCertificate> CertificateAsync() =>
        _host.WithDbAsync(db => db.DisabilityCertificates.AsNoTracking().Include(c => c.History).Where(c => c.DossierId == Id).SingleAsync());

    public Task<Outcome<Dossier>> DoAsync(SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb) => Dossiers.DoAsync(Id, official, verb);

    public async Task MustAsync(SignedInOfficial official, Func<IServiceProvider, long, Task<Outcome<Dossier>>> verb) => Must(await DoAsync(official, verb));

    public static void Must(Outcome<Dossier> outcome) => Assert.True(outcome.Succeeded, string.Join("; ", outcome.Problems.Select(p => $"{p.Field}: {p.Message}")));

    public static string Text(DateOnly day) => VietnameseFormat.Date(day);

    private ConcludeInput Input(long version, IEnumerable<CouncilVote> votes)
    {
        var cast = Members.Zip(votes).ToDictionary(p => p.First.Id, p => p.Second);
        return new ConcludeInput(Id, version, cast.Keys.ToHashSet(), cast, ["1"], Enumerable.Repeat<Ability?>(Ability.NeedsHelp, EvaluationSheets.Activities.Count).ToList(), "",
            "Đi lại khó khăn, cần người dìu", "Nhất trí", "yes");
    }
}
