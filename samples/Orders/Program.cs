using Orders;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddProblemDetails().AddValidation();
builder.Services.AddExceptionHandler<UnreachableService>();
builder.Services.AddProductsClient();
builder.Services.AddSingleton(OrderBook.Load("data/orders.json"));
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.UseExceptionHandler();
app.MapDefaultEndpoints();
app.MapOrders();
app.Run();
