import assert from "node:assert/strict";
import { test } from "node:test";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { createTokenCredential } from "../dist/index.js";
import { granted, jwe, MINUTE } from "../build/answers.js";
import { FakeBroker } from "../build/fakeBroker.js";

async function credentialOf(t) {
  const told = { expiresOn: Date.now() + 75 * MINUTE, expiresIn: 75 * 60 };
  const broker = await FakeBroker.start(t, granted({ token: jwe(), ...told }));
  const credential = createTokenCredential({
    brokerUrl: broker.url,
    getSubjectToken: () => "subject",
  });
  t.after(() => credential.dispose());
  return { broker, credential };
}

test("the library is one that takes a token it cannot read, and its end beside it", async () => {
  const given = { token: jwe(), expiresOnTimestamp: Date.now() + 75 * MINUTE };
  assert.deepEqual(await new AzureCommunicationTokenCredential(given).getToken(), given);
});

test("the credential is one of its, and tells the end of a token that ACS alone can read", async (t) => {
  const { credential } = await credentialOf(t);
  assert.ok(credential instanceof AzureCommunicationTokenCredential);
  const { token, expiresOnTimestamp } = await credential.getToken();
  assert.equal(token, jwe());
  const off = expiresOnTimestamp - (Date.now() + 75 * MINUTE);
  assert.ok(Math.abs(off) < 5000, `${off} ms`);
});

test("what Azure's own class does goes through the same exchange, readable or not", async (t) => {
  const { broker, credential } = await credentialOf(t);
  const { token } = await AzureCommunicationTokenCredential.prototype.getToken.call(credential);
  assert.equal(token, jwe());
  await credential.getToken();
  assert.equal(broker.requests.length, 1);
});
