namespace NationalServices.Platform;

/// <summary>The status page's style: the house's palette, one column from 360 px up, nothing from another host.</summary>
internal static class StatusPageStyle
{
    public const string Css = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1f2328; background: #fff; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem 1rem; }
        .banner { margin: 0; padding: .5rem 1rem; color: #1f2328; background: #fff4d6; border-bottom: 2px solid #c8921a; }
        header { background: #7a1420; color: #fff; padding: .75rem 1rem; font-weight: 700; }
        header p { margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; line-height: 1.25; }
        h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
        section, .wrong, .done { border: 1px solid #8c959f; border-radius: .25rem; padding: 1rem; margin: 0 0 1rem; }
        .wrong { border: 3px solid #b3261e; }
        .done { border: 3px solid #1a6b3c; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 0 0 1rem; }
        dt { font-size: .9rem; }
        dd { margin: 0; font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
        form { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem; align-items: end; }
        label { display: block; font-weight: 600; }
        input, select, button { font: inherit; min-height: 2.75rem; width: 100%; padding: .25rem .5rem; border: 1px solid #57606a; border-radius: .25rem; color: inherit; background: #fff; }
        button { background: #0b5cad; color: #fff; border-color: #0b5cad; font-weight: 600; cursor: pointer; }
        :focus-visible { outline: 3px solid #ffbf47; box-shadow: 0 0 0 5px #1f2328; }
        .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .5rem; }
        th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d0d7de; white-space: nowrap; }
        tbody th { font-weight: 400; }
        """;
}
