using Microsoft.EntityFrameworkCore;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Replication;

namespace ProvinceNode.Tests.Registry;

/// <summary>The one way to set what is known of a person.</summary>
public sealed class PersonFieldsTests
{
    private static readonly DateTime At = new(2026, 11, 2, 3, 0, 0, DateTimeKind.Utc);
    private static readonly Origin Sheet = new(OriginKind.Import, "danh-sach.xlsx, Sheet1", At);

    [Theory]
    [InlineData(nameof(Beneficiary.Phone), "", "0912345678")] // an empty cell never erases
    [InlineData(nameof(Beneficiary.Phone), "0987654321", "0987654321")]
    [InlineData(nameof(Beneficiary.BirthDate), "1954", "1954-03-02")] // the year says nothing against the day
    [InlineData(nameof(Beneficiary.BirthDate), "1954-03", "1954-03-02")]
    [InlineData(nameof(Beneficiary.BirthDate), "1955", "1955")]
    [InlineData(nameof(Beneficiary.Sex), "1", "1")]
    public async Task Value_OfASheet_IsTakenOrLeft(string field, string value, string expected)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(db =>
        {
            var person = Person();

            PersonFields.Set(db, person, [new FieldValue(field, value, "C5")], Sheet);

            Assert.Equal(expected, PersonFields.Of(field).Read(person));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Values_ThatChangeNothing_WriteNothing()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await AddAsync(node);
        await node.WithAsync(async db =>
        {
            var person = await db.Beneficiaries.SingleAsync(b => b.Id == id);

            Assert.Empty(PersonFields.Set(db, person, [new(nameof(Beneficiary.Phone), "0912345678"), new(nameof(Beneficiary.FullName), person.FullName), new(nameof(Beneficiary.Village), "")], Sheet));

            Assert.False(db.ChangeTracker.HasChanges());
        });
    }

    [Fact]
    public async Task Values_ThatChange_KeepWhereTheyCameFromInOneRow()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await AddAsync(node);
        await node.WithAsync(async db =>
        {
            var person = await db.Beneficiaries.SingleAsync(b => b.Id == id);
            PersonFields.Set(db, person, [new(nameof(Beneficiary.Phone), "0987654321", "H5"), new(nameof(Beneficiary.Village), "Thôn 2; xóm 3", "E5"), new(nameof(Beneficiary.EthnicCode), "01", "F5")], Sheet);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        var origin = await node.AskAsync(db => db.FieldOrigins.AsNoTracking().SingleAsync());
        Assert.Equal((OriginKind.Import, "danh-sach.xlsx, Sheet1", "Phone@H5;Village@E5"), (origin.Kind, origin.Reference, origin.Fields));
        Assert.Equal("H5", origin.Places[nameof(Beneficiary.Phone)]);
        Assert.Equal("tệp danh-sach.xlsx, Sheet1, ô H5", OriginWords.Of(origin, "H5"));
    }

    [Fact]
    public async Task Official_WhoErases_TakesTheValueAway()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(db =>
        {
            var person = Person();
            Assert.Equal([nameof(Beneficiary.Phone)], PersonFields.Set(db, person, [new(nameof(Beneficiary.Phone), "") { Erases = true }], Sheet with { Kind = OriginKind.Official }));
            Assert.Equal("", person.Phone);
            return Task.CompletedTask;
        });
    }

    // The population database answered about him as he was written then (policy 8.2).
    [Theory]
    [InlineData(nameof(Beneficiary.FullName), "Nguyễn Thị Lành", "", "Pending")]
    [InlineData(nameof(Beneficiary.OldIdentityNumber), "171234567", "", "Pending")]
    [InlineData(nameof(Beneficiary.FullName), "Nguyễn Thị Lành", "Matched", "Matched")] // the door tells the answer too
    [InlineData(nameof(Beneficiary.Phone), "0987654321", "", "Matched")]
    public async Task Value_OfWhoTheyAre_IsToBeCheckedAnew(string field, string value, string told, string expected)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await AddAsync(node);
        await node.WithAsync(async db =>
        {
            var person = await db.Beneficiaries.SingleAsync(b => b.Id == id);
            person.IdentityStatus = "Matched";

            Assert.Equal([field], PersonFields.Set(db, person, [new(field, value), new(nameof(Beneficiary.IdentityStatus), told)], Sheet));

            Assert.Equal(expected, person.IdentityStatus);
            Assert.Equal(expected == "Pending", db.FieldOrigins.Local.Single().Places.ContainsKey(nameof(Beneficiary.IdentityStatus)));
        });
    }

    [Fact]
    public async Task Commune_ThatChangesWithoutADay_CountsFromTheDayItBecameKnown()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(db =>
        {
            var (moved, told) = (Person(), Person());
            PersonFields.Set(db, moved, [new(nameof(Beneficiary.CommuneCode), "14761")], Sheet);
            PersonFields.Set(db, told, [new(nameof(Beneficiary.CommuneCode), "14761"), new(nameof(Beneficiary.ResidentSince), "2026-07-01")], Sheet);
            Assert.Equal((new DateOnly(2026, 11, 2), new DateOnly(2026, 7, 1)), (moved.ResidentSince, told.ResidentSince));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Fields_All_AreReadFromTheMessageAsFromTheRow()
    {
        var person = Person();
        foreach (var field in PersonFields.All)
        {
            field.Write(person, field.Name switch { nameof(Beneficiary.Sex) => "2", nameof(Beneficiary.BirthDate) => "1954-03-02", nameof(Beneficiary.ResidentSince) or nameof(Beneficiary.DiedOn) => "2024-07-01", var name => name[..Math.Min(name.Length, 5)] });
        }

        var state = ProvinceNode.Replication.RecordMessages.Of(person, At).Beneficiary;

        Assert.All(PersonFields.All, f => Assert.Equal((f.Name, f.Read(person)), (f.Name, PersonFields.Sent(f.Name, state))));
    }

    private static Beneficiary Person()
    {
        var person = RelayNode.NewPerson();
        (person.Phone, person.BirthDate) = ("0912345678", "1954-03-02");
        return person;
    }

    private static Task<Guid> AddAsync(RelayNode node) => node.AskAsync(async db =>
    {
        var person = Person();
        db.Add(person);
        Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        return person.Id;
    });
}
