using ProvinceNode.Platform;

var app = NodeApplication.Build(args);
await app.RunAsync();
