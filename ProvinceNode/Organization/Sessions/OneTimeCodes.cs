using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>
/// Checks the six digits of an authenticator (RFC 6238) wherever they are asked for. A code counts once: the account keeps the last time step that was used, and neither that one nor an
/// earlier one is taken again (RFC 6238, 5.2), also when the same code arrives twice at once.
/// </summary>
public sealed class OneTimeCodes(NodeDb db, TimeProvider clock) : IUserTwoFactorTokenProvider<Official>
{
    public Task<string> GenerateAsync(string purpose, UserManager<Official> manager, Official user) =>
        throw new NotSupportedException("The phone makes the codes.");

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Official> manager, Official user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 };

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Official> manager, Official user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || Totp.StepOf(key, token, Totp.StepAt(clock.GetUtcNow())) is not { } step)
        {
            return false;
        }

        // One statement decides: of two requests with one code only one finds an older step.
        return await db.Users.Where(u => u.Id == user.Id && u.LastCodeStep < step).ExecuteUpdateAsync(s => s.SetProperty(u => u.LastCodeStep, step)) == 1;
    }
}
