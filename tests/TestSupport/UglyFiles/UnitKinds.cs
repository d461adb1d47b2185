using Protos.Values;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Units;

namespace TestSupport.UglyFiles;

/// <summary>Communes of both organisations as lists have them.</summary>
internal static class UnitKinds
{
    public static IReadOnlyList<UglyKind> All { get; } =
    [
        new("UnitsBefore2025WithDistrict", "unit", d => Old(d, u => u.Unit.Name, u => u.District!.Name)),
        new("UnitsBefore2025NamesOnly", "unit", d => Old(d, u => UnitBook.Split(u.Unit.Name).Bare, null)),
        new("UnitsAbbreviated", "unit", d => Old(d, u => Short(u), u => "H. " + UnitBook.BareDistrict(u.District!.Name))),
        new("UnitsWithoutAccents", "unit", d => Old(d, u => VietnameseText.Fold(u.Unit.Name), u => VietnameseText.Fold(u.District!.Name)), "warn-import-unit"),
        new("UnitsMisspelt", "unit", d => Old(d, u => u.Unit.Name + "h", u => u.District!.Name), "warn-import-unit"),
        new("UnitsInCapitals", "unit", d => Old(d, u => u.Unit.Name.ToUpperInvariant(), u => u.District!.Name.ToUpperInvariant())),
        new("UnitCodesBefore2025", "unit", d => d.Replace(
            Field.Commune, d.Column(Field.CommuneCode, "Mã xã", (p, _) => p.OldCommune.Unit.Code), d.Column(Field.District, "Huyện", (p, _) => p.OldCommune.District!.Name))),
        new("UnitsInTheAddress", "unit", d =>
        {
            d.Replace(Field.Commune, d.Column(Field.Address, "Địa chỉ", (p, _) => $"xã {UnitBook.Split(p.OldCommune.Unit.Name).Bare}, huyện {UnitBook.BareDistrict(p.OldCommune.District!.Name)}, tỉnh Thanh Hóa"));
        }, "*"),
        new("UnitUnknown", "unit", d => d[Field.Commune].Cells[0] = "Xã Không Có Thật", "import-unit"),
        new("UnitDivided", "unit", d => Old(d, u => "Xã Luận Khê", _ => "Huyện Thường Xuân"), "import-unit-split"),
        new("UnitOfSeveralDistricts", "unit", d => Old(d, u => "Minh Sơn", null), "*"),
        new("UnitInTheTitle", "unit", d =>
        {
            d.Layout.CommuneTitle = "Xã Hoa Lộc";
            d.Reorder(c => c.Where(x => x.Field != Field.Commune));
            foreach (var person in d.People)
            {
                person.Truth[Field.Commune] = "16072";
            }
        }),
    ];

    private static void Old(UglyDraft draft, Func<KnownUnit, string> commune, Func<KnownUnit, string>? district)
    {
        var name = draft.Column(Field.Commune, "Xã", (p, _) => commune(p.OldCommune));
        if (district is null)
        {
            draft.Replace(Field.Commune, name);
        }
        else
        {
            draft.Replace(Field.Commune, name, draft.Column(Field.District, "Huyện", (p, _) => district(p.OldCommune)));
        }
    }

    private static string Short(KnownUnit unit) => unit.Kind switch { "xa" => "X. ", "phuong" => "P.", _ => "TT " } + UnitBook.Split(unit.Unit.Name).Bare;
}
