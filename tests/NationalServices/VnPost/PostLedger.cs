using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NationalServices.Platform;

namespace NationalServices.VnPost;

/// <summary>How a handing over was taken.</summary>
internal enum PostTaken
{
    New,
    Again,
    OtherContent,
    Incomplete,
    WrongHash,
}

/// <summary>
/// Everything the post holds: parts of lists that are not handed over yet (memory only), lists (on disk before they are acknowledged when Data:Folder is set), and the results that it
/// issued, in one numbered row. Results are made anew from the lists after a restart, in the order in which they were issued.
/// </summary>
internal sealed class PostLedger : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<int, IReadOnlyList<JsonObject>>> drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostList> byKey = new(StringComparer.Ordinal);
    private readonly List<(PostIssue Issue, JsonObject Row)> feed = [];
    private readonly Dictionary<string, PostBehaviour> ofList = new(StringComparer.Ordinal);
    private readonly JournalFile journal;
    private PostBehaviour standard = PostBehaviour.Standard;

    public PostLedger(IConfiguration configuration)
    {
        journal = JournalFile.Open(configuration["Data:Folder"], "vnpost.jsonl");
        foreach (var line in journal.Kept)
        {
            var kept = JsonSerializer.Deserialize<Line>(line, Wire.Options) ?? throw new InvalidDataException("vnpost.jsonl: dòng rỗng.");
            if (kept.Header is { } header)
            {
                Keep(kept.Key, header, kept.Rows!);
            }
            else if (byKey.TryGetValue(kept.Key, out var list))
            {
                Append(list, kept.Behaviour ?? PostBehaviour.Standard);
            }
        }

        journal.Forget();
    }

    public void Behave(string listId, PostBehaviour behaviour)
    {
        lock (gate)
        {
            if (listId.Length == 0)
            {
                standard = behaviour;
            }
            else
            {
                ofList[listId] = behaviour;
            }
        }
    }

    /// <summary>The fault that the next handing over of a list meets; each counts once.</summary>
    public PostSendFault DrawSendFault(string listId)
    {
        lock (gate)
        {
            var (own, behaviour) = ofList.TryGetValue(listId, out var found) ? (true, found) : (false, standard);
            if (behaviour.Send == PostSendFault.None || behaviour.SendTimes <= 0)
            {
                return PostSendFault.None;
            }

            Behave(own ? listId : "", behaviour with { SendTimes = behaviour.SendTimes - 1 });
            return behaviour.Send;
        }
    }

    public void Draft(string key, int part, IReadOnlyList<JsonObject> rows)
    {
        lock (gate)
        {
            // Of a list that is here already, parts change nothing.
            if (!byKey.ContainsKey(key))
            {
                drafts.TryAdd(key, []);
                drafts[key][part] = rows;
            }
        }
    }

    public (PostTaken Taken, PostList? List) Take(string key, JsonObject header, int parts)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var held))
            {
                held.Times++;
                return (held.Hash == header["hash"]?.GetValue<string>() ? PostTaken.Again : PostTaken.OtherContent, held);
            }

            var rows = Enumerable.Range(1, parts).Select(n => drafts.GetValueOrDefault(key)?.GetValueOrDefault(n)).ToList();
            if (rows.Contains(null))
            {
                return (PostTaken.Incomplete, null);
            }

            var all = rows.SelectMany(r => r!).ToList();
            if (Canon.OfList(header, all) != header["hash"]?.GetValue<string>())
            {
                return (PostTaken.WrongHash, null);
            }

            journal.Append([JsonSerializer.Serialize(new Line(key, header, all, null), Wire.Options)]);
            drafts.Remove(key);
            var list = Keep(key, header, all);
            if (!Of(list).Hold)
            {
                Issue(list);
            }

            return (PostTaken.New, list);
        }
    }

    public PostList? Find(string key)
    {
        lock (gate)
        {
            return byKey.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<PostList> Lists()
    {
        lock (gate)
        {
            return [.. byKey.Values];
        }
    }

    /// <summary>Issues the results of lists (all, when no id is given).</summary>
    public IReadOnlyList<PostIssue> Issue(string listId)
    {
        lock (gate)
        {
            return [.. byKey.Values.Where(list => listId.Length == 0 || list.Id == listId).SelectMany(Issue)];
        }
    }

    /// <summary>The next lines after a place, of one issue; null when there is nothing.</summary>
    public (JsonObject Document, int Next, bool More)? Page(string reference, int after, int take)
    {
        lock (gate)
        {
            var from = feed.FindIndex(Math.Min(after, feed.Count), entry => reference.Length == 0 || entry.Issue.List.Reference == reference);
            if (from < 0)
            {
                return null;
            }

            var issue = feed[from].Issue;
            var rows = feed.Skip(from).TakeWhile(entry => ReferenceEquals(entry.Issue, issue)).Take(take).Select(entry => entry.Row).ToList();
            var next = from + rows.Count;
            return (issue.Document(next, rows), next, next < feed.Count);
        }
    }

    public void Dispose() => journal.Dispose();

    private PostBehaviour Of(PostList list) => ofList.GetValueOrDefault(list.Id, standard);

    private IReadOnlyList<PostIssue> Issue(PostList list)
    {
        var behaviour = Of(list);
        journal.Append([JsonSerializer.Serialize(new Line(list.Key, null, null, behaviour), Wire.Options)]);
        return Append(list, behaviour);
    }

    private IReadOnlyList<PostIssue> Append(PostList list, PostBehaviour behaviour)
    {
        var issues = PostIssue.Of(list, behaviour);
        list.Issues++;
        foreach (var issue in issues)
        {
            feed.AddRange(issue.Rows.Select(row => (issue, row)));
        }

        return issues;
    }

    private PostList Keep(string key, JsonObject header, IReadOnlyList<JsonObject> rows)
    {
        var list = new PostList { Key = key, Reference = string.Create(CultureInfo.InvariantCulture, $"VNP{100_001 + byKey.Count}"), Header = header, Rows = rows };
        byKey[key] = list;
        return list;
    }

    /// <summary>One line of the journal: a list, or an issue of its results.</summary>
    private sealed record Line(string Key, JsonObject? Header, IReadOnlyList<JsonObject>? Rows, PostBehaviour? Behaviour);
}
