using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protos.Reference.Packs;

/// <summary>One table of a pack.</summary>
/// <param name="Sha256">Of the text's UTF-8 bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Text">Header and rows, lines ended by a line feed; columns of <see cref="PackTables"/>.</param>
public sealed record PackText(string Name, string Sha256, string Text)
{
    /// <summary>A table with its hash.</summary>
    public static PackText Of(string name, string text) => new(name, HashOf(text), text);

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>
/// What a pack says, as UTF-8 JSON with camel-case names in this order and no others. Tables are whole, not changes: a pack stands for itself, and what it changes is found by holding
/// it against what is in force.
/// </summary>
/// <param name="Format">Always <see cref="Version"/>.</param>
/// <param name="Number">Grows by one per kind, from 1.</param>
/// <param name="Previous">Number that the publisher held it against; 0 for the first. Between the two lie only packs that were withdrawn.</param>
/// <param name="InForceFrom">It is activated on this day, not before.</param>
/// <param name="Basis">The text that it rests on, as cited.</param>
/// <param name="IssuedAt">UTC, whole seconds: the signer's certificate is judged by this moment.</param>
public sealed record PackContent(string Format, PackKind Kind, int Number, int Previous, DateOnly InForceFrom, string Basis, DateTime IssuedAt, IReadOnlyList<PackText> Tables)
{
    public const string Version = "goi-tham-chieu/1";

    /// <summary>Most characters of <see cref="Basis"/>.</summary>
    public const int MostBasis = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>A pack of tables as they were given, each ended and hashed.</summary>
    public static PackContent Of(PackKind kind, int number, int previous, DateOnly inForce, string basis, DateTime issuedAtUtc, IReadOnlyDictionary<string, string> tables) =>
        new(Version, kind, number, previous, inForce, basis, new DateTime(issuedAtUtc.Ticks - (issuedAtUtc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
            [.. PackTables.Of(kind).Where(t => tables.ContainsKey(t.Name)).Select(t => PackText.Of(t.Name, Clean(tables[t.Name])))]);

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">No pack.</exception>
    public static PackContent Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<PackContent>(bytes, Json) ?? throw new JsonException("Empty.");

    /// <summary>Texts by table.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Texts => Tables.ToDictionary(t => t.Name, t => t.Text, StringComparer.Ordinal);

    /// <summary>A file as people save it: without a mark of the byte order, lines ended by a line feed, no empty lines at the end.</summary>
    public static string Clean(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n', ' ') + "\n";
}
