using System.Globalization;
using System.Text;
using System.Text.Json;
using NationalServices.Platform;
using NationalServices.PopulationDatabase;

namespace NationalServices.Bank;

/// <summary>An account at the bank; the holder as the bank writes him.</summary>
internal sealed record BankAccount(string Number, string Bank, string Holder, bool Closed);

/// <summary>
/// Accounts: those that were put in, and one for each person of the population database whose number is his personal number, in his name. Whatever the declaration spells, the bank
/// tells capitals without tones.
/// </summary>
internal sealed class AccountBook : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, BankAccount> accounts = new(StringComparer.Ordinal);
    private readonly PeopleRegister people;
    private readonly JournalFile journal;

    public AccountBook(IConfiguration configuration, PeopleRegister people)
    {
        this.people = people;
        journal = JournalFile.Open(configuration["Data:Folder"], "ngan-hang.jsonl");
        foreach (var line in journal.Kept)
        {
            var account = JsonSerializer.Deserialize<BankAccount>(line, Wire.Options) ?? throw new InvalidDataException("ngan-hang.jsonl: dòng rỗng.");
            accounts[account.Number] = account;
        }

        journal.Forget();
    }

    public BankAccount? Find(string number)
    {
        lock (gate)
        {
            return accounts.TryGetValue(number, out var account) ? account
                : people.Find(number) is { } person && person.SoDinhDanh == number ? new BankAccount(number, "", Capitals(person.HoVaTen), false) : null;
        }
    }

    public void Put(IReadOnlyList<BankAccount> some)
    {
        lock (gate)
        {
            journal.Append(some.Select(account => JsonSerializer.Serialize(account, Wire.Options)));
            foreach (var account in some)
            {
                accounts[account.Number] = account;
            }
        }
    }

    public void Dispose() => journal.Dispose();

    /// <summary>As a core-banking system prints a name.</summary>
    public static string Capitals(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.ToUpperInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c == 'Đ' ? 'D' : c);
            }
        }

        return plain.ToString();
    }
}
