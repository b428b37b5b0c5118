var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGet("/", (HttpClient http) => http.GetStringAsync("http://products/products"));
app.Run();
