import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokerError, createTokenCredential, exchangeToken } from "acs-token-broker-client";
import { addressOf, pathOf } from "../dist/brokerUrl.js";

const routeOf = (brokerUrl: string) => addressOf(brokerUrl, pathOf());

const ROUTES = {
  "https://broker.example": "https://broker.example/api/token/teams",
  "https://broker.example/": "https://broker.example/api/token/teams",
  "https://broker.example//": "https://broker.example/api/token/teams",
  "https://broker.example:8443/": "https://broker.example:8443/api/token/teams",
  "https://gateway.example/calls/": "https://gateway.example/calls/api/token/teams",
  "http://localhost:7071": "http://localhost:7071/api/token/teams",
  "http://LOCALHOST:7071/": "http://LOCALHOST:7071/api/token/teams",
  "http://127.0.0.1:7071": "http://127.0.0.1:7071/api/token/teams",
  "http://[::1]:7071": "http://[::1]:7071/api/token/teams",
};

for (const [brokerUrl, route] of Object.entries(ROUTES)) {
  test(`${brokerUrl} is a broker's address`, () => assert.equal(routeOf(brokerUrl), route));
}

const PATHS = {
  teams: "/api/token/teams",
  entra: "/api/token/entra",
  teamsPhone: "/api/token/teams-phone",
  identity: "/api/token",
};

for (const [route, path] of Object.entries(PATHS) as [keyof typeof PATHS, string][]) {
  test(`a broker has the route ${route}`, () => assert.equal(pathOf(route), path));
}

for (const unknown of ["teams-phone", "", "toString", "Teams"]) {
  test(`"${unknown}" is no route, and that is said at once`, async () => {
    const getSubjectToken = () => assert.fail("asked for a token");
    const route = unknown as "teams";
    const options = { brokerUrl: "https://broker.example", route, getSubjectToken };
    assert.throws(() => createTokenCredential(options), refusedAs("route_unknown"));
    await assert.rejects(exchangeToken(options), {
      code: "route_unknown",
      message: "route is none of teams, entra, teamsPhone, identity.",
    });
  });
}

const INSECURE = [
  "http://broker.example",
  "HTTP://broker.example",
  "http://localhost.example",
  "http://127.0.0.1.example",
  "http://[::2]:7071",
];
const INVALID = [
  "",
  "broker.example",
  "//broker.example",
  "ftp://broker.example",
  "https://",
  "https://user@broker.example",
  "https://localhost:pw@broker.example",
  "http://localhost\\@broker.example",
  "https://broker.example?code=1",
  "https://broker.example/#there",
  "https://broker.example/a b",
  "https://broker.example:port",
];

function refusedAs(code: string) {
  return (error: unknown) => error instanceof BrokerError && error.code === code && error.final;
}

for (const [code, urls] of Object.entries({
  broker_url_insecure: INSECURE,
  broker_url_invalid: INVALID,
})) {
  for (const brokerUrl of urls) {
    test(`"${brokerUrl}" is refused before any token is asked for`, async () => {
      const getSubjectToken = () => assert.fail("asked for a token");
      const options = { brokerUrl, getSubjectToken };
      assert.throws(() => createTokenCredential(options), refusedAs(code));
      await assert.rejects(exchangeToken(options), refusedAs(code));
    });
  }
}

test("without any callback there is nothing to send, and that is said at once", async () => {
  const options = { brokerUrl: "https://broker.example" };
  assert.throws(() => createTokenCredential(options), refusedAs("token_callback_missing"));
  await assert.rejects(exchangeToken(options), refusedAs("token_callback_missing"));
});
