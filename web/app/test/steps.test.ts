import assert from "node:assert/strict";
import { test } from "node:test";
import { ExchangeSteps } from "../src/exchangeSteps.js";

function stepsOf(kinds: number) {
  let now = 0;
  const steps = new ExchangeSteps(kinds, () => now);
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
    "+ Broker 40: verified it, and exchanged it at ACS",
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
