// Servers that answer as a page tells them to, for page/http.ts.
import { createServer } from "node:http";

const CALLS = ["writeHead", "write", "end", "destroy"];
/** What the broker lets other origins read, and what its platform lets them send. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "WWW-Authenticate, Retry-After, Date",
};
const PREFLIGHT = {
  ...CORS,
  // Where a connection is cut that was used before, engines ask again by themselves
  connection: "close",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "GET, POST, DELETE",
};

const responses = new Map();
let last = 0;

/** Starts a server that tells of its requests in this stream of events, and ends with it. */
export function serveBroker(stream) {
  const tell = (event, data) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const broker = createServer((request, response) => void take(request, response, tell));
  stream.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  stream.on("close", () => {
    broker.close();
    broker.closeAllConnections();
  });
  broker.listen(0, "127.0.0.1", () => tell("listening", broker.address().port));
}

async function take(request, response, tell) {
  if (request.method === "OPTIONS") {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  const id = ++last;
  responses.set(id, response);
  response.on("close", () => {
    responses.delete(id);
    tell("closed", id);
  });
  response.setHeaders(new Headers(CORS));
  const { method, url, headers } = request;
  const body = await textOf(request);
  tell("request", { id, method, url, headers, body });
}

/** Does with a response what the page says. */
export async function answer(request) {
  const { id, sendDate, call, args } = JSON.parse(await textOf(request));
  const response = responses.get(id);
  if (response && CALLS.includes(call)) {
    response.sendDate = sendDate;
    response[call](...args);
  }
}

export async function textOf(request) {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
  }
  return text;
}
