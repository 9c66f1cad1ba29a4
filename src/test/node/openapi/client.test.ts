// Calls two brokers of a local cloud with the client that was made from docs/openapi.yaml:
// node client.test.js <takes subject tokens alone> <takes callers> <Entra> <user> <object id>
import assert from "node:assert/strict";
import { test } from "node:test";
import createClient from "openapi-fetch";
import type { paths } from "./broker.js";

const [direct = "", callers = "", entra = "", user = "", userObjectId = ""] = process.argv.slice(2);
const subjectToken = await token("acs");
const callerToken = await token("broker-api");

async function token(audience: string) {
  return (await fetch(`${entra}/local/token?user=${user}&audience=${audience}`)).text();
}

function client(baseUrl: string, token: string) {
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}

test("an exchange, with what has to be true of its user", async () => {
  const { data } = await client(direct, subjectToken).POST("/api/token/teams", {
    body: { userObjectId },
  });
  assert.ok(data);
  const goodFor: "calls" = data.goodFor;
  assert.equal(goodFor, "calls");
  assert.equal(data.userId, `8:orgid:${userObjectId}`);
  assert.ok(data.expiresIn > 0);
});

test("an exchange beside a caller token, without a body", async () => {
  const { data } = await client(callers, callerToken).GET("/api/token/teams", {
    params: { header: { "teams-user-aad-token": subjectToken } },
  });
  assert.equal(data?.userId, `8:orgid:${userObjectId}`);
});

test("a refusal, whose codes are known and follow from its status", async () => {
  const { data, error } = await client(direct, subjectToken).POST("/api/token/teams", {
    body: { userObjectId: "00000000-0000-4000-8000-000000000000" },
  });
  assert.equal(data, undefined);
  assert.ok(error);
  // @ts-expect-error no code of this route
  assert.notEqual(error.code, "identity_not_found" satisfies typeof error.code);
  assert.ok(error.status === 403);
  // @ts-expect-error a code of another status
  assert.notEqual(error.code, "bearer_token_missing" satisfies typeof error.code);
  assert.equal(error.code, "user_mismatch" satisfies typeof error.code);
  assert.match(error.detail, /./);
});

test("a token of an ACS identity, for less than is allowed", async () => {
  const { data } = await client(callers, callerToken).POST("/api/token", {
    body: { scopes: ["voip"], expiresInMinutes: 60 },
  });
  assert.ok(data);
  assert.equal(data.user.communicationUserId, data.userId);
  assert.match(data.userId, /^8:acs:/);
});

test("an ACS identity goes, and is then missing", async () => {
  const { response, data } = await client(callers, callerToken).DELETE("/api/user");
  assert.equal(response.status, 204);
  assert.equal(data, undefined);
  const { error } = await client(callers, callerToken).GET("/api/user");
  assert.equal(error?.code, "identity_not_found");
});

test("which tokens a route takes, where the broker knows its address", async () => {
  const address = "/.well-known/oauth-protected-resource/api/token/teams";
  const { data } = await client(callers, "").GET(address);
  const way: "caller" | "direct" | "on_behalf_of" | undefined = data?.acs_token_broker_way;
  assert.equal(way, "caller");
  assert.match(data?.acs_token_broker_subject_scopes?.[0] ?? "", /\/Teams\.ManageCalls$/);
  const { error } = await client(direct, "").GET(address);
  assert.equal(error?.code, "not_found");
});

test("what the broker refuses for its shape does not compile", async () => {
  const member = await client(direct, subjectToken).POST("/api/token/teams", {
    // @ts-expect-error an object id is a text
    body: { userObjectId: 1 },
  });
  assert.equal(member.error?.code, "body_member_invalid");
  // @ts-expect-error no such method
  const { response } = await client(direct, subjectToken).PUT("/api/token/teams");
  assert.equal(response.status, 405);
});
