import assert from "node:assert/strict";
import { test } from "node:test";
import { ExchangeSteps } from "../src/exchangeSteps.js";

function stepsOf(kinds: number) {
  let now = 0;
  const steps = new ExchangeSteps(kinds, "teams", () => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const told = () =>
    steps.all.map((it) => `${it.failed ? "-" : "+"} ${it.party} ${it.milliseconds}: ${it.what}`);
  return { steps, pass, told };
}

test("measures MSAL and the broker", () => {
  const { steps, pass, told } = stepsOf(1);
  steps.ask();
  pass(5);
  steps.got("subject", true);
  pass(40);
  steps.end(false);
  assert.deepEqual(told(), [
    "+ MSAL 5: token for Communication Services, from its cache",
    "+ Broker 40: verified it, and gave the token, exchanged at ACS or remembered",
  ]);
});

test("tells both tokens of an exchange with a caller", () => {
  const { steps, pass, told } = stepsOf(2);
  steps.ask();
  pass(1);
  steps.got("caller", true);
  steps.ask();
  pass(2);
  steps.got("subject", false);
  pass(3);
  steps.end(true);
  assert.deepEqual(told(), [
    "+ MSAL 1: token for the broker, from its cache",
    "+ MSAL 2: token for Communication Services, from Entra",
    "- Broker 3: no token",
  ]);
});

test("tells that the broker refused a token for which another one was fetched", () => {
  const { steps, pass, told } = stepsOf(1);
  steps.ask();
  steps.got("subject", true);
  pass(9);
  steps.ask();
  pass(20);
  steps.got("subject", false);
  steps.end(false);
  assert.deepEqual(told().slice(1, 3), [
    "- Broker 9: refused the token, so another one is fetched",
    "+ MSAL 20: token for Communication Services, from Entra",
  ]);
});

test("begins anew with the next exchange, and ends only once", () => {
  const { steps, told } = stepsOf(1);
  steps.ask();
  steps.gotNone("subject");
  steps.end(true);
  assert.deepEqual(told(), ["- MSAL 0: no token for Communication Services"]);
  steps.ask();
  steps.got("subject", true);
  assert.equal(told().length, 1);
});

const entry = (name: string, duration = 0, description = "") => ({ name, duration, description });

for (const [what, timing, words] of [
  [
    "exchanged",
    [entry("verification", 0.44), entry("identity"), entry("acs", 83.1)],
    "verified it in 0.4 ms, and had it exchanged at ACS in 83 ms",
  ],
  [
    "exchanged after a sign-in",
    [entry("verification", 12), entry("identity", 30), entry("acs", 83)],
    "verified it in 12 ms, signed in at ACS in 30 ms, and had it exchanged at ACS in 83 ms",
  ],
  [
    "remembered",
    [entry("verification", 0.4), entry("memory")],
    "verified it in 0.4 ms, and remembered the token: ACS was not asked again",
  ],
  [
    "of another request",
    [entry("verification", 0.4), entry("acs", 0, "shared")],
    "verified it in 0.4 ms, and waited for ACS's answer to another request for the same token",
  ],
  [
    "on behalf of the caller",
    [entry("verification", 1), entry("on_behalf_of", 40), entry("memory")],
    "verified it in 1.0 ms, got your token for ACS from Entra in 40 ms, and remembered the token:" +
      " ACS was not asked again",
  ],
] as const) {
  for (const before of [true, false]) {
    test(`says of a token that is ${what} what the broker says, ${before ? "before" : "after"} the end`, () => {
      const { steps, told } = stepsOf(1);
      steps.ask();
      steps.got("subject", true);
      if (before) {
        steps.tell(timing);
      }
      steps.end(false);
      if (!before) {
        steps.tell(timing);
      }
      assert.equal(told().at(-1), `+ Broker 0: ${words}`);
    });
  }
}

test("says nothing of ACS or of memory where the broker does not", () => {
  const { steps, told } = stepsOf(2);
  steps.ask();
  steps.got("caller", true);
  steps.got("subject", true);
  steps.tell([]);
  steps.end(false);
  assert.match(told().at(-1) ?? "", /verified both, and gave the token, exchanged at ACS or rem/);
});

test("says nothing of an exchange before, and nothing good of a refusal", () => {
  const { steps, told } = stepsOf(1);
  steps.ask();
  steps.got("subject", true);
  steps.tell([entry("verification", 1), entry("memory")]);
  steps.end(false);
  steps.ask();
  steps.got("subject", true);
  steps.end(true);
  steps.tell([entry("verification", 1), entry("memory")]);
  assert.equal(told().at(-1), "- Broker 0: no token");
});
