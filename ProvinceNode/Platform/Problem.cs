namespace ProvinceNode.Platform;

/// <summary>A kind of expected failure: a stable code and the Vietnamese sentence that says what to do. Declared once, in the slice that can meet it.</summary>
/// <param name="Code">Kebab-case, unique in the node, never changed once released.</param>
/// <param name="Sentence">What people read; <c>{0}</c>… are filled in.</param>
public sealed record ProblemKind(string Code, string Sentence)
{
    /// <summary>The problem without a field.</summary>
    public Problem Now(params object[] values) => At(null, values);

    /// <summary>The problem at a field of the form.</summary>
    public Problem At(string? field, params object[] values) =>
        new(Code, field, string.Format(Protos.Values.VietnameseFormat.Culture, Sentence, values));
}

/// <summary>One expected failure, as a value: expected failures are not exceptions.</summary>
/// <param name="Field">Name of the input that must change, or null when it is the whole request.</param>
public sealed record Problem(string Code, string? Field, string Message);

/// <summary>What a verb answers: its result, or every problem at once.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, IReadOnlyList<Problem> problems) => (_value, Problems) = (value, problems);

    public IReadOnlyList<Problem> Problems { get; }

    public bool Succeeded => Problems.Count == 0;

    /// <exception cref="InvalidOperationException">The verb failed; ask <see cref="Succeeded"/> first.</exception>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"Failed: {Problems[0].Code}");

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Outcome<T>(List<Problem> problems) => new(default, problems);

    public bool Has(ProblemKind kind) => Problems.Any(p => p.Code == kind.Code);
}
