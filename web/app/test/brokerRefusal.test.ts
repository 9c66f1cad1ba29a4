import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokerError, type BrokerErrorFacts } from "acs-token-broker-client/exchange";
import { refusalOf } from "../src/brokerRefusal.js";
import { supportText } from "../src/supportText.js";
import { isPopupBlocked, signInFailure } from "../src/signInFailure.js";

const refused = (code: string, facts: BrokerErrorFacts) =>
  refusalOf(new BrokerError(code, "A sentence.", facts));

for (const [code, facts, remedy] of [
  ["token_expired", { status: 401 }, "sign-in"],
  ["subject_token_invalid", { status: 400 }, "sign-in"],
  ["signing_key_unknown", { status: 401, retryAfterSeconds: 10 }, "try"],
  ["signing_key_unknown", { status: 400, retryAfterSeconds: 10 }, "try"],
  ["teams_license_missing", { status: 403 }, "other-account"],
  ["tenant_not_allowed", { status: 403 }, "other-account"],
  ["consent_required", { status: 403, consentUrl: "https://entra.example" }, "consent"],
  ["too_many_exchanges", { status: 429, retryAfterSeconds: 60 }, "try"],
  ["acs_unavailable", { status: 503 }, "try"],
  ["deadline_passed", { status: 504 }, "try"],
  ["network_failed", {}, "try"],
  ["answer_not_understood", { status: 200 }, "try"],
  ["body_missing", { status: 400 }, "none"],
  ["broker_url_insecure", {}, "none"],
] as const) {
  test(`${code} (${JSON.stringify(facts)}) is helped by ${remedy}`, () =>
    assert.equal(refused(code, facts).remedy, remedy));
}

test("a refusal has the broker's sentence, and every fact that it told", () => {
  const told = { claim: "appid", expected: "one served", found: "an id" };
  const facts = { status: 403, ...told, correlationId: "c-1" };
  const { code, sentence, details } = refused("client_not_allowed", facts);
  assert.deepEqual([code, sentence], ["client_not_allowed", "A sentence."]);
  assert.deepEqual(
    details.map(([, value]) => value),
    ["403", "appid", "one served", "an id", "c-1"],
  );
});

for (const [code, facts, title] of [
  ["token_expired", { status: 401 }, "The broker gave no token"],
  ["answer_not_understood", { status: 502 }, "Something else answered in the broker's place"],
  ["answer_not_understood", { status: 401 }, "Something else answered in the broker's place"],
  ["answer_not_understood", { status: 200 }, "What came back is no token of a broker"],
  ["answer_not_understood", {}, "The broker's address leads elsewhere"],
  ["answer_not_understood", { status: 302 }, "The broker's address leads elsewhere"],
  ["user_changed", {}, "The token is another user's than before"],
  ["network_failed", {}, "Nothing came back from the broker"],
  ["network_timeout", {}, "The broker did not answer in time"],
  ["broker_url_insecure", {}, "The broker was not asked"],
] as const) {
  test(`${code} (${JSON.stringify(facts)}) is titled: ${title}`, () =>
    assert.equal(refused(code, facts).title, title));
}

test("a code of the broker's leads to its row, and one of something else to none", () => {
  const page = refused("teams_license_missing", { status: 403 }).codePage;
  assert.equal(page, "https://acsbroker.io/errors#teams_license_missing");
  assert.equal(refused("answer_not_understood", { status: 502 }).codePage, undefined);
  assert.equal(refused("network_failed", {}).codePage, undefined);
});

test("what the broker found is told, and where it is silent what the page's own token has", () => {
  const found = (facts: BrokerErrorFacts, claims?: Record<string, unknown>) =>
    refusalOf(new BrokerError("insufficient_scope", "A sentence.", facts), { claims })
      .details.filter(([name]) => name === "Found")
      .map(([, value]) => value);
  const facts = { status: 403, claim: "scp", expected: "A B" };
  assert.deepEqual(found(facts, { scp: "A" }), ["A"]);
  assert.deepEqual(found(facts, { aud: "x" }), ["nothing: the token has no scp"]);
  assert.deepEqual(found({ ...facts, found: "told" }, { scp: "A" }), ["told"]);
  assert.deepEqual(found(facts), []);
  assert.deepEqual(found({ status: 403 }, { scp: "A" }), []);
});

test("what is copied for support names no person and has no claim, and no address beyond the path", () => {
  const facts = { claim: "oid", expected: "EXPECTED", found: "FOUND", correlationId: "c-1" };
  const refusal = refused("user_mismatch", { status: 403, ...facts });
  const page = "https://page.example/x?tenant=T#code=SECRET";
  assert.deepEqual(supportText(refusal, new Date(0), page).split("\n"), [
    "What happened: The broker gave no token",
    "Code: user_mismatch",
    "HTTP status: 403",
    "Correlation id: c-1",
    "Time: 1970-01-01T00:00:00.000Z",
    "Page: https://page.example/x",
  ]);
});

test("a claims challenge keeps its claims", () => {
  assert.equal(refused("claims_challenge", { status: 401, claims: "{}" }).claims, "{}");
});

test("a token that MSAL did not give is told in MSAL's words", () => {
  const cause = { errorCode: "no_network_connectivity", name: "BrowserAuthError" };
  const refusal = refused("subject_token_not_obtained", { cause });
  assert.deepEqual([refusal.code, refusal.remedy], ["no_network_connectivity", "try"]);
});

for (const [description, sentence, remedy] of [
  ["AADSTS65004: User declined.", /did not agree to the permissions/, "sign-in"],
  ["AADSTS50020: User account …", /not of the tenant/, "other-account"],
  ["AADSTS50058: A silent sign-in request …", /gives no cookies to frames/, "sign-in"],
  ["AADSTS50011: The redirect URI …", /redirect\.html/, "none"],
  ["AADSTS700016: Application …", /does not know clientId/, "other-account"],
] as const) {
  test(`tells ${description.split(":")[0]} in a sentence`, () => {
    const failure = signInFailure({ errorCode: "invalid_request", errorMessage: description });
    assert.match(failure.sentence, sentence);
    assert.equal(failure.remedy, remedy);
    assert.match(failure.details[0]?.[1] ?? "", /^AADSTS\d+$/);
  });
}

test("a refresh token that was revoked leads to a new sign-in, with the claims that Entra wants", () => {
  const error = { errorCode: "invalid_grant", name: "InteractionRequiredAuthError", claims: "{}" };
  const { remedy, claims } = signInFailure(error);
  assert.deepEqual([remedy, claims], ["sign-in", "{}"]);
});

test("whatever is thrown has a sentence and a code", () => {
  for (const thrown of [undefined, null, "text", new TypeError("x")]) {
    assert.equal(signInFailure(thrown).code, "sign_in_failed");
    assert.ok(signInFailure(thrown).sentence);
  }
});

test("a blocked window is told from one that was closed", () => {
  assert.ok(isPopupBlocked({ errorCode: "popup_window_error" }));
  assert.ok(!isPopupBlocked({ errorCode: "user_cancelled" }));
});

for (const [thrown, code, sentence, remedy] of [
  [
    new DOMException("The operation is insecure.", "SecurityError"),
    "SecurityError",
    /^This browser keeps nothing for this site/,
    "try",
  ],
  // As MSAL hands it on: a CacheError with the name of what was thrown for its code
  [
    Object.assign(new Error(), { name: "CacheError", errorCode: "SecurityError" }),
    "SecurityError",
    /^This browser keeps nothing for this site/,
    "try",
  ],
  [
    new DOMException("Full.", "QuotaExceededError"),
    "QuotaExceededError",
    /^What this browser may keep for this site is full\./,
    "sign-in",
  ],
  [
    { errorCode: "no_token_request_cache_error" },
    "no_token_request_cache_error",
    /^What this browser kept of the sign-in is gone/,
    "sign-in",
  ],
] as const) {
  test(`storage that fails in the middle, ${code} as ${thrown}, is told`, () => {
    const failure = signInFailure(thrown);
    assert.deepEqual([failure.code, failure.remedy], [code, remedy]);
    assert.match(failure.sentence, sentence);
  });
}
