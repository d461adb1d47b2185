namespace Protos.Values;

/// <summary>Money in whole Vietnamese đồng. Never a fraction, never a float.</summary>
/// <param name="Amount">Number of đồng; negative only for recoveries.</param>
public readonly record struct Dong(long Amount) : IComparable<Dong>
{
    /// <summary>No money.</summary>
    public static Dong Zero { get; }

    public static Dong operator +(Dong a, Dong b) => new(checked(a.Amount + b.Amount));

    public static Dong operator -(Dong a, Dong b) => new(checked(a.Amount - b.Amount));

    public static bool operator >(Dong a, Dong b) => a.Amount > b.Amount;

    public static bool operator <(Dong a, Dong b) => a.Amount < b.Amount;

    /// <summary>Sum of two amounts.</summary>
    public static Dong Add(Dong a, Dong b) => a + b;

    /// <summary>Difference of two amounts.</summary>
    public static Dong Subtract(Dong a, Dong b) => a - b;

    /// <summary>Level times coefficient (Decree 20/2021 Art. 4): rounded to the nearest đồng, which for the law's tenths is exact.</summary>
    /// <param name="coefficientHundredths">Coefficient in hundredths: 150 is 1,5.</param>
    public Dong Times(int coefficientHundredths) => new(checked(((Amount * coefficientHundredths) + 50) / 100));

    public int CompareTo(Dong other) => Amount.CompareTo(other.Amount);

    /// <summary>As printed: <c>1.080.000 đồng</c>.</summary>
    public override string ToString() => $"{Digits()} đồng";

    /// <summary>Digits with dots between thousands: <c>1.080.000</c>.</summary>
    public string Digits() => Amount.ToString("#,0", VietnameseFormat.Culture);
}
