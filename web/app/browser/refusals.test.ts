import { isAccessible } from "./accessible.js";
import {
  address,
  anybody,
  answerInstead,
  assert,
  countExchanges,
  refusal,
  revoke,
  says,
  screenshot,
  signIn,
  visits,
  wantsClaims,
} from "./visit.js";

visits("a person without a licence is told so, and who can help", async ({ page }) => {
  await signIn(page, "Megan");
  const card = await refusal(page, "teams_license_missing");
  await card
    .getByText(/licen[cs]e/)
    .first()
    .waitFor();
  await card.getByText("Correlation id").waitFor();
  await card.getByRole("button", { name: "Use another account" }).waitFor();
  await says(page, /There is no token for calls/);
  await screenshot(page, "refusal");
  assert.equal(
    await page.getByRole("article").filter({ hasText: "The token for calls" }).count(),
    0,
  );
});

visits("a person of a tenant that is not served can take another account", async ({ page }) => {
  await signIn(page, "Isaiah");
  await refusal(page, "tenant_not_allowed");
  await signIn(page, anybody(), "Use another account");
  await says(page, /There is a token for calls/);
  assert.equal(await page.getByRole("alert").innerText(), "");
});

visits(
  "a claims challenge that Entra does not meet silently leads to the sign-in, once",
  async ({ page }) => {
    const exchanges = countExchanges(page);
    await signIn(page, "Adele");
    const card = await refusal(page, "interaction_required");
    await card.getByText(/Entra wants to see you again/).waitFor();
    assert.equal(exchanges(), 1);
    const opened = page.waitForEvent("popup");
    await card.getByRole("button", { name: "Sign in again" }).click();
    const popup = await opened;
    await popup.getByText("one more proof").waitFor();
    await popup.getByRole("link", { name: /^Adele/ }).click();
    await says(page, /There is a token for calls/);
  },
  {
    prepare: wantsClaims,
  },
);

visits(
  "a token that was refused is replaced once, without anybody noticing",
  async ({ page }) => {
    const exchanges = countExchanges(page);
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
    await page.getByText("refused the token, so another one is fetched").waitFor();
    assert.equal(exchanges(), 2);
  },
  {
    prepare: (context) =>
      answerInstead(context, { status: 401, code: "token_expired", detail: "It has expired." }),
  },
);

visits(
  "429 is waited for, as long as the broker says",
  async ({ page }) => {
    await signIn(page, anybody());
    const card = await refusal(page, "too_many_exchanges");
    await card.getByText(/The page asks again in \d+ (min|s)/).waitFor();
    await screenshot(page, "waiting");
    await page.clock.fastForward(90_000);
    await says(page, /There is a token for calls/);
  },
  {
    prepare: async (context) => {
      await context.clock.install();
      await answerInstead(context, {
        status: 429,
        code: "too_many_exchanges",
        detail: "Too many tokens were exchanged for this user.",
        retryAfterSeconds: 60,
      });
    },
  },
);

visits(
  "503 counts down, and a click asks at once",
  async ({ page }) => {
    const exchanges = countExchanges(page);
    await signIn(page, anybody());
    const card = await refusal(page, "acs_throttled");
    await card.getByText(/The page asks again in/).waitFor();
    await card.getByRole("button", { name: "Try again now" }).click();
    await says(page, /There is a token for calls/);
    assert.equal(exchanges(), 2);
  },
  {
    prepare: (context) =>
      answerInstead(context, {
        status: 503,
        code: "acs_throttled",
        detail: "Communication Services takes no requests.",
        retryAfterSeconds: 300,
      }),
  },
);

visits(
  "consent is a link for an administrator",
  async ({ page }) => {
    await signIn(page, anybody());
    const link = (await refusal(page, "consent_required")).getByRole("link", { name: /^Consent/ });
    assert.equal(await link.getAttribute("href"), "https://login.example/adminconsent");
    assert.equal(await link.getAttribute("rel"), "noreferrer");
  },
  {
    prepare: (context) =>
      answerInstead(context, {
        status: 403,
        code: "consent_required",
        detail: "An administrator has to consent.",
        consentUrl: "https://login.example/adminconsent",
      }),
  },
);

visits(
  "what a refusal says is never taken for HTML",
  async ({ page }) => {
    await signIn(page, anybody());
    await (await refusal(page, "odd_code")).getByText("<img src=x onerror=alert(1)>").waitFor();
  },
  {
    prepare: (context) =>
      answerInstead(context, {
        status: 403,
        code: "odd_code",
        detail: "<img src=x onerror=alert(1)>",
      }),
  },
);

visits(
  "a session that was revoked meanwhile leads to a new sign-in",
  async ({ page }) => {
    await signIn(page, "Joni");
    await says(page, /There is a token for calls/);
    await revoke("joni@fabrikam.example");
    await page.clock.fastForward(3 * 60 * 60_000);
    const card = page.getByRole("alert").filter({ hasText: "Sign in again" });
    await card.waitFor();
    await screenshot(page, "revoked");
    await signIn(page, "Joni", "Sign in again");
    await says(page, /There is a token for calls/);
  },
  { prepare: (context) => context.clock.install() },
);

visits(
  "a guest signs in at the organisation that they visit, and back at home",
  async ({ page }) => {
    await page.getByRole("link", { name: "Contoso" }).click();
    await page.getByText("You sign in at Contoso, as its guests have to.").waitFor();
    await signIn(page, "Lidia \\(guest\\)");
    const card = await refusal(page, "teams_license_missing");
    await card.getByText(/guest/).first().waitFor();
    await isAccessible(page);
    await page.goto(`${address}?tenant=72aa62aa-dd7a-4ca7-8940-f9482b30e300`);
    await refusal(page, "teams_license_missing");
    await page.getByRole("button", { name: "Sign out" }).click();
    await says(page, /You are not signed in/);
  },
);

visits(
  "what a page says of a claim: expected, and found in its own token; the code leads to its row",
  async ({ page }) => {
    await signIn(page, "Diego");
    const card = await refusal(page, "insufficient_scope");
    await card.getByText("Teams.ManageCalls Teams.Other").waitFor();
    await card.getByText("Teams.ManageCalls Teams.ManageChats").waitFor();
    const link = card.getByRole("link", { name: "insufficient_scope" });
    assert.equal(await link.getAttribute("href"), "https://acsbroker.io/errors#insufficient_scope");
    await isAccessible(page);
    await card.getByRole("button", { name: "Copy for support" }).click();
    await card.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => document.documentElement.dataset.copied ?? "");
    assert.match(
      copied,
      /^Code: insufficient_scope\nHTTP status: 403\nCorrelation id: c-1\nTime: 2/m,
    );
    assert.match(copied, /Page: http:\/\/localhost/);
    assert.doesNotMatch(copied, /eyJ|diego|Teams\.Manage/i);
  },
  {
    prepare: async (context) => {
      // The page's policy lets nobody read the clipboard, tests included
      await context.addInitScript(() => {
        Object.assign(navigator.clipboard ?? {}, {
          writeText: async (text: string) => {
            document.documentElement.dataset.copied = text;
          },
        });
      });
      await answerInstead(context, {
        status: 403,
        code: "insufficient_scope",
        detail: "A scope is missing.",
        claim: "scp",
        expected: "Teams.ManageCalls Teams.Other",
      });
    },
  },
);

visits(
  "what a proxy answers in the broker's place is not told as the broker's",
  async ({ page }) => {
    await signIn(page, anybody());
    const card = await refusal(page, "answer_not_understood");
    await card
      .getByRole("heading", { name: "Something else answered in the broker's place" })
      .waitFor();
    assert.equal(await card.getByRole("link").count(), 0);
  },
  {
    prepare: (context) =>
      context.route("**/api/token/**", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({
              status: 407,
              headers: { "Access-Control-Allow-Origin": "*" },
              contentType: "text/html",
              body: "<h1>Proxy</h1>",
            })
          : route.continue(),
      ),
  },
);

visits("no two buttons of a refusal and of the page do the same", async ({ page }) => {
  await signIn(page, "Megan");
  await refusal(page, "teams_license_missing");
  assert.deepEqual((await page.getByRole("button").allInnerTexts()).sort(), [
    "Copy",
    "Copy for support",
    "Show the token",
    "Sign out",
    "Try again now",
    "Use another account",
  ]);
  await signIn(page, "Cancel", "Use another account");
  await refusal(page, "access_denied");
  assert.deepEqual((await page.getByRole("button").allInnerTexts()).sort(), [
    "Another account",
    "Copy",
    "Copy for support",
    "Exchange again",
    "Show the token",
    "Sign in again",
    "Sign out",
  ]);
});
