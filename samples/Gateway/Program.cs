using Gateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddReverseProxy()
    .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
    .ForwardByName();

var app = builder.Build();
app.Use(ForwardingProblem.ExplainAsync);
app.MapDefaultEndpoints();
app.MapGet("/", (HttpRequest request) => Welcome.To(request));
app.MapReverseProxy();
app.Run();
