using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Direct;

/// <summary>What is typed of somebody who was decided on paper.</summary>
/// <param name="Body">Who decided, as printed.</param>
/// <param name="Scan">The decision as PDF or picture; null when none was sent.</param>
/// <param name="Choices">Answers about a person who looks alike and values that differ from the registry.</param>
public sealed record EntryInput(IReadOnlyDictionary<Field, string> Values, string Body, SentScan? Scan, IReadOnlyDictionary<string, string> Choices, string AmountWhy);

/// <summary>A scan as it is sent.</summary>
public sealed record SentScan(string Name, Stream Content);

/// <summary>Enters somebody who was decided on paper. Nothing reaches the registry before a second official has compared it with the scan.</summary>
public sealed class ProposeEntry(NodeDb db, EntryDesk desk, AttachmentStore store, VietnamTime time)
{
    public async Task<Outcome<DirectEntry>> Handle(EntryInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var read = await desk.ReadAsync(input.Values, about => input.Choices.GetValueOrDefault(about, ""), official, cancel);
        var problems = read.Problems.ToList();
        var body = VietnameseText.Clean(input.Body);
        if (body.Length is 0 or > 200)
        {
            problems.Add(body.Length == 0 ? DirectProblems.Missing.At("Body", "cơ quan ban hành quyết định") : CommonProblems.TooLong.At("Body", "Tên cơ quan", 200, body.Length));
        }

        if (read.Said.Day(Field.DecisionDate) is { } day && day > time.Today)
        {
            problems.Add(DirectProblems.NotDecided.At(nameof(Field.DecisionDate), VietnameseFormat.Date(day)));
        }

        if (read.Money.Differs && string.IsNullOrWhiteSpace(input.AmountWhy))
        {
            problems.Add(DirectProblems.SayWhy.At("AmountWhy", new Dong(read.Money.FileDong!.Value).Digits(), new Dong(read.Money.Law!.MonthlyDong).Digits()));
        }

        if (await desk.RefusalAsync(read, official, cancel) is { } wrongOffice)
        {
            problems.Add(wrongOffice);
        }

        var scan = input.Scan is null ? DirectProblems.Scan.At("Scan") : await store.SaveAsync(input.Scan.Content, input.Scan.Name, "quyet-dinh", cancel);
        problems.AddRange(scan.Problems.Select(p => p with { Field = "Scan" }));
        return problems.Count > 0 ? problems : await SaveAsync(input, read, body, scan.Value, official, cancel);
    }

    private async Task<Outcome<DirectEntry>> SaveAsync(EntryInput input, ReadEntry read, string body, StoredFile scan, SignedInOfficial official, CancellationToken cancel)
    {
        var entry = new DirectEntry
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = official.Office.Value, EnteredById = official.Id, EnteredByName = official.FullName, EnteredAt = time.UtcNow,
            Values = read.Said.ToJson(), Choices = RowContent.Write([.. input.Choices.Where(c => c.Value.Length > 0).Select(c => new RowChoice(c.Key, c.Value))]), Body = body, PersonName = read.Person.Name,
            ScanHash = scan.Hash, ScanName = scan.FileName, ScanType = scan.MediaType, Dong = read.Money.Entered(AmountRule.File)!.Value, LawDong = read.Money.Law?.MonthlyDong,
            AmountWhy = read.Money.Differs ? input.AmountWhy.Trim() is var why && why.Length > 500 ? why[..500] : input.AmountWhy.Trim() : "",
        };
        db.DirectEntries.Add(entry);
        return await db.SaveAsync(Act.By(official, ActKinds.EntryPropose, time.UtcNow, "", scan.Hash).On("entry", entry.Id), cancel) ? entry : CommonProblems.ChangedMeanwhile.Now();
    }
}
