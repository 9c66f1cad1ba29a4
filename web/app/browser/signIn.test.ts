import { isAccessible } from "./accessible.js";
import {
  anybody,
  address,
  assert,
  countExchanges,
  entra,
  pick,
  refusal,
  says,
  screenshot,
  signIn,
  visits,
  wantsClaims,
} from "./visit.js";

const noWindows = () => {
  window.open = () => null;
};

visits("a newcomer sees the token for calls after three clicks", async ({ page, witness }) => {
  const exchanges = countExchanges(page);
  await signIn(page, "Adele");
  const card = page.getByRole("article").filter({ hasText: "The token for calls" });
  await card.getByRole("button", { name: "Show the token" }).click();
  witness.tokenWasShown = true;
  assert.match(await card.getByLabel("The token for calls", { exact: true }).innerText(), /^eyJ/);
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Adele");
  assert.equal(exchanges(), 1);
});

visits("a token is copied, and hidden again", async ({ context, page, witness }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "Alex");
  const card = page.getByRole("article").filter({ hasText: "Your Entra token" });
  await card.getByRole("button", { name: "Show the token" }).click();
  await card.getByRole("button", { name: "Copy" }).click();
  await card.getByRole("button", { name: "Copied" }).waitFor();
  await card.getByRole("button", { name: "Hide the token" }).click();
  assert.equal(await card.getByRole("button", { name: "Copied" }).count(), 0);
  assert.ok(!witness.tokenWasShown);
});

visits("signs in on the page itself, without a window", async ({ page }) => {
  await page.getByRole("button", { name: "Sign in without a new window" }).click();
  await pick(page, "Lidia");
  await says(page, /There is a token for calls/);
  assert.equal(page.url(), address);
});

visits("what is shown of an exchange: steps, lives, who", async ({ page }) => {
  await signIn(page, "Nestor");
  await says(page, /There is a token for calls, good until/);
  const steps = page.getByRole("region", { name: "How the exchange went" }).getByRole("listitem");
  assert.match((await steps.allInnerTexts()).join(" "), /MSAL\s+\d.* m?s\s.*Broker\s+\d.* m?s\s/s);
  const life = page.getByRole("progressbar").first();
  assert.ok(Number(await life.getAttribute("value")) > 900);
  await page.getByText(/left$/).first().waitFor();
  await page.getByText(/the next one is due at/).waitFor();
  await page.getByText("nestor@fabrikam.example", { exact: true }).waitFor();
});

visits(
  "a window that is blocked leads to the sign-in on the page, with a sentence",
  async ({ page }) => {
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await pick(page, anybody());
    await says(page, /There is a token for calls/);
    await page
      .getByText("Your browser allowed no new window, so you signed in on this page")
      .waitFor();
  },
  { prepare: (context) => context.addInitScript(noWindows) },
);

visits("consent denied in the window is told, and can be given after all", async ({ page }) => {
  await signIn(page, "Cancel");
  const card = await refusal(page, "access_denied");
  await card.getByText(/did not agree to the permissions/).waitFor();
  await says(page, /You are not signed in/);
  await screenshot(page, "consent denied");
  await signIn(page, anybody(), "Sign in again");
  await says(page, /There is a token for calls/);
  assert.equal(await page.getByRole("alert").innerText(), "");
});

visits("consent denied on the page itself is told", async ({ page }) => {
  await page.getByRole("button", { name: "Sign in without a new window" }).click();
  await pick(page, "Cancel");
  await refusal(page, "access_denied");
});

visits("a window that was closed does not keep anybody from signing in", async ({ page }) => {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await (await opened).close();
  await says(page, /If it is gone, start again/);
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
});

visits("a reload keeps the session of the tab", async ({ page }) => {
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  await page.reload();
  await says(page, /There is a token for calls/);
});

visits("signing out forgets everything, here and at Entra", async ({ page }) => {
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await says(page, /You are not signed in/);
  assert.equal(page.url(), address);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  assert.doesNotMatch(kept, /secret|adele/i);
  const cookies = await page.context().cookies(entra);
  assert.deepEqual(cookies, []);
});

visits("another account takes the place of the first", async ({ page }) => {
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  await signIn(page, "Lidia", "Another account");
  await page.getByRole("heading", { name: "Lidia" }).waitFor();
  await says(page, /There is a token for calls/);
});

visits("staying signed in is asked for, and shared with other tabs", async ({ context, page }) => {
  await page.getByLabel("Stay signed in in this browser").check();
  await page.waitForLoadState();
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  const other = await context.newPage();
  await other.goto(address);
  await says(other, /There is a token for calls/);
});

visits(
  "somebody else signs in where the first one was asked to: told, and shown as themselves",
  async ({ page }) => {
    await signIn(page, "Adele");
    await refusal(page, "interaction_required");
    await signIn(page, "Nestor", "Sign in again");
    await page
      .getByText(
        "Somebody else has signed in: nestor@fabrikam.example, and not adele@contoso.example.",
      )
      .waitFor();
    await page.getByRole("heading", { name: "Nestor" }).waitFor();
    await says(page, /There is a token for calls/);
    await isAccessible(page);
  },
  { prepare: wantsClaims },
);

visits(
  "a window that is closed where more was asked for: started again, with the same claims",
  async ({ page }) => {
    await signIn(page, "Diego");
    const card = await refusal(page, "interaction_required");
    const opened = page.waitForEvent("popup");
    await card.getByRole("button", { name: "Sign in again" }).click();
    await (await opened).close();
    await says(page, /If it is gone, start again/);
    const again = page.waitForEvent("popup");
    await card.getByRole("button", { name: "Sign in again" }).click();
    const popup = await again;
    await popup.getByText("one more proof").waitFor();
    await pick(popup, "Diego");
    await says(page, /There is a token for calls/);
  },
  { prepare: wantsClaims },
);

visits(
  "a window that is blocked where more was asked for leads to the page, with the same claims",
  async ({ page }) => {
    await page.getByRole("button", { name: "Sign in without a new window" }).click();
    await pick(page, "Henrietta");
    const card = await refusal(page, "interaction_required");
    await card.getByRole("button", { name: "Sign in again" }).click();
    await page.getByText("one more proof").waitFor();
    await pick(page, "Henrietta");
    await says(page, /There is a token for calls/);
    await page.getByText("so you signed in on this page").waitFor();
  },
  {
    prepare: async (context) => {
      await context.addInitScript(noWindows);
      await wantsClaims(context);
    },
  },
);
