using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NationalServices.Platform;

namespace NationalServices.NationalPortal;

/// <summary>How one message was taken.</summary>
internal enum Taken
{
    New,
    Again,
    UnknownDossier,
    WrongId,
    Contradicts,
}

/// <summary>A checked message on its way into the ledger.</summary>
internal sealed record PortalMessage(MessageKind Kind, string DossierCode, string DossierId, MessageKey Key, JsonNode Body);

/// <summary>
/// Everything the portal holds. A message is identified by (kind, MaHoSo, key): come again it is counted, not applied;
/// come again with other content it is refused. With Data:Folder, each is on disk before it is acknowledged, repeats included.
/// </summary>
internal sealed class PortalLedger : IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, PortalDossier> byCode = new(StringComparer.Ordinal);
    private readonly JournalFile journal;
    private readonly TimeProvider clock;

    public PortalLedger(IConfiguration configuration, TimeProvider clock)
    {
        this.clock = clock;
        journal = JournalFile.Open(configuration["Data:Folder"], "cong-dvcqg.jsonl");
        foreach (var line in journal.Kept)
        {
            var kept = JsonSerializer.Deserialize<Line>(line, Wire.Options) ?? throw new InvalidDataException("cong-dvcqg.jsonl: dòng rỗng.");
            Apply(kept.Message(), kept.At);
        }

        journal.Forget();
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return byCode.Count;
            }
        }
    }

    /// <summary>Takes messages in order; what was taken is on disk when this returns. Throws IOException, with nothing taken, when it cannot be written.</summary>
    public IReadOnlyList<(Taken Taken, string DossierId)> Receive(IReadOnlyList<PortalMessage> messages)
    {
        lock (gate)
        {
            var moment = Wire.Moment(clock);
            // A repeat inside the list is judged when its turn comes; every line on disk is judged again in the same way on restart.
            journal.Append(messages.Where(message => message.Kind == MessageKind.Dossier || byCode.ContainsKey(message.DossierCode))
                .Select(message => JsonSerializer.Serialize(Line.Of(message, moment), Wire.Options)));
            return [.. messages.Select(message => (Apply(message, moment), byCode.GetValueOrDefault(message.DossierCode)?.Id ?? ""))];
        }
    }

    /// <summary>Reads one dossier under the lock; null when it is unknown.</summary>
    public T? Read<T>(string code, Func<PortalDossier, T> show) where T : class
    {
        lock (gate)
        {
            return byCode.TryGetValue(code, out var dossier) ? show(dossier) : null;
        }
    }

    /// <summary>Reads a page of dossiers in order of code, after a given one.</summary>
    public IReadOnlyList<T> Page<T>(string after, int take, Func<PortalDossier, T> show)
    {
        lock (gate)
        {
            return [.. byCode.Where(row => string.CompareOrdinal(row.Key, after) > 0).Take(take).Select(row => show(row.Value))];
        }
    }

    public void Dispose() => journal.Dispose();

    private Taken Apply(PortalMessage message, string moment)
    {
        if (!byCode.TryGetValue(message.DossierCode, out var dossier))
        {
            if (message.Kind != MessageKind.Dossier)
            {
                return Taken.UnknownDossier;
            }

            var id = (1_000_001 + byCode.Count).ToString(CultureInfo.InvariantCulture);
            byCode[message.DossierCode] = new PortalDossier { Id = id, Code = message.DossierCode, Created = New(message, moment) };
            return Taken.New;
        }

        if (message.DossierId.Length > 0 && message.DossierId != dossier.Id)
        {
            return Taken.WrongId;
        }

        var receipts = dossier.Of(message.Kind);
        if (receipts.Find(receipt => receipt.Key == message.Key) is { } first)
        {
            if (!JsonNode.DeepEquals(first.Body, message.Body))
            {
                return Taken.Contradicts;
            }

            first.Times++;
            return Taken.Again;
        }

        receipts.Add(New(message, moment));
        return Taken.New;
    }

    private static Receipt New(PortalMessage message, string moment) => new() { Key = message.Key, Body = message.Body, ReceivedAt = moment };

    /// <summary>One line of the journal.</summary>
    private sealed record Line(MessageKind Kind, string Code, string Id, long? Sequence, string Moment, string At, JsonNode Body)
    {
        public static Line Of(PortalMessage message, string at) =>
            new(message.Kind, message.DossierCode, message.DossierId, message.Key.Sequence, message.Key.Moment, at, message.Body);

        public PortalMessage Message() => new(Kind, Code, Id, new MessageKey(Sequence, Moment), Body);
    }
}
