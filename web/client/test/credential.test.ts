import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AzureCommunicationTokenCredential,
  type CommunicationTokenCredential,
} from "@azure/communication-common";
import { createTokenCredential } from "acs-token-broker-client";
import { exchangeToken } from "acs-token-broker-client/exchange";
import { granted, jwt, MINUTE } from "./answers.js";
import { FakeBroker } from "./fakeBroker.js";

const getSubjectToken = () => "subject";

test("the credential is one of Azure's, as the Calling SDK takes it", async (t) => {
  const expiresOn = Date.now() + 75 * MINUTE;
  const broker = await FakeBroker.start(t, granted({ expiresOn }));
  const credential: CommunicationTokenCredential = createTokenCredential({
    brokerUrl: broker.url,
    getSubjectToken,
  });
  assert.ok(credential instanceof AzureCommunicationTokenCredential);
  const { token, expiresOnTimestamp } = await credential.getToken();
  assert.equal(token, "acs-token");
  assert.equal(expiresOnTimestamp, expiresOn);
  credential.dispose();
  await assert.rejects(credential.getToken(), { code: "disposed" });
});

test("what Azure's own class does goes through the same exchange", async (t) => {
  const expiresOn = Date.now() + 75 * MINUTE;
  const token = jwt({ iat: Date.now() / 1000, exp: expiresOn / 1000 });
  const broker = await FakeBroker.start(t, granted({ token, expiresOn }));
  const credential = createTokenCredential({ brokerUrl: broker.url, getSubjectToken });
  const got = await AzureCommunicationTokenCredential.prototype.getToken.call(credential);
  assert.equal(got.token, token);
  await credential.getToken();
  assert.equal(broker.requests.length, 1);
  credential.dispose();
});

test("exchangeToken is there without any library of Azure's, and keeps nothing", async (t) => {
  const broker = await FakeBroker.start(t, granted({ expiresOn: Date.now() + 75 * MINUTE }));
  const options = { brokerUrl: `${broker.url}/`, getSubjectToken };
  await exchangeToken(options);
  await exchangeToken(options);
  assert.equal(broker.requests.length, 2);
});

test("an aborted signal of the Calling SDK reaches the exchange", async () => {
  const options = { brokerUrl: "https://broker.example", getSubjectToken };
  const credential = createTokenCredential(options);
  const failed = credential.getToken({ abortSignal: AbortSignal.abort() });
  await assert.rejects(failed, { name: "AbortError" });
});
