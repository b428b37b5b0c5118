'use strict';

const http = require('node:http');
const { version } = require('./package.json');
const { getServiceUrl, keepRegistered, ServiceUnavailable, unregisterService } = require('./service-discovery');

const serviceName = 'notifications';

const routes = {
  '/health': () => ({ status: 'healthy' }),
  '/notifications': async () => (await ordersFromOrders()).map(notification),
};

async function ordersFromOrders() {
  const url = `${await getServiceUrl('orders')}/orders`;
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    .catch(error => { throw new ServiceUnavailable(`${url} does not answer (${error.cause?.code ?? error.cause?.message ?? error.message}).`); });
  if (!response.ok) throw new ServiceUnavailable(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const notification = ({ id, customer, pieces, total }) => ({
  orderId: id,
  to: customer,
  text: `Thank you, ${customer}: your order ${id} of ${count(pieces)} for ${total.toFixed(2)} EUR is on its way.`,
});

const count = pieces => `${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`;

async function answer(request, response) {
  const route = routes[new URL(request.url, 'http://localhost').pathname];
  if (!route) return sendProblem(response, 404, `Try ${Object.keys(routes).join(' or ')}.`);
  if (request.method !== 'GET') return sendProblem(response, 405, 'Only GET is answered.');
  try {
    send(response, 200, 'application/json', await route());
  } catch (error) {
    sendProblem(response, error instanceof ServiceUnavailable ? 503 : 500, error.message);
  }
}

const sendProblem = (response, status, detail) =>
  send(response, status, 'application/problem+json', { title: http.STATUS_CODES[status], status, detail });

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}

const server = http.createServer(answer).listen(process.env.PORT || 0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  console.info(`Listening at ${url}.`);

  const leave = keepRegistered(serviceName, url, { version, endpoints: { api: '/notifications', health: '/health' } });

  const stop = async () => {
    await leave();
    // With its url, since others of the same name may go on.
    await unregisterService(serviceName, url).catch(error => console.warn(`Not unregistered: ${error.message}.`));
    server.close();
    server.closeAllConnections();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
});
