import { anybody, assert, pick, refusal, says, signIn, visits } from "./visit.js";

visits(
  "with callers, both of Entra's tokens are shown beside the token for calls",
  async ({ page }) => {
    await signIn(page, "Adele");
    await says(page, /There is a token for calls/);
    assert.deepEqual(await page.getByRole("article").getByRole("heading").allInnerTexts(), [
      "The token for calls",
      "Your Entra token",
      "Your caller token",
    ]);
    await page.getByText("token for the broker, from").waitFor();
    await page.getByText("token for Communication Services, from").waitFor();
    const caller = page.getByRole("article").filter({ hasText: "Your caller token" });
    await caller.getByText("All claims", { exact: true }).click();
    await caller.getByText("Calls.Place", { exact: true }).waitFor();
  },
  { way: "callers" },
);

visits(
  "with callers, signing in on the page itself works as well",
  async ({ page }) => {
    await page.getByRole("button", { name: "Sign in without a new window" }).click();
    await pick(page, anybody());
    await says(page, /There is a token for calls/);
  },
  { way: "callers" },
);

visits(
  "on behalf of the user, the page has no token that ACS would take from it",
  async ({ page }) => {
    await signIn(page, "Adele");
    await says(page, /There is a token for calls/);
    assert.deepEqual(await page.getByRole("article").getByRole("heading").allInnerTexts(), [
      "The token for calls",
      "Your caller token",
    ]);
  },
  { way: "on-behalf-of" },
);

visits(
  "on behalf of a user without consent, an administrator's link leads to a token",
  async ({ page }) => {
    await signIn(page, "Henrietta");
    const card = await refusal(page, "consent_required");
    const link = card.getByRole("link", { name: /^Consent, as an administrator/ });
    const opened = page.waitForEvent("popup");
    await link.click();
    const consent = await opened;
    await consent.getByRole("link", { name: "Consent for everybody" }).click();
    await consent.getByText("Consent is given").waitFor();
    await consent.close();
    // For some seconds the broker repeats what Entra has said
    await page.waitForTimeout(5_000);
    await card.getByRole("button", { name: "Try again now" }).click();
    await says(page, /There is a token for calls/);
  },
  { way: "on-behalf-of" },
);
