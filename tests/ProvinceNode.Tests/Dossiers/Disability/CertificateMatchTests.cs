using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Dossiers.Disability;

/// <summary>What the appraiser is told about a declared certificate; nothing here refuses.</summary>
public sealed class CertificateMatchTests
{
    private static readonly DateOnly Today = new(2024, 6, 3);

    [Fact]
    public void Declared_KnownAndTheSame_Agrees()
    {
        var match = CertificateMatch.Of(" 38.400.16063.000001 ", new DateOnly(2022, 10, 5), DisabilityDegree.Severe, [Known(1)], Today);

        Assert.True(match.Agrees);
        Assert.Contains("đang có giá trị", Assert.Single(match.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_Unknown_SaysToCompareThePaper()
    {
        var match = CertificateMatch.Of("12/2015", new DateOnly(2015, 1, 1), DisabilityDegree.Severe, [], Today);

        Assert.False(match.Agrees);
        Assert.Contains("bản giấy", Assert.Single(match.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_UnknownWhileAnotherStands_NamesTheOther() =>
        Assert.Contains("38.400.16063.000001", CertificateMatch.Of("12/2015", null, DisabilityDegree.None, [Known(1)], Today).Sentences[0], StringComparison.Ordinal);

    [Fact]
    public void Declared_Withdrawn_IsSaid() =>
        Assert.Contains("thu hồi", Of(Known(1, CertificateState.Withdrawn)).Sentences[0], StringComparison.Ordinal);

    [Fact]
    public void Declared_Replaced_NamesTheNewOne() => Assert.Contains("38.400.16063.000002",
        Of(Known(2, issued: new DateOnly(2023, 1, 3)), Known(1, CertificateState.Replaced)).Sentences[0], StringComparison.Ordinal);

    [Fact]
    public void Declared_Expired_SaysTheChildIsSix()
    {
        Assert.Contains("đủ 6 tuổi", Of(Known(1, until: Today.AddDays(-1))).Sentences[0], StringComparison.Ordinal);
        Assert.True(Of(Known(1, until: Today)).Agrees);
    }

    [Fact]
    public void Declared_OlderThanOneOfAnotherCommune_IsSaid() =>
        Assert.Contains("38.400.16063.000002", Of(Known(2, issued: new DateOnly(2023, 1, 3)), Known(1)).Sentences[0], StringComparison.Ordinal);

    [Fact]
    public void Declared_WithOtherDegreeAndDay_IsToldBoth()
    {
        var match = CertificateMatch.Of("38.400.16063.000001", new DateOnly(2022, 10, 6), DisabilityDegree.ExtremelySevere, [Known(1)], Today);

        Assert.Equal(2, match.Sentences.Count);
        Assert.Contains("“đặc biệt nặng” khác", match.Sentences[0], StringComparison.Ordinal);
        Assert.Contains("06/10/2022", match.Sentences[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Types_Several_AreReadAsOneList() => Assert.Equal("khuyết tật vận động; thần kinh, tâm thần", CertificateWords.Types("1,4"));

    private static CertificateMatch Of(params DisabilityCertificate[] found) =>
        CertificateMatch.Of("38.400.16063.000001", new DateOnly(2022, 10, 5), DisabilityDegree.Severe, found, Today);

    private static DisabilityCertificate Known(int number, CertificateState state = CertificateState.Active, DateOnly? issued = null, DateOnly? until = null) => new()
    {
        Id = Guid.NewGuid(), Number = $"38.400.16063.{number:000000}", TenantPath = "38.400.16063", DossierId = ShippedFlow.Dossier(Today).Id, FullName = "Lê Thị Hoa", FoldedName = "le thi hoa",
        BirthDate = "1980-01-01", Sex = 2, CitizenId = "038180000102", OldIdentityNumber = "", Residence = "Thôn Hoa Trung, xã Hoa Lộc", Types = "1", Degree = DisabilityDegree.Severe,
        Basis = "Biên bản số 01", IssuedOn = issued ?? new DateOnly(2022, 10, 5), IssuerName = "UBND xã Hoa Lộc", SignerName = "Chủ tịch", State = state, ValidTo = until,
    };
}
