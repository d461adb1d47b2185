using Microsoft.AspNetCore.Identity;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Asks the signed-in official for his authenticator's code once more before he binds many at one press; wrong codes count towards the lock of his account.</summary>
public sealed class SecondFactorAgain(UserManager<Official> users)
{
    /// <summary>What is wrong with the code, or null.</summary>
    public async Task<Problem?> FaultAsync(SignedInOfficial official, string? code, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var digits = (code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        if (digits.Length == 0)
        {
            return CommonProblems.Required.At("Code", "mã xác thực trên điện thoại");
        }

        if (await users.FindByIdAsync(official.Id.ToString()) is not { } user || await users.IsLockedOutAsync(user))
        {
            return SessionProblems.WrongCode.At("Code");
        }

        if (await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, digits))
        {
            await users.ResetAccessFailedCountAsync(user);
            return null;
        }

        await users.AccessFailedAsync(user);
        return SessionProblems.WrongCode.At("Code");
    }
}
