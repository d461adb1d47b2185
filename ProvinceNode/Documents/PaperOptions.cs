namespace ProvinceNode.Documents;

/// <summary>How an office of the province numbers what it signs. Section <c>Papers</c>.</summary>
public sealed class PaperOptions
{
    public const string Section = "Papers";

    /// <summary>
    /// Who numbers a notice that the commune's chairman signed: <c>clerk</c> (văn thư), <c>officer</c> (a commune without a records clerk: the
    /// social officer may too), or <c>system</c> (the number is given as he signs, Decree 30/2020 Art. 15 for electronic papers).
    /// </summary>
    public string NumberedBy { get; set; } = "clerk";
}
