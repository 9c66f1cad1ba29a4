import {
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
} from "./visit.js";

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

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
    prepare: (context) =>
      answerInstead(context, {
        status: 401,
        code: "claims_challenge",
        detail: "Communication Services wants more.",
        claims: CLAIMS,
        claimsFor: "subject",
      }),
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
