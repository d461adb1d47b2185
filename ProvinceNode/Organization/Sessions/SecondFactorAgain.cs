using Microsoft.AspNetCore.Identity;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>
/// Asks the signed-in official for his authenticator's code once more before he binds the office; a recovery code stands in for a lost phone. Wrong codes are acts and count towards the lock
/// of his account; a code counts once (<see cref="OneTimeCodes"/>). That strangers locked his account by wrong passwords does not keep who is signed in from his work.
/// </summary>
public sealed class SecondFactorAgain(UserManager<Official> users, NodeDb db, SignInTries tries, VietnamTime time)
{
    private const int Digits = 6;

    /// <summary>What is wrong with the code, or null.</summary>
    public async Task<Problem?> FaultAsync(SignedInOfficial official, string? code, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var user = await users.FindByIdAsync(official.Id.ToString());
        if (user is { TwoFactorEnabled: false })
        {
            return SessionProblems.NoSecondFactor.Now();
        }

        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        if (typed.Length == 0)
        {
            return CommonProblems.Required.At("Code", "mã xác thực trên điện thoại");
        }

        if (user is null || tries.CodesBarred(official.Id))
        {
            return SessionProblems.CodeLocked.At("Code");
        }

        if (await IsRightAsync(user, typed, cancel))
        {
            await users.ResetAccessFailedCountAsync(user);
            return null;
        }

        tries.CodeFailed(official.Id);
        await users.AccessFailedAsync(user);
        await db.SaveAsync(Act.By(official, ActKinds.SignInFailed, time.UtcNow, "second-factor-again").On("official", official.Id), cancel);
        return (tries.CodesBarred(official.Id) ? SessionProblems.CodeLocked : SessionProblems.WrongCode).At("Code");
    }

    private async Task<bool> IsRightAsync(Official user, string typed, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return typed.Length == Digits && typed.All(char.IsAsciiDigit) ? await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, typed)
            : (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed)).Succeeded;
    }
}
