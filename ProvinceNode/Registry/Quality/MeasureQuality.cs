using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry.Quality;

/// <summary>
/// Measures the data of people and keeps their faults and their communes' scores: who changed soon after, everybody once a day, because a certificate runs out and a
/// child grows up without anybody writing. Measuring twice changes nothing. Call in the scope of the province.
/// </summary>
public sealed class MeasureQuality(NodeDb db, QualityReader reader, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Changes taken at once.</summary>
    public const int Batch = 400;

    /// <summary>Measures who changed, a batch.</summary>
    /// <returns>Changes dealt with; 0 when none is left or somebody saved meanwhile.</returns>
    public async Task<int> ChangedAsync(CancellationToken cancel)
    {
        var changes = await db.Set<ChangedPerson>().OrderBy(c => c.Id).Take(Batch).ToListAsync(cancel);
        if (changes.Count == 0)
        {
            return 0;
        }

        var ids = changes.Select(c => c.PersonId).Distinct().ToList();
        var measured = await reader.ReadAsync(db.Beneficiaries.Where(b => ids.Contains(b.Id)), cancel);
        var kept = await db.Set<PersonFault>().Where(f => ids.Contains(f.BeneficiaryId)).ToListAsync(cancel);
        // Where he was counted before, and where he lies now.
        var answers = await db.Set<PopulationAnswer>().Where(a => ids.Contains(a.BeneficiaryId)).ToListAsync(cancel);
        var paths = kept.Select(f => f.TenantPath).Concat(answers.Select(a => a.TenantPath)).Concat(measured.Select(m => m.Person.TenantPath)).Distinct().ToList();
        Keep(measured, kept, answers, changed: true);
        foreach (var path in paths)
        {
            var others = await db.Set<PersonFault>().Where(f => f.TenantPath == path && !ids.Contains(f.BeneficiaryId)).GroupBy(f => f.Code).Select(g => new { g.Key, People = g.Count() }).ToListAsync(cancel);
            await CountAsync(path, others.SelectMany(o => Enumerable.Repeat(o.Key, o.People)), cancel);
        }

        db.RemoveRange(changes);
        return await SaveAsync($"Đo chất lượng dữ liệu của {ids.Count} đối tượng có thay đổi", cancel) ? changes.Count : 0;
    }

    /// <summary>Measures the next commune of today's round whole.</summary>
    /// <returns>False when everybody was measured today.</returns>
    public async Task<bool> NextCommuneAsync(CancellationToken cancel)
    {
        var round = await db.Set<QualityRound>().SingleOrDefaultAsync(cancel) ?? db.Add(new QualityRound()).Entity;
        if (round.Day != time.Today)
        {
            (round.Day, round.LastPath, round.Done) = (time.Today, "", false);
        }

        if (round.Done)
        {
            return false;
        }

        var path = await NextAsync(round.LastPath, cancel);
        (round.LastPath, round.Done) = (path ?? round.LastPath, path is null);
        var people = path is null ? 0 : await CommuneAsync(path, cancel);
        await SaveAsync(path is null ? "Đã đo chất lượng dữ liệu của toàn tỉnh trong ngày" : $"Đo chất lượng dữ liệu của {people} đối tượng", cancel);
        return path is not null;
    }

    private async Task<int> CommuneAsync(string path, CancellationToken cancel)
    {
        var measured = await reader.ReadAsync(db.Beneficiaries.Where(b => b.TenantPath == path), cancel);
        var here = db.Beneficiaries.Where(b => b.TenantPath == path);
        var kept = await db.Set<PersonFault>().Where(f => f.TenantPath == path || here.Any(b => b.Id == f.BeneficiaryId)).ToListAsync(cancel);
        var answers = await db.Set<PopulationAnswer>().Where(a => here.Any(b => b.Id == a.BeneficiaryId)).ToListAsync(cancel);
        Keep(measured, kept, answers, changed: false);
        await CountAsync(path, [], cancel);
        return measured.Count;
    }

    // What is measured now against what is kept of the same people: only differences are written.
    private void Keep(List<MeasuredPerson> measured, List<PersonFault> kept, List<PopulationAnswer> answers, bool changed)
    {
        var known = kept.ToDictionary(f => (f.BeneficiaryId, f.Code));
        var asked = answers.ToDictionary(a => a.BeneficiaryId);
        foreach (var m in measured)
        {
            foreach (var fault in QualityRules.Of(m, time.Today))
            {
                if (known.Remove((m.Person.Id, fault.Code), out var old))
                {
                    (old.TenantPath, old.SharedPath) = (m.Person.TenantPath, m.Person.SharedPath);
                }
                else
                {
                    db.Add(new PersonFault { BeneficiaryId = m.Person.Id, Code = fault.Code, TenantPath = m.Person.TenantPath, SharedPath = m.Person.SharedPath, Since = time.Today });
                }
            }

            Follow(m.Person, asked.GetValueOrDefault(m.Person.Id), changed);
        }

        db.RemoveRange(known.Values);
    }

    // Everybody who is measured has his place in the row of those to be asked about; what he is known by changed: he is asked about anew, first of all.
    private void Follow(Beneficiary person, PopulationAnswer? answer, bool changed)
    {
        if (answer is null)
        {
            db.Add(new PopulationAnswer { BeneficiaryId = person.Id, TenantPath = person.TenantPath, SharedPath = person.SharedPath });
            return;
        }

        (answer.TenantPath, answer.SharedPath) = (person.TenantPath, person.SharedPath);
        if (person.IdentityStatus == "Pending" && (answer.Kind is AnswerKind.Matched or AnswerKind.Differs or AnswerKind.NotFound || (changed && answer.Kind == AnswerKind.NotAskable)))
        {
            (answer.AskedAt, answer.Kind, answer.Version) = (null, AnswerKind.None, answer.Version + 1);
            answer.Suggest([]);
        }
    }

    private async Task CountAsync(string path, IEnumerable<string> others, CancellationToken cancel)
    {
        var month = PayMonth.Of(time.Today).Number;
        var people = await db.Beneficiaries.CountAsync(b => b.TenantPath == path && b.Status != EntitlementStatus.Ended, cancel);
        var held = db.ChangeTracker.Entries<PersonFault>().Where(e => e.State is not (EntityState.Deleted or EntityState.Detached) && e.Entity.TenantPath == path).Select(e => e.Entity.Code);
        var counts = held.Concat(others).GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var row = await db.Set<CommuneQuality>().SingleOrDefaultAsync(q => q.TenantPath == path && q.Month == month, cancel) ?? db.Add(new CommuneQuality { TenantPath = path, Month = month }).Entity;
        row.Take(people, counts, time.UtcNow);
    }

    // Communes that have people, and those that had some when they were counted last.
    private async Task<string?> NextAsync(string last, CancellationToken cancel)
    {
        var month = PayMonth.Of(time.Today).Number;
#pragma warning disable CA1309 // Translated to SQL; the columns' binary collation makes the comparison ordinal.
        var people = await db.Beneficiaries.Where(b => string.Compare(b.TenantPath, last) > 0).OrderBy(b => b.TenantPath).Select(b => b.TenantPath).FirstOrDefaultAsync(cancel);
        var counted = await db.Set<CommuneQuality>().Where(q => q.Month == month && string.Compare(q.TenantPath, last) > 0).OrderBy(q => q.TenantPath).Select(q => q.TenantPath).FirstOrDefaultAsync(cancel);
#pragma warning restore CA1309
        return people is null ? counted : counted is null || string.CompareOrdinal(people, counted) < 0 ? people : counted;
    }

    private Task<bool> SaveAsync(string what, CancellationToken cancel) => db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.MeasureQuality, time.UtcNow, what), cancel);
}

/// <summary>Runs <see cref="MeasureQuality"/>: who changed, then a part of today's round.</summary>
public sealed class MeasureQualityJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<MeasureQualityJob> log) : NodeJob(scopes, node, log)
{
    private const int MostBatches = 20;
    private const int MostCommunes = 20;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await RepeatAsync(MostBatches, async (m, c) => await m.ChangedAsync(c) > 0, cancel);
        await RepeatAsync(MostCommunes, (m, c) => m.NextCommuneAsync(c), cancel);
    }

    private async Task RepeatAsync(int most, Func<MeasureQuality, CancellationToken, Task<bool>> work, CancellationToken cancel)
    {
        for (var i = 0; i < most; i++)
        {
            // A context each: a lost race leaves nothing behind.
            await using var scope = NewScope();
            if (!await work(scope.ServiceProvider.GetRequiredService<MeasureQuality>(), cancel))
            {
                return;
            }
        }
    }
}
