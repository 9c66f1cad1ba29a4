// Runs the console app and the web server of docs/clients/node.md with MSAL for Node as it is, at a
// local cloud: node node.js <broker> <Entra over https> <client id> <user whom ACS challenges>
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { PublicClientApplication } from "@azure/msal-node";
import { signIn } from "../../src/test/node/signin/person.js";
import { BrokerError } from "acs-token-broker-client/exchange";
import { teamsToken } from "./build/js/console.js";
import { teamsToken as defaultToken } from "./build/js/entra/console.default.js";
import { teamsToken as entraToken } from "./build/js/entra/console.js";
import { keptToken } from "./build/js/keptToken.js";
import { ownCredential } from "./build/js/ownPage.js";
import { server } from "./build/js/server.js";

const [broker, entra, clientId, challenged] = process.argv.slice(2);
const options = { skip: challenged ? false : "no broker, no Entra" };
const ADELE = "adele@contoso.example";
const MEGAN = "megan@contoso.example";
const WITHOUT_LICENCE = "teams_license_missing";

const msal = () =>
  new PublicClientApplication({
    auth: {
      clientId,
      authority: `${entra}/organizations`,
      knownAuthorities: [new URL(entra).host],
    },
  });

const inMinutes = (minutes) => new Date(Date.now() + minutes * 60_000);
const lasting = (text, refreshOn, expiresOn) => ({ token: text, refreshOn, expiresOn });

test("one exchange for all who ask, and none while it is not due", async () => {
  let exchanges = 0;
  const token = keptToken(async () => lasting(`${++exchanges}`, inMinutes(5), inMinutes(9)));
  const given = await Promise.all([token(), token()]);
  assert.deepEqual(
    [...given, await token()].map((it) => it.token),
    ["1", "1", "1"],
  );
});

test("a refresh that fails gives the token that lives", async () => {
  const answers = [lasting("living", inMinutes(-1), inMinutes(5))];
  const token = keptToken(async () => answers.shift() ?? assert.fail("no answer"));
  assert.equal((await token()).token, "living");
  assert.equal((await token()).token, "living");
});

test("a refresh that fails is a failure where no token lives", async () => {
  const answers = [lasting("ended", inMinutes(-2), inMinutes(-1))];
  const token = keptToken(async () => answers.shift() ?? assert.fail("no answer"));
  await token();
  await assert.rejects(token(), /no answer/);
});

test("what an exchange failed with is the answer for five seconds", async (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  let exchanges = 0;
  const token = keptToken(async () => assert.fail(`exchange ${++exchanges}`));
  await assert.rejects(token(), /exchange 1/);
  await assert.rejects(token(), /exchange 1/);
  t.mock.timers.tick(5_000);
  await assert.rejects(token(), /exchange 2/);
});

test("a refusal that somebody has to help with is the answer for half a minute", async (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  let exchanges = 0;
  const failure = new BrokerError(WITHOUT_LICENCE, "No licence.", { status: 403 });
  const token = keptToken(() => {
    exchanges++;
    return Promise.reject(failure);
  });
  for (const seconds of [0, 29, 1]) {
    t.mock.timers.tick(seconds * 1000);
    await assert.rejects(token(), failure);
  }
  assert.equal(exchanges, 2);
});

/** Signs them in, one after the other, whenever the console asks, and keeps the addresses. */
function browserOf(...userNames) {
  const addresses = [];
  const openBrowser = async (address) => {
    await signIn(address, userNames[addresses.length]);
    addresses.push(new URL(address));
  };
  return { addresses, openBrowser };
}

test("console: who signs in with PKCE gets a token, and is not asked again", options, async () => {
  const { addresses, openBrowser } = browserOf(ADELE);
  const token = teamsToken(msal(), broker, openBrowser);
  const { userId } = await token();
  assert.match(userId, /^8:orgid:/);
  await token();
  assert.equal(addresses.length, 1);
  assert.equal(addresses[0].searchParams.get("code_challenge_method"), "S256");
});

test("console: who has no licence is refused with the broker's code", options, async () => {
  const token = teamsToken(msal(), broker, browserOf(MEGAN).openBrowser);
  await assert.rejects(token(), { name: "BrokerError", code: WITHOUT_LICENCE });
});

test("console: a claims challenge goes into another sign-in", options, async () => {
  const { addresses, openBrowser } = browserOf(challenged, challenged);
  await teamsToken(msal(), broker, openBrowser)();
  assert.equal(addresses.length, 2);
  assert.match(addresses[1].searchParams.get("claims"), /"acrs"/);
});

test("console: whoever signs in in the place of the user gets no token", options, async () => {
  const { addresses, openBrowser } = browserOf(challenged, ADELE);
  await assert.rejects(teamsToken(msal(), broker, openBrowser)(), ({ code, cause }) => {
    assert.equal(code, "subject_token_not_obtained");
    assert.equal(cause.message, "Somebody else has signed in.");
    return true;
  });
  assert.equal(addresses.length, 2);
});

for (const [scope, token] of Object.entries({ VoIP: entraToken, ".default": defaultToken })) {
  test(`console: a user of Entra ID who asks for ${scope} gets a token`, options, async () => {
    const { addresses, openBrowser } = browserOf(MEGAN);
    const { userId } = await token(msal(), broker, openBrowser)();
    assert.match(userId, /^8:acs:/);
    const asked = addresses[0].searchParams.get("scope").split(" ");
    assert.ok(asked.includes(`https://communication.azure.com/clients/${scope}`), asked.join());
  });
}

const refusals = [
  [new Response("<h1>Bad gateway</h1>", { status: 502 }), /^The server answered with 502\.$/, "/"],
  [new Response("<h1>Welcome</h1>"), /^The server answered with 200\.$/, "/"],
  [Response.json({ detail: "No licence." }, { status: 502 }), /^No licence\.$/, "/"],
  [
    Response.json({ code: "sign_in_needed", detail: "Sign in again." }, { status: 401 }),
    /^Sign in again\.$/,
    "/signin",
  ],
];
for (const [answer, message, address] of refusals) {
  test(`page of the server: ${answer.status} ends in ${message} at ${address}`, async (t) => {
    t.mock.method(globalThis, "fetch", async () => answer);
    globalThis.location = { href: "/" };
    await assert.rejects(ownCredential().getToken(), { message });
    assert.equal(globalThis.location.href, address);
  });
}

let origin = "";
const listening = options.skip ? undefined : await listen();
after(() => listening?.close());

async function listen() {
  // The port is known before the app is, which names itself by it
  const { createServer } = await import("node:http");
  const http = createServer();
  await new Promise((done) => http.listen(0, "127.0.0.1", done));
  origin = `http://localhost:${http.address().port}`;
  http.on("request", server(msal(), broker, origin, "a secret of this test"));
  return http;
}

/** A browser with one cookie, which follows nothing by itself. */
class Browser {
  cookie = "";

  async ask(path, method = "GET") {
    const address = new URL(path, origin);
    const headers = { cookie: this.cookie };
    const answer = await fetch(address, { method, headers, redirect: "manual" });
    this.cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? this.cookie;
    return answer;
  }

  /** Where Entra sends the browser after the sign-in of this person. */
  async signedInAt(userName) {
    const picker = (await this.ask("/signin")).headers.get("location");
    const html = await (await fetch(picker)).text();
    const wanted = new RegExp(`<a href="([^"]*local_user=${encodeURIComponent(userName)})"`);
    const link = html.match(wanted)[1].replaceAll("&amp;", "&");
    const answer = await fetch(new URL(link, picker), { redirect: "manual" });
    return { picker: new URL(picker), location: answer.headers.get("location") };
  }

  async signIn(userName) {
    const { picker, location } = await this.signedInAt(userName);
    const answer = await this.ask(location);
    assert.equal(answer.status, 302, await answer.clone().text());
    return picker;
  }
}

test(
  "server: its page gets a token of who has signed in, and of nobody before",
  options,
  async () => {
    const browser = new Browser();
    const before = await browser.ask("/token", "POST");
    assert.equal(before.status, 401);
    assert.equal((await before.json()).code, "sign_in_needed");
    const picker = await browser.signIn(ADELE);
    assert.equal(picker.searchParams.get("code_challenge_method"), "S256");
    const answer = await browser.ask("/token", "POST");
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const { token, userId, expiresOn } = await answer.json();
    assert.ok(token);
    assert.match(userId, /^8:orgid:/);
    assert.ok(new Date(expiresOn) > new Date());
  },
);

test("server: the session is another one after the sign-in", options, async () => {
  const browser = new Browser();
  const { location } = await browser.signedInAt(ADELE);
  const before = browser.cookie;
  await browser.ask(location);
  assert.notEqual(browser.cookie, before);
  browser.cookie = before;
  assert.equal((await browser.ask("/token", "POST")).status, 401);
});

test("server: an answer that another browser asked for is refused", options, async () => {
  const { location } = await new Browser().signedInAt(ADELE);
  const victim = new Browser();
  await victim.signedInAt(ADELE);
  const answer = await victim.ask(location);
  assert.equal(answer.status, 400);
  assert.equal((await victim.ask("/token", "POST")).status, 401);
});

test("server: an answer is good once", options, async () => {
  const browser = new Browser();
  const { location } = await browser.signedInAt(ADELE);
  assert.equal((await browser.ask(location)).status, 302);
  assert.equal((await browser.ask(location)).status, 400);
});

test("server: its page reads the broker's sentence", options, async () => {
  const browser = new Browser();
  await browser.signIn(MEGAN);
  const answer = await browser.ask("/token", "POST");
  assert.equal(answer.status, 502);
  const { code, detail } = await answer.json();
  assert.equal(code, WITHOUT_LICENCE);
  assert.match(detail, /no Microsoft Teams licence/);
});

test("server: a claims challenge goes into the next sign-in", options, async () => {
  const browser = new Browser();
  await browser.signIn(challenged);
  const refused = await browser.ask("/token", "POST");
  assert.equal((await refused.json()).code, "sign_in_needed");
  const picker = await browser.signIn(challenged);
  assert.match(picker.searchParams.get("claims"), /"acrs"/);
  assert.equal((await browser.ask("/token", "POST")).status, 200);
});
