'use strict';

const timeoutMs = 2000;

/** Tells the registry where this service is. Health is asked at metadata.endpoints.health, where there is one. */
async function registerService(serviceName, url, metadata = {}, { leaseSeconds } = {}) {
  return (await register(serviceName, url, metadata, leaseSeconds)).body;
}

async function register(serviceName, url, metadata, leaseSeconds) {
  const health = metadata.endpoints?.health && url + metadata.endpoints.health;
  const { status, body } = await ask('/register', { serviceName, url, health, metadata, leaseSeconds });
  if (status >= 400) throw refused(`register '${serviceName}' at ${url}`, status, body);
  return { isNew: status === 201, body };
}

/** Takes the instance with this url out of the registry. That it was not there any more is no error. */
async function unregisterService(serviceName, url) {
  const { status, body } = await ask('/unregister', { serviceName, url });
  if (status >= 400 && status !== 404) throw refused(`unregister '${serviceName}' at ${url}`, status, body);
}

/**
 * Finds a service: in the registry; while that is away, where it was last found; else in the environment variable
 * {SERVICE_NAME}_URL.
 */
async function getServiceUrl(serviceName) {
  const tried = [];
  try {
    const { status, body } = await ask(`/services/${encodeURIComponent(serviceName)}`);
    if (status === 200) return remember(serviceName, withoutSlash(body.url));
    lastFound.delete(serviceName);
    // The registry knows the service and says that nobody may call it: another source must not overrule that.
    if (status !== 404) throw new ServiceUnavailable(refused(`name an instance of '${serviceName}'`, status, body).message);
    tried.push('the registry does not know it');
  } catch (error) {
    if (error instanceof ServiceUnavailable) throw error;
    tried.push(error.message);
  }

  if (lastFound.has(serviceName)) return lastFound.get(serviceName);

  const variable = `${serviceName.toUpperCase().replace(/[-.]/g, '_')}_URL`;
  if (process.env[variable]) return withoutSlash(process.env[variable]);
  tried.push(`the environment variable ${variable} is not set`);
  throw new ServiceUnavailable(`Service '${serviceName}' was not found: ${tried.join('; ')}.`);
}

const lastFound = new Map();

function remember(serviceName, url) {
  lastFound.set(serviceName, url);
  return url;
}

/** Lists what is registered. */
async function listServices() {
  const { status, body } = await ask('/services');
  if (status !== 200) throw refused('list the services', status, body);
  return body;
}

/**
 * Registers under a lease, and does so again every few seconds: that keeps the lease, and brings the service back where the
 * registry has lost it. A process that dies is taken for dead when its lease has run out. Gives back a function that ends it.
 */
function keepRegistered(serviceName, url, metadata, { leaseSeconds = 10, everyMs = 3000, log = console } = {}) {
  let trouble;
  const check = async () => {
    try {
      const { isNew } = await register(serviceName, url, metadata, leaseSeconds);
      if (isNew) log.info(`Registered '${serviceName}' at ${url}.`);
      trouble = undefined;
    } catch (error) {
      if (error.message !== trouble) log.warn(`Not registered yet, will try again: ${error.message}`);
      trouble = error.message;
    }
    if (!stopped) timer = setTimeout(() => { checking = check(); }, everyMs);
  };

  let stopped = false;
  let timer;
  let checking = check();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await checking; // Else a registration under way could land after the service has left.
  };
}

class ServiceUnavailable extends Error {}

/** Asks the registry; of several addresses the first that answers. */
async function ask(path, body) {
  const failures = [];
  for (const registry of registries()) {
    try {
      const response = await fetch(registry + path, {
        ...body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      failures.push(`the registry at ${registry} does not answer (${error.cause?.code ?? error.cause?.message ?? error.message})`);
    }
  }
  throw new Error(failures.join('; '));
}

function registries() {
  const urls = process.env.SERVICE_REGISTRY_URL || 'http://localhost:3999';
  return urls.split(';').map(url => withoutSlash(url.trim())).filter(Boolean);
}

// Callers append a path that begins with one.
const withoutSlash = url => url.replace(/\/+$/, '');

const refused = (what, status, body) =>
  new Error(`the registry did not ${what}: ${status} ${body.detail ?? body.title ?? ''}`.trim());

module.exports = { registerService, unregisterService, getServiceUrl, listServices, keepRegistered, ServiceUnavailable };
