import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import {
  BrokerError,
  callAgentFor,
  createTokenCredential,
  type TokenRoute,
} from "acs-token-broker-client";
import { granted, MINUTE, refused } from "./answers.js";
import { FakeCallClient } from "./fakeCallClient.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";

const lasting = () => granted({ expiresOn: Date.now() + 75 * MINUTE, expiresIn: 75 * 60 });

async function credentialOf<R extends TokenRoute = "teams">(
  t: TestContext,
  answers: Answer[],
  route?: R,
) {
  const broker = await FakeBroker.start(t, ...answers);
  const callback = () => "token";
  const callbacks = { getSubjectToken: callback, getCallerToken: callback };
  const credential = createTokenCredential({ brokerUrl: broker.url, route, ...callbacks });
  t.after(() => credential.dispose());
  return { broker, credential };
}

test("the Calling SDK itself tells nothing of a refusal", async (t) => {
  const { credential } = await credentialOf(t, [refused(403, "teams_license_missing")]);
  const failed = new FakeCallClient().createTeamsCallAgent(credential);
  await assert.rejects(failed, (error: Error) => {
    assert.equal(error.message, "Failed to get AccessToken");
    return !(error instanceof BrokerError) && error.cause === undefined;
  });
});

test("a refusal reaches who asks for the agent, and the Calling SDK is left alone", async (t) => {
  const { credential } = await credentialOf(t, [refused(403, "teams_license_missing")]);
  const client = new FakeCallClient();
  const failed = callAgentFor(credential, client).get();
  await assert.rejects(failed, (error: unknown) => {
    return error instanceof BrokerError && error.code === "teams_license_missing";
  });
  assert.equal(client.agents.length, 0);
});

test("a Teams user has an agent for Teams", async (t) => {
  const { credential } = await credentialOf(t, [lasting()]);
  const { kind, token } = await callAgentFor(credential, new FakeCallClient()).get();
  assert.deepEqual([kind, token], ["TeamsCallAgent", "acs-token"]);
});

for (const route of ["entra", "teamsPhone", "identity"] as const) {
  test(`${route}: an agent of ACS, with the options of the Calling SDK`, async (t) => {
    const { credential } = await credentialOf(t, [lasting()], route);
    const options = { displayName: "Adele" };
    const agent = await callAgentFor(credential, new FakeCallClient(), options).get();
    assert.equal(agent.kind, "CallAgent");
    assert.deepEqual(agent.options, options);
  });
}

test("a route that only the running app knows decides too", async (t) => {
  for (const route of ["teams", "entra"] as TokenRoute[]) {
    const { credential } = await credentialOf(t, [lasting()], route);
    const { kind } = await callAgentFor(credential, new FakeCallClient()).get();
    assert.equal(kind, route === "teams" ? "TeamsCallAgent" : "CallAgent");
  }
});

test("types know the options of an agent", async (t) => {
  const { credential } = await credentialOf(t, [lasting()], "entra");
  const client = new FakeCallClient();
  // @ts-expect-error It is spelled displayName
  callAgentFor(credential, client, { displayNam: "Adele" });
  assert.deepEqual(client.agents, []);
});

test("nothing is asked before somebody wants the agent", async (t) => {
  const { broker, credential } = await credentialOf(t, [lasting()]);
  callAgentFor(credential, new FakeCallClient());
  assert.equal(broker.requests.length, 0);
});

test("two clicks make one agent with one exchange", async (t) => {
  const { broker, credential } = await credentialOf(t, [lasting()]);
  const client = new FakeCallClient();
  const kept = callAgentFor(credential, client);
  const [first, second] = await Promise.all([kept.get(), kept.get()]);
  assert.equal(first, second);
  assert.equal(await kept.get(), first);
  assert.equal(client.agents.length, 1);
  assert.equal(broker.requests.length, 1);
});

test("the user is asked within the click, before anything is awaited", async (t) => {
  const broker = await FakeBroker.start(t, lasting());
  let asked = false;
  const credential = createTokenCredential({
    brokerUrl: broker.url,
    getSubjectToken: () => ((asked = true), "subject"),
  });
  t.after(() => credential.dispose());
  const agent = callAgentFor(credential, new FakeCallClient()).get();
  assert.ok(asked);
  await agent;
});

test("a refusal is forgotten: the next click tries again", async (t) => {
  const { credential } = await credentialOf(t, [refused(403, "user_blocked"), lasting()]);
  const kept = callAgentFor(credential, new FakeCallClient());
  await assert.rejects(kept.get(), { code: "user_blocked" });
  credential.resume();
  assert.equal((await kept.get()).token, "acs-token");
});

test("what the Calling SDK throws arrives as it is, and is forgotten too", async (t) => {
  const { credential } = await credentialOf(t, [lasting()]);
  const client = new FakeCallClient();
  const kept = callAgentFor(credential, client);
  const failure = (client.failure = new Error("Failed to create TeamsCallAgent"));
  await assert.rejects(kept.get(), (error) => error === failure);
  assert.equal((await kept.get()).kind, "TeamsCallAgent");
});

test("disposing ends the agent, and who asks after that gets another", async (t) => {
  const { credential } = await credentialOf(t, [lasting()]);
  const kept = callAgentFor(credential, new FakeCallClient());
  const first = await kept.get();
  const disposal = kept.dispose();
  // A client has one agent at a time: the next waits for the end of the first
  const second = await kept.get();
  await disposal;
  assert.equal(first.disposals, 1);
  assert.notEqual(second, first);
  assert.equal(second.disposals, 0);
});

test("an agent that is still being made when it is disposed of ends as soon as it is there", async (t) => {
  const { credential } = await credentialOf(t, [lasting()]);
  const client = new FakeCallClient();
  const kept = callAgentFor(credential, client);
  const agent = kept.get();
  await kept.dispose();
  assert.equal((await agent).disposals, 1);
  assert.equal(client.agents.length, 1);
});

test("disposing without an agent, after a failure and twice does no harm", async (t) => {
  const { credential } = await credentialOf(t, [refused(403, "user_blocked")]);
  const client = new FakeCallClient();
  const kept = callAgentFor(credential, client);
  await kept.dispose();
  const failed = assert.rejects(kept.get(), { code: "user_blocked" });
  await kept.dispose();
  await kept.dispose();
  await failed;
  assert.equal(client.agents.length, 0);
});

test("an agent waits for the end of the one before, also where one between had no token", async (t) => {
  const { credential } = await credentialOf(t, [lasting()]);
  const kept = callAgentFor(credential, new FakeCallClient());
  const first = await kept.get();
  let end = () => {};
  const dispose = first.dispose.bind(first);
  first.dispose = () => new Promise<void>((resolve) => (end = resolve)).then(dispose);
  const disposal = kept.dispose();

  const refused = new BrokerError("network_failed", "There is no network.");
  const getToken = credential.getToken.bind(credential);
  credential.getToken = () => Promise.reject(refused);
  const failed = assert.rejects(kept.get(), refused);
  void kept.dispose();
  await failed;

  credential.getToken = getToken;
  const next = kept.get();
  await new Promise((resolve) => setImmediate(resolve));
  end();
  assert.notEqual(await next, first);
  await disposal;
});
