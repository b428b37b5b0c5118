using Restock;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddProductsClient();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddOptions<RestockOptions>().BindConfiguration(RestockOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddHostedService<RestockWorker>();

builder.Build().Run();
