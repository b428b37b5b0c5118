using Products;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddProblemDetails().AddValidation();
builder.Services.AddSingleton(Shelves.Load("data/products.json"));
builder.Services.AddSingleton<InstanceName>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapDefaultEndpoints();
app.MapProducts();
app.Run();
