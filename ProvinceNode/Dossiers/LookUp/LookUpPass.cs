using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Protos.Identity;

namespace ProvinceNode.Dossiers.LookUp;

/// <summary>
/// An answer on its way through the official's browser to the taking over: sealed, for one dossier, one person in it and one official, for half an hour. So the node keeps nothing of what the
/// population database holds of a person and his relatives, and nobody takes over what it did not say.
/// </summary>
public sealed class LookUpPass(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("dossiers.look-up").ToTimeLimitedDataProtector();

    /// <param name="person">Key of the person, see <see cref="LookUpPeople"/>.</param>
    public string Seal(LookupReply reply, Guid dossierId, Guid officialId, string person) =>
        _protector.Protect($"{Head(dossierId, officialId, person)}{Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(reply))}", Holds);

    /// <returns>Null when it is too old, somebody else's or about somebody else.</returns>
    public LookupReply? Open(string? pass, Guid dossierId, Guid officialId, string person)
    {
        try
        {
            var text = _protector.Unprotect(pass ?? "");
            var head = Head(dossierId, officialId, person);
            return text.StartsWith(head, StringComparison.Ordinal) ? LookupReply.Parser.ParseFrom(Convert.FromBase64String(text[head.Length..])) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Head(Guid dossierId, Guid officialId, string person) => $"{dossierId:N}|{officialId:N}|{person}|";
}
