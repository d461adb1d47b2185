using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Operators;

/// <summary>What a typed code came to.</summary>
public enum CodeOutcome
{
    Right = 1,

    /// <summary>Right: a recovery code, which is used up.</summary>
    Recovery = 2,

    Wrong = 3,

    /// <summary>Wrong too often: no code is looked at for a quarter of an hour.</summary>
    Locked = 4,
}

/// <summary>
/// The second factor of operators: codes of an authenticator (RFC 6238), or one of ten recovery codes. Each counts once. Tries are counted in the database before a code is looked at, so that whoever sends many at once has
/// five as well. The key stands there sealed with the hub's own keys (folder <c>keys</c>).
/// </summary>
public sealed class OperatorFactor(HubDb db, IDataProtectionProvider protection, VietnamTime time, ILogger<OperatorFactor> logger)
{
    public const int RecoveryCodes = 10;
    private const int KeyBytes = 20;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private long Now => Totp.StepAt(time.UtcNow);

    /// <summary>A key that an authenticator may keep.</summary>
    public static string NewKey() => Totp.Encode(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>A key on its way through the form in which it is offered: for this account, until its sessions end.</summary>
    public string Offer(Operator account, string key) => OfferSeal(account).Protect(key);

    /// <summary>The key that was offered; null: it is somebody else's, of before, or none of ours.</summary>
    public string? Offered(Operator account, string? offer) => Open(OfferSeal(account), offer);

    /// <summary>The key becomes the account's when a right code shows that his authenticator has it.</summary>
    /// <returns>The recovery codes, which are shown once and not stored; null: the code is wrong, or the account has a key.</returns>
    public async Task<IReadOnlyList<string>?> SetUpAsync(Operator account, string key, string? typed, CancellationToken cancellation)
        => Totp.StepOf(key, Plain(typed), Now) is { } step ? await SetUpAsync(account, key, step, cancellation).ConfigureAwait(false) : null;

    /// <summary>Gives an account a key without its owner's phone; for accounts of a rehearsal.</summary>
    /// <returns>The key.</returns>
    public async Task<string> SetUpAsync(Operator account, CancellationToken cancellation)
    {
        var key = NewKey();
        _ = await SetUpAsync(account, key, Now - Totp.Skew, cancellation).ConfigureAwait(false) ?? throw new InvalidOperationException("The account has a second factor already.");
        return key;
    }

    /// <summary>Takes the account's second factor away: he sets up another at his next sign-in. His sessions end.</summary>
    public async Task ResetAsync(string name, CancellationToken cancellation)
    {
        var (of, stamp) = (Operator.NameOf(name), OperatorAccounts.NewStamp());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        if (await db.Operators.Where(o => o.Name == of).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.FactorSeal, "").SetProperty(o => o.LastCodeStep, 0L).SetProperty(o => o.FailedCodes, 0).SetProperty(o => o.CodesLockedUntil, (DateTime?)null).SetProperty(o => o.Stamp, stamp),
            cancellation).ConfigureAwait(false) == 0)
        {
            throw OperatorAccounts.Unknown(of);
        }

        await db.OperatorRecoveryCodes.Where(c => c.OperatorName == of).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Looks at a code that an operator typed, at his sign-in or before something that binds.</summary>
    public async Task<CodeOutcome> CheckAsync(string name, string? typed, CancellationToken cancellation)
    {
        var code = Plain(typed);
        if (await db.Operators.AsNoTracking().FirstOrDefaultAsync(o => o.Name == name && o.ClosedAt == null && o.FactorSeal != "", cancellation).ConfigureAwait(false) is not { } account || code.Length == 0)
        {
            return CodeOutcome.Wrong;
        }

        if (!await CountAsync(name, cancellation).ConfigureAwait(false))
        {
            return CodeOutcome.Locked;
        }

        var outcome = Totp.IsCode(code) ? await StepAsync(account, code, cancellation).ConfigureAwait(false) : await RedeemAsync(name, code, cancellation).ConfigureAwait(false);
        if (outcome is CodeOutcome.Right or CodeOutcome.Recovery)
        {
            await db.Operators.Where(o => o.Name == name).ExecuteUpdateAsync(set => set.SetProperty(o => o.FailedCodes, 0).SetProperty(o => o.CodesLockedUntil, (DateTime?)null), cancellation).ConfigureAwait(false);
            return outcome;
        }

        var now = time.UtcNow;
        return await db.Operators.AnyAsync(o => o.Name == name && o.CodesLockedUntil > now, cancellation).ConfigureAwait(false) ? CodeOutcome.Locked : CodeOutcome.Wrong;
    }

    // The step is of the code that showed the key: it counts as used.
    private async Task<IReadOnlyList<string>?> SetUpAsync(Operator account, string key, long step, CancellationToken cancellation)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Letters, 16)).ToList();
        var (name, stamp, seal) = (account.Name, account.Stamp, KeySeal(account.Name).Protect(key));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        if (await db.Operators.Where(o => o.Name == name && o.Stamp == stamp && o.FactorSeal == "" && o.ClosedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.FactorSeal, seal).SetProperty(o => o.LastCodeStep, step).SetProperty(o => o.FailedCodes, 0).SetProperty(o => o.CodesLockedUntil, (DateTime?)null), cancellation).ConfigureAwait(false) == 0)
        {
            return null;
        }

        await db.OperatorRecoveryCodes.Where(c => c.OperatorName == name).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        db.OperatorRecoveryCodes.AddRange(codes.Select(c => new OperatorRecoveryCode { OperatorName = name, Hash = Hash(c) }));
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return [.. codes.Select(c => string.Join('-', c.Chunk(4).Select(part => new string(part))))];
    }

    // The try is counted first, and the fifth closes the door behind it: a right one opens it again.
    private async Task<bool> CountAsync(string name, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        DateTime? until = now + OperatorAccounts.LockTime;
        // A lock that ends later than any could was set by a clock that has been put right since.
        var latest = now + (2 * OperatorAccounts.LockTime);
        return await db.Operators.Where(o => o.Name == name && (o.CodesLockedUntil == null || o.CodesLockedUntil <= now || o.CodesLockedUntil > latest)).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.CodesLockedUntil, o => o.FailedCodes + 1 >= OperatorAccounts.MostFailures ? until : null)
                .SetProperty(o => o.FailedCodes, o => o.FailedCodes + 1 >= OperatorAccounts.MostFailures ? 0 : o.FailedCodes + 1),
            cancellation).ConfigureAwait(false) == 1;
    }

    // One statement decides: of two requests with one code only one finds an older step.
    private async Task<CodeOutcome> StepAsync(Operator account, string code, CancellationToken cancellation)
    {
        var (name, seal) = (account.Name, account.FactorSeal);
        if (Open(KeySeal(name), seal) is not { } key)
        {
            Log.FactorNotRead(logger);
            return CodeOutcome.Wrong;
        }

        return Totp.StepOf(key, code, Now) is { } step
            && await db.Operators.Where(o => o.Name == name && o.FactorSeal == seal && o.LastCodeStep < step).ExecuteUpdateAsync(set => set.SetProperty(o => o.LastCodeStep, step), cancellation).ConfigureAwait(false) == 1
            ? CodeOutcome.Right : CodeOutcome.Wrong;
    }

    private async Task<CodeOutcome> RedeemAsync(string name, string code, CancellationToken cancellation)
    {
        var hash = Hash(code);
        return await db.OperatorRecoveryCodes.Where(c => c.OperatorName == name && c.Hash == hash).ExecuteDeleteAsync(cancellation).ConfigureAwait(false) == 1 ? CodeOutcome.Recovery : CodeOutcome.Wrong;
    }

    private static string? Open(IDataProtector seal, string? value)
    {
        try
        {
            return value is { Length: > 0 } ? seal.Unprotect(value) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector KeySeal(string name) => protection.CreateProtector("operators.factor", "key", name);

    private IDataProtector OfferSeal(Operator account) => protection.CreateProtector("operators.factor", "offer", account.Name, account.Stamp);

    private static string Plain(string? typed) => string.Concat((typed ?? "").Where(c => c is not (' ' or '-'))).ToLowerInvariant();

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
