using System.Security.Cryptography;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>
/// What is signed. A request: method, path with query, nonce, idempotency key (may be empty) and the SHA-256 of the body in hexadecimal, one a line (line feed, none at the end).
/// An answer: the three digits of the status, the nonce of its request and the SHA-256 of the body; so an answer cannot be taken for another question's.
/// Headers: <c>X-Btxh-Key-Id</c>, <c>X-Btxh-Algorithm</c>, <c>X-Btxh-Nonce</c>, <c>X-Btxh-Signature</c> (base64). Pure.
/// </summary>
public static class Signatures
{
    public const string KeyId = "X-Btxh-Key-Id";
    public const string Algorithm = "X-Btxh-Algorithm";
    public const string Nonce = "X-Btxh-Nonce";
    public const string Signature = "X-Btxh-Signature";
    public const string IdempotencyKey = "Idempotency-Key";

    public static string OfRequest(string method, string pathAndQuery, string nonce, string idempotencyKey, ReadOnlySpan<byte> body) =>
        OfRequest(method, pathAndQuery, nonce, idempotencyKey, Convert.ToHexStringLower(SHA256.HashData(body)));

    /// <param name="bodyHash">SHA-256 of the body, lower-case hexadecimal.</param>
    public static string OfRequest(string method, string pathAndQuery, string nonce, string idempotencyKey, string bodyHash) => $"{method}\n{pathAndQuery}\n{nonce}\n{idempotencyKey}\n{bodyHash}";

    public static string OfAnswer(int status, string nonce, ReadOnlySpan<byte> body) => $"{status:000}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
}
