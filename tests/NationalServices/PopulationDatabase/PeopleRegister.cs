using System.Text.Json;
using System.Text.Json.Nodes;
using NationalServices.Platform;

namespace NationalServices.PopulationDatabase;

/// <summary>The people the stand-in knows: invented ones, then the seed file, then those added at run time; a later one replaces an earlier of the same number.</summary>
internal sealed class PeopleRegister : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Person> byNumber = [];
    private readonly Dictionary<string, string> numberByOldCard = [];
    private readonly JournalFile journal;

    /// <summary>Reads seed and journal. Throws InvalidDataException naming file and line when one is malformed.</summary>
    public PeopleRegister(IConfiguration configuration)
    {
        foreach (var person in InventedPeople.Invent(configuration.GetValue("PopulationDatabase:Households", 60)))
        {
            Keep(person);
        }

        if (configuration["PopulationDatabase:People"] is { Length: > 0 } seed)
        {
            ReadLines(seed, File.ReadLines(seed));
        }

        journal = JournalFile.Open(configuration["Data:Folder"], "nguoi.jsonl");
        ReadLines("nguoi.jsonl", journal.Kept);
        journal.Forget();
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return byNumber.Count;
            }
        }
    }

    /// <summary>Finds by 12 digits, or by the 9 of the old card; null when nobody has the number.</summary>
    public Person? Find(string number)
    {
        lock (gate)
        {
            return byNumber.GetValueOrDefault(numberByOldCard.GetValueOrDefault(number, number));
        }
    }

    /// <summary>People in order of number after a given one.</summary>
    public IReadOnlyList<Person> Page(string after, int take)
    {
        lock (gate)
        {
            return [.. byNumber.Values.Where(person => string.CompareOrdinal(person.SoDinhDanh, after) > 0).OrderBy(person => person.SoDinhDanh, StringComparer.Ordinal).Take(take)];
        }
    }

    /// <summary>Adds or replaces, all or none; on disk before it returns.</summary>
    public void Put(IReadOnlyList<Person> people)
    {
        lock (gate)
        {
            journal.Append(people.Select(person => JsonSerializer.Serialize(person, Wire.Options)));
            foreach (var person in people)
            {
                Keep(person);
            }
        }
    }

    public void Dispose() => journal.Dispose();

    private void Keep(Person person)
    {
        if (byNumber.TryGetValue(person.SoDinhDanh, out var former) && former.SoCMND.Length > 0)
        {
            numberByOldCard.Remove(former.SoCMND);
        }

        byNumber[person.SoDinhDanh] = person;
        if (person.SoCMND.Length > 0)
        {
            numberByOldCard[person.SoCMND] = person.SoDinhDanh;
        }
    }

    private void ReadLines(string file, IEnumerable<string> lines)
    {
        var line = 0;
        foreach (var text in lines)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            Keep(ReadLine(text, $"{file}, dòng {line}"));
        }
    }

    private static Person ReadLine(string text, string where)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject source)
            {
                throw new InvalidDataException($"{where}: không phải một đối tượng JSON.");
            }

            var fields = new JsonFields(source);
            var person = PersonReader.Read(fields);
            return fields.Faults.Count == 0
                ? person
                : throw new InvalidDataException($"{where}: {string.Join(" ", fields.Faults.Select(fault => fault.ThongBao))}");
        }
        catch (JsonException reason)
        {
            throw new InvalidDataException($"{where}: không đọc được JSON.", reason);
        }
    }
}
