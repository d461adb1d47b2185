using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using ProvinceNode.Payments.Files;
using Protos.Values;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>A file of results that was opened and looked through.</summary>
/// <param name="Faults">Of the file as a whole: any refuses it.</param>
internal sealed record InboxContent(IReadOnlyList<WireFault> Faults, PayMonth? Month, string ListId, IEnumerable<ResultEntry> Entries);

/// <summary>What the node remembers of a file that it read, by the hash of its bytes.</summary>
internal sealed record ReadFile(string Name, DateTime At, int Lines, int Faults);

/// <summary>
/// Reads <c>in/</c>. A file is left alone while somebody writes it: a name that ends like a draft, a lock, a change within the quiet time. What was read goes to <c>done/</c> or
/// <c>refused/</c>; faults are written beside as <c>….loi.xlsx</c>. The same bytes a second time change nothing.
/// </summary>
internal sealed class ExchangeInbox(ExchangePaths paths, TimeSpan quiet, Func<Stream, string, InboxContent> open)
{
    private const int BatchLines = 1_000;
    private const int MostFaults = 10_000;
    private static readonly string[] Drafts = [".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".lock"];

    // Ages of files are told by the machine's clock, which a demo does not move.
    private static readonly TimeProvider Machine = TimeProvider.System;

    public async IAsyncEnumerable<ResultBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (Waiting() is not { } waiting)
        {
            yield return new ResultsUnanswered("in", "không đọc được thư mục trao đổi");
            yield break;
        }

        foreach (var path in waiting)
        {
            if (await OpenAsync(path, cancel) is not { } file)
            {
                continue;
            }

            using (file)
            {
                var lines = 0;
                foreach (var batch in Batches(file))
                {
                    cancel.ThrowIfCancellationRequested();
                    lines += batch is ResultLines found ? found.Entries.Count : 0;
                    yield return batch;
                }

                // The consumer came back for more: what he was given is stored.
                file.Dispose();
                if (!TrySettle(file, lines))
                {
                    yield return new ResultsUnanswered(file.Name, "không chuyển được tệp đã đọc ra khỏi thư mục in");
                }
            }
        }
    }

    /// <summary>Files that are whole by all one can see, in the order of their names; null when the folder cannot be read.</summary>
    private List<string>? Waiting()
    {
        try
        {
            return [.. Directory.EnumerateFiles(paths.In).Where(p => !IsDraft(Path.GetFileName(p)) && IsQuiet(p)).Order(StringComparer.Ordinal)];
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsDraft(string name) => name.StartsWith('.') || name.StartsWith('~') || Drafts.Contains(Path.GetExtension(name).ToLowerInvariant());

    private bool IsQuiet(string path)
    {
        var age = Machine.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path);
        return age >= quiet || age < -quiet;
    }

    // Null while another holds it.
    private async Task<OpenedFile?> OpenAsync(string path, CancellationToken cancel)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
            stream.Position = 0;
            var known = paths.Read(hash);
            var before = File.Exists(known) ? JsonSerializer.Deserialize<ReadFile>(await File.ReadAllBytesAsync(known, cancel)) : null;
            var opened = new OpenedFile(path, hash, stream, before, before is null ? open(stream, Path.GetFileName(path)) : null);
            stream = null;
            return opened;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync();
            }
        }
    }

    private static IEnumerable<ResultBatch> Batches(OpenedFile file)
    {
        if (file.Before is { } before)
        {
            yield return new ResultsRepeated(file.Name, before.At);
        }
        else if (file.Content!.Faults.Count > 0)
        {
            // The lines that could be read tell their faults too, so that all is mended at once.
            file.Report.AddRange(file.Content.Faults.Concat(file.Content.Entries.SelectMany(e => e.Faults)).Distinct().Take(MostFaults));
            yield return new ResultsRefused(file.Name, "", file.Report);
        }
        else
        {
            foreach (var chunk in file.Content.Entries.Chunk(BatchLines))
            {
                foreach (var fault in chunk.SelectMany(e => e.Faults))
                {
                    file.Report.Add(fault);
                }

                yield return new ResultLines(file.Name, "", file.Content.Month, file.Content.ListId, chunk, file.Report);
            }
        }
    }

    // A file that cannot be moved stays and is read again; storing is idempotent.
    private bool TrySettle(OpenedFile file, int lines)
    {
        try
        {
            Settle(file, lines);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Settle(OpenedFile file, int lines)
    {
        var faults = file.Report.Distinct().ToList();
        var refused = file.Content?.Faults.Count > 0;
        var to = ExchangePaths.PutAway(file.Path, refused ? paths.Refused : paths.Done);
        if (faults.Count > 0)
        {
            paths.WriteWhole(to + FileNames.Report, s => FaultReport.Write(s, file.Name, faults));
        }

        // What was refused, named a list that is not known as sent, or settled nothing, may come again mended only by what stands around it: it is not remembered, but looked at anew.
        var again = refused || (lines > 0 && faults.Select(f => f.Line).Distinct().Count() >= lines) || faults.Exists(f => f.Problem.Code == FileProblems.UnknownList.Code);
        if (file.Before is null && !again)
        {
            paths.WriteWhole(paths.Read(file.Hash), s => JsonSerializer.Serialize(s, new ReadFile(file.Name, Machine.GetUtcNow().UtcDateTime, lines, faults.Count)));
        }
    }

    private sealed class OpenedFile(string path, string hash, FileStream stream, ReadFile? before, InboxContent? content) : IDisposable
    {
        public string Path => path;

        public string Name => System.IO.Path.GetFileName(path);

        public string Hash => hash;

        public ReadFile? Before => before;

        public InboxContent? Content => content;

        public List<WireFault> Report { get; } = [];

        public void Dispose() => stream.Dispose();
    }
}
