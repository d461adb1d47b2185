namespace NationalHub.Duplicates;

/// <summary>What another province and the ministry's page read in the place of a category: the same word for everybody, since a word for the withheld group alone would name it. Pure.</summary>
public static class CategoryWords
{
    private const string Nothing = "Chưa có chế độ";

    /// <param name="category">Code, or words that were stored before; empty when nothing is granted.</param>
    public static string Of(string category) => category.Length == 0 || category == Nothing ? Nothing : "Trợ cấp hằng tháng";
}
