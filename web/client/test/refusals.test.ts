import assert from "node:assert/strict";
import { test } from "node:test";
import { exchangeToken } from "../dist/exchange.js";
import { granted, json, MINUTE, refused, TEN_O_CLOCK, text, USER_ID } from "./answers.js";
import { exchange } from "./bench.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const getSubjectToken = () => "subject";

test("a refusal is an error with everything that the broker said", async (t) => {
  const broker = await FakeBroker.start(
    t,
    refused(403, "client_not_allowed", { claim: "appid", expected: "one served", found: "an id" }),
  );
  await assert.rejects(exchangeToken({ brokerUrl: broker.url, getSubjectToken }), {
    name: "BrokerError",
    code: "client_not_allowed",
    status: 403,
    message: "Why: client_not_allowed.",
    detail: "Why: client_not_allowed.",
    correlationId: "c-1",
    claim: "appid",
    expected: "one served",
    found: "an id",
    final: true,
  });
  assert.equal(broker.requests.length, 1);
});

for (const [status, code] of [
  [400, "body_member_invalid"],
  [403, "teams_license_missing"],
  [403, "tenant_not_allowed"],
  [404, "not_found"],
  [413, "body_too_large"],
] as const) {
  test(`${code} is final, and asked once`, async (t) => {
    const broker = await FakeBroker.start(t, refused(status, code));
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    await assert.rejects(failed, { code, status, final: true });
    assert.equal(broker.requests.length, 1);
  });
}

test("an administrator's link is passed on", async (t) => {
  const consentUrl = "https://login.microsoftonline.com/contoso/adminconsent?client_id=1";
  const broker = await FakeBroker.start(t, refused(403, "consent_required", { consentUrl }));
  const failed = exchangeToken({ brokerUrl: broker.url, getSubjectToken });
  await assert.rejects(failed, { code: "consent_required", consentUrl });
});

test("the code by which ACS refuses the user is passed on", async (t) => {
  const members = { acsCode: "TeamsNeverHeardOf" };
  const broker = await FakeBroker.start(t, refused(403, "user_refused_by_acs", members));
  const failed = exchangeToken({ brokerUrl: broker.url, getSubjectToken });
  await assert.rejects(failed, { code: "user_refused_by_acs", final: true, ...members });
});

test("a link that is none of https is not passed on", async (t) => {
  const consentUrl = "javascript:alert(document.domain)//https://";
  const broker = await FakeBroker.start(t, refused(403, "consent_required", { consentUrl }));
  const failed = exchangeToken({ brokerUrl: broker.url, getSubjectToken });
  await assert.rejects(failed, { code: "consent_required", consentUrl: undefined });
});

test("members of other types than the broker's are left out", async (t) => {
  const members = { detail: 1, claims: {}, claimsFor: "both", retryAfterSeconds: "soon" };
  const broker = await FakeBroker.start(t, refused(403, "user_blocked", members));
  await assert.rejects(exchangeToken({ brokerUrl: broker.url, getSubjectToken }), {
    code: "user_blocked",
    detail: "user_blocked",
    claims: undefined,
    claimsFor: undefined,
    retryAfterSeconds: undefined,
  });
});

const expiresOn = new Date(TEN_O_CLOCK + 75 * MINUTE).toISOString();
const whole = { token: "acs-token", expiresOn, refreshOn: expiresOn, userId: USER_ID };
const NONSENSE: Record<string, Answer> = {
  "a page": text(200, "<html>Welcome</html>", { "content-type": "text/html" }),
  nothing: text(200, ""),
  null: json(200, null),
  "a number": json(200, 7),
  "no token": json(200, { ...whole, token: undefined }),
  "an empty token": json(200, { ...whole, token: "" }),
  "a token that is no text": json(200, { ...whole, token: { value: "acs-token" } }),
  "no user": json(200, { ...whole, userId: undefined }),
  "no end": json(200, { ...whole, expiresOn: undefined }),
  "an end that is no time": json(200, { ...whole, expiresOn: "soon" }),
  "no time to refresh": json(200, { ...whole, refreshOn: undefined }),
  "a token that has ended": granted({ expiresOn: TEN_O_CLOCK, date: TEN_O_CLOCK + MINUTE }),
  "a success without content": text(204, ""),
  "a page that was not found": text(404, "<h1>Not found</h1>"),
  "a stopped app": text(403, "<h1>This web app is stopped.</h1>"),
  "a problem without a code": json(400, { title: "Bad request" }),
};
for (const [name, answer] of Object.entries(NONSENSE)) {
  test(`nonsense, ${name}: is said to be, and not final`, async (t) => {
    const broker = await FakeBroker.start(t, answer);
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    await assert.rejects(failed, { code: "answer_not_understood", final: false });
    assert.equal(broker.requests.length, 1);
  });
}

test("no network is an error with a sentence and its cause", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const { url } = broker;
  broker.stop();
  const clock = new FakeClock();
  const failed = assert.rejects(
    exchange({ brokerUrl: url, getSubjectToken }, clock),
    (error: Error & { code?: string }) =>
      error.code === "network_failed" &&
      error.message.startsWith("The broker could not be reached: there is no network") &&
      error.cause instanceof TypeError,
  );
  for (const wait of [500, 1000, 2000]) {
    await clock.passes(wait);
  }
  await failed;
});
