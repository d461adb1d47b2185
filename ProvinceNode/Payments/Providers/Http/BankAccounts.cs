using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>
/// Asks the bank whether accounts exist and in whose name.
/// <para><c>POST /ngan-hang/tai-khoan</c> <c>{"accounts":[{"number","bank"}]}</c> → 200 <c>{"accounts":[{"number","bank","exists","closed","holder","why"}]}</c>, in the order asked. The declared
/// name is not sent: the bank tells its own, and the node compares.</para>
/// </summary>
public sealed class BankAccounts(HttpClient http, IOptionsMonitor<ServiceOptions> options, ILogger<BankAccounts> log) : IDisposable
{
    private const int Batch = 200;

    // So many answers that do not fit are no slips: the service is not as agreed, and is asked again later.
    private const int MostMisfits = 20;
    private readonly SignedChannel _channel = new(http, options.Get(ServiceOptions.Bank));

    public bool IsConfigured => _channel.IsConfigured;

    public async Task<AccountsOutcome> CheckAsync(IReadOnlyList<AccountQuestion> questions, CancellationToken cancel)
    {
        if (!IsConfigured)
        {
            return new AccountsNotOffered();
        }

        var (answers, misfits, left) = (new List<AccountAnswer>(), new List<AccountQuestion>(), new Stack<AccountQuestion[]>(questions.Chunk(Batch).Reverse()));
        while (left.TryPop(out var chunk) && misfits.Count < MostMisfits)
        {
            var answer = await _channel.RepeatableAsync(HttpMethod.Post, "/ngan-hang/tai-khoan", Question(chunk), cancel);
            if (answer.Status != (int)HttpStatusCode.OK)
            {
                var why = answer.IsBelieved ? $"câu trả lời {answer.Status} không như thỏa thuận" : answer.Why;
                ProviderLog.Unanswered(log, "bank", "accounts", why);
                return answers.Count + misfits.Count > 0 ? new AccountsChecked(answers, misfits) : new AccountsUnanswered(why);
            }

            if (Read(answer.Body, chunk) is { } read)
            {
                answers.AddRange(read);
            }
            else if (chunk.Length == 1)
            {
                misfits.Add(chunk[0]);
                ProviderLog.Unanswered(log, "bank", "accounts", "câu trả lời không khớp với tài khoản được hỏi");
            }
            else
            {
                // Asked in halves, the one that does not fit stands alone in a few questions.
                left.Push(chunk[(chunk.Length / 2)..]);
                left.Push(chunk[..(chunk.Length / 2)]);
            }
        }

        return new AccountsChecked(answers, misfits);
    }

    public void Dispose() => _channel.Dispose();

    private static byte[] Question(AccountQuestion[] chunk) =>
        JsonSerializer.SerializeToUtf8Bytes(new { accounts = chunk.Select(q => new { number = q.Number, bank = q.Bank }) });

    // As many answers as questions, each about its own account; else the whole answer is none.
    private static List<AccountAnswer>? Read(byte[] body, AccountQuestion[] asked)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var rows = document.RootElement.GetProperty("accounts").EnumerateArray().ToList();
            if (rows.Count != asked.Length || rows.Zip(asked).Any(r => r.First.GetProperty("number").GetString() != r.Second.Number))
            {
                return null;
            }

            return [.. rows.Zip(asked, (row, question) =>
            {
                var (exists, holder) = (row.GetProperty("exists").GetBoolean(), Text(row, "holder"));
                var closed = !exists && row.TryGetProperty("closed", out var flag) && flag.ValueKind == JsonValueKind.True;
                return new AccountAnswer(question, exists, closed, holder, exists ? HolderName.Compare(question.Holder, holder) : HolderMatch.Different, Text(row, "why"));
            })];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // another type than agreed
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? Files.WireValues.Plain(value.GetString()) : "";
}
