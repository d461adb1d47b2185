using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Operators;

/// <summary>What a sign-in ended in.</summary>
public enum SignInOutcome
{
    Welcome = 1,
    Wrong = 2,
    Locked = 3,
}

/// <summary>Accounts of the ministry's operators.</summary>
public sealed class OperatorAccounts(HubDb db, VietnamTime time)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);
    private static readonly PasswordHasher<Operator> Hasher = new();

    /// <summary>Spent on names that do not exist, so that time does not tell who does.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword(new Operator { Name = "" }, Guid.NewGuid().ToString());

    /// <summary>An account for everything that operators do.</summary>
    public Task<string> AddAsync(string name, CancellationToken cancellation) => AddAsync(name, OperatorRoleNames.Working, cancellation);

    /// <param name="typed">Letters' size and spaces around it make no other name: <see cref="Operator.NameOf"/>.</param>
    /// <returns>The password, which is shown once and not stored.</returns>
    /// <exception cref="ArgumentException">The name is taken or unusable.</exception>
    public async Task<string> AddAsync(string typed, OperatorRoles roles, CancellationToken cancellation)
    {
        var name = Operator.NameOf(typed);
        if (name.Length is 0 or > 60 || await db.Operators.AnyAsync(o => o.Name == name, cancellation).ConfigureAwait(false))
        {
            throw new ArgumentException($"Tên {name} đã có hoặc không dùng được (từ 1 đến 60 ký tự; chữ hoa và chữ thường là một).");
        }

        var password = NewPassword();
        var added = new Operator { Name = name, CreatedAt = time.UtcNow, Stamp = NewStamp(), Roles = roles };
        added.PasswordHash = Hasher.HashPassword(added, password);
        db.Operators.Add(added);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return password;
    }

    /// <summary>Another password; sessions of the former end.</summary>
    /// <returns>The password, which is shown once and not stored.</returns>
    /// <exception cref="ArgumentException">Nobody has the name.</exception>
    public async Task<string> ChangePasswordAsync(string name, CancellationToken cancellation)
    {
        var (found, password) = (await MustAsync(name, cancellation).ConfigureAwait(false), NewPassword());
        (found.PasswordHash, found.Stamp, found.FailedTimes, found.LockedUntil) = (Hasher.HashPassword(found, password), NewStamp(), 0, null);
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return password;
    }

    /// <summary>Closes the account, at once for who is signed in, or opens it again.</summary>
    /// <exception cref="ArgumentException">Nobody has the name.</exception>
    public async Task CloseAsync(string name, bool closed, CancellationToken cancellation)
    {
        var found = await MustAsync(name, cancellation).ConfigureAwait(false);
        (found.ClosedAt, found.Stamp) = (closed ? time.UtcNow : null, NewStamp());
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Another set of roles, in force at the next request of who is signed in.</summary>
    /// <exception cref="ArgumentException">Nobody has the name.</exception>
    public async Task ChangeRolesAsync(string name, OperatorRoles roles, CancellationToken cancellation)
    {
        (await MustAsync(name, cancellation).ConfigureAwait(false)).Roles = roles;
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>All accounts, for who looks through them.</summary>
    public Task<List<Operator>> ListAsync(CancellationToken cancellation) => db.Operators.AsNoTracking().OrderBy(o => o.Name).ToListAsync(cancellation);

    /// <summary>Ends all sessions of an account.</summary>
    public Task EndSessionsAsync(string name, CancellationToken cancellation)
    {
        var (of, stamp) = (Operator.NameOf(name), NewStamp());
        return db.Operators.Where(o => o.Name == of).ExecuteUpdateAsync(set => set.SetProperty(o => o.Stamp, stamp), cancellation);
    }

    /// <summary>The account as it stands now; null when nobody has the name, or it is closed.</summary>
    public Task<Operator?> OpenAsync(string name, CancellationToken cancellation)
    {
        var of = Operator.NameOf(name);
        return db.Operators.AsNoTracking().FirstOrDefaultAsync(o => o.Name == of && o.ClosedAt == null, cancellation);
    }

    /// <summary>The first step: name and password. Welcome is not yet a session, the second factor comes after it.</summary>
    public async Task<SignInOutcome> SignInAsync(string typed, string password, CancellationToken cancellation)
    {
        var name = Operator.NameOf(typed);
        var found = await db.Operators.FirstOrDefaultAsync(o => o.Name == name, cancellation).ConfigureAwait(false);
        // Whoever signs in is the account, letter by letter: who drafts and who publishes are told apart by this name. SQL Server takes no notice of spaces at the end.
        found = found?.Name == name ? found : null;
        var right = Hasher.VerifyHashedPassword(found ?? new Operator { Name = name }, found?.PasswordHash ?? NobodysHash, password) != PasswordVerificationResult.Failed;
        if (found is not { ClosedAt: null })
        {
            return SignInOutcome.Wrong;
        }

        // One that ends later than any could was set by a clock that has been put right since.
        if (found.LockedUntil > time.UtcNow && found.LockedUntil <= time.UtcNow + (2 * LockTime))
        {
            return SignInOutcome.Locked;
        }

        if (right)
        {
            (found.FailedTimes, found.LockedUntil) = (0, null);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            return SignInOutcome.Welcome;
        }

        // Counted in the database, so that parallel guesses are all counted.
        await db.Operators.Where(o => o.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.FailedTimes, o => o.FailedTimes + 1), cancellation).ConfigureAwait(false);
        var until = time.UtcNow + LockTime;
        var locked = await db.Operators.Where(o => o.Name == name && o.FailedTimes >= MostFailures)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.FailedTimes, 0).SetProperty(o => o.LockedUntil, until), cancellation).ConfigureAwait(false);
        return locked > 0 ? SignInOutcome.Locked : SignInOutcome.Wrong;
    }

    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16);

    internal static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal static ArgumentException Unknown(string name) => new($"Không có tài khoản {name}. Hãy xem lại tên đăng nhập.");

    private async Task<Operator> MustAsync(string typed, CancellationToken cancellation)
    {
        var name = Operator.NameOf(typed);
        return await db.Operators.FirstOrDefaultAsync(o => o.Name == name, cancellation).ConfigureAwait(false) ?? throw Unknown(name);
    }
}
