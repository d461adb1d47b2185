using System.Text.Json;

namespace ProvinceNode.Payments.Providers.Folders;

/// <summary>What the node remembers of a file that it put into <c>out/</c>.</summary>
internal sealed record SentFile(string Key, string Name, string Hash);

/// <summary>
/// Puts files into <c>out/</c>, each whole and each once. Order: the draft on the disk, the note “about to”, the rename, the note “done”. After a crash between any two of them the
/// draft tells: while it is there, nothing was renamed; when it is gone, the file is with the provider, who may have taken it away already.
/// </summary>
internal sealed class ExchangeOutbox(ExchangePaths paths)
{
    public SendOutcome Send(string name, string key, string hash, Action<Stream> write)
    {
        try
        {
            if (Find(key) is { } sent)
            {
                return sent.Hash == hash ? new SendAccepted(sent.Name) : new SendRefused([ProviderProblems.KeyUsed.Now()]);
            }

            var target = Path.Combine(paths.Out, name);
            if (File.Exists(target))
            {
                return new SendRefused([ProviderProblems.NameTaken.Now(name)]);
            }

            var (draft, pending) = (paths.Draft(key), paths.Pending(key));
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            paths.WriteWhole(pending, s => JsonSerializer.Serialize(s, new SentFile(key, name, hash)));
            File.Move(draft, target, overwrite: false);
            File.Move(pending, paths.Sent(key), overwrite: true);
            return new SendAccepted(name);
        }
        catch (IOException reason)
        {
            return new SendUnknown($"không ghi được thư mục trao đổi ({reason.GetType().Name})");
        }
        catch (UnauthorizedAccessException)
        {
            return new SendUnknown("không có quyền ghi thư mục trao đổi");
        }
    }

    public AskOutcome Ask(string key)
    {
        try
        {
            return Find(key) is { } sent ? new AskReceived(sent.Name, sent.Hash) : new AskNotKnown();
        }
        catch (IOException reason)
        {
            return new AskUnanswered($"không đọc được thư mục trao đổi ({reason.GetType().Name})");
        }
        catch (UnauthorizedAccessException)
        {
            return new AskUnanswered("không có quyền đọc thư mục trao đổi");
        }
    }

    private SentFile? Find(string key)
    {
        var (sent, pending) = (paths.Sent(key), paths.Pending(key));
        if (!File.Exists(sent) && File.Exists(pending) && !File.Exists(paths.Draft(key)))
        {
            File.Move(pending, sent, overwrite: true);
        }

        return File.Exists(sent) ? JsonSerializer.Deserialize<SentFile>(File.ReadAllBytes(sent)) : null;
    }
}
