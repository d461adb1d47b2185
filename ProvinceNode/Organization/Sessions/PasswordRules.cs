using Microsoft.AspNetCore.Identity;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Sessions;

/// <summary>What a password must be, beyond its length: not the user's name, not one run of keys.</summary>
public sealed class PasswordRules : IPasswordValidator<Official>
{
    public const int MinimumLength = 12;
    public const int MaximumLength = 128;

    private static readonly string[] Runs = ["01234567890123456789", "98765432109876543210", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz"];

    public Task<IdentityResult> ValidateAsync(UserManager<Official> manager, Official user, string? password) =>
        Task.FromResult(Check(user.UserName ?? "", password) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Message })
            : IdentityResult.Success);

    /// <summary>The first thing wrong with a password, or null. Pure.</summary>
    public static Problem? Check(string userName, string? password)
    {
        if (password is null || password.Length < MinimumLength)
        {
            return SessionProblems.PasswordShort.At("Password", MinimumLength);
        }

        if (password.Length > MaximumLength)
        {
            return SessionProblems.PasswordLong.At("Password", MaximumLength);
        }

        var weak = password.Distinct().Count() < 5
            || (userName.Length >= 3 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            || Runs.Any(run => run.Contains(password, StringComparison.OrdinalIgnoreCase));
        return weak ? SessionProblems.PasswordWeak.At("Password") : null;
    }
}
