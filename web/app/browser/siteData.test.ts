import type { BrowserContext } from "playwright-core";
import { isAccessible } from "./accessible.js";
import { address, anybody, assert, pick, refusal, says, signIn, visits } from "./visit.js";

const blocked = (name: "localStorage" | "sessionStorage") => {
  Object.defineProperty(window, name, {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
};
const blocks = (...names: ("localStorage" | "sessionStorage")[]) => ({
  prepare: async (context: BrowserContext) => {
    for (const name of names) {
      await context.addInitScript(blocked, name);
    }
  },
});

visits(
  "a browser that keeps nothing for the site: said, with a code and what to do",
  async ({ page }) => {
    await says(page, /^The page cannot start\.$/);
    const card = await refusal(page, "storage_not_supported");
    await card.getByText(/keeps nothing for this site.*Allow cookies and site data/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Sign in", exact: true }).count(), 0);
    await isAccessible(page);
    await card.getByRole("button", { name: "Try again now" }).click();
    await page.waitForLoadState();
    await refusal(page, "storage_not_supported");
  },
  blocks("localStorage", "sessionStorage"),
);

visits(
  "a browser that keeps things for a tab alone: nobody stays signed in, and that is said",
  async ({ page }) => {
    await says(page, /You are not signed in/);
    const stay = page.getByLabel("Stay signed in in this browser");
    assert.equal(await stay.isDisabled(), true);
    await page.getByText(/keeps nothing for this site beyond a tab/).waitFor();
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
  },
  blocks("localStorage"),
);

visits(
  "a browser that keeps no cookie for the site: nobody stays signed in, who wished to neither",
  async ({ page }) => {
    await says(page, /You are not signed in/);
    const stay = page.getByLabel("Stay signed in in this browser");
    assert.equal(await stay.isDisabled(), true);
    assert.equal(await stay.isChecked(), false);
    await page.getByText(/This browser needs https for it/).waitFor();
    await isAccessible(page);
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
    await page.reload();
    await says(page, /There is a token for calls/);
  },
  {
    prepare: (context) =>
      context.addInitScript(() => {
        if (location.pathname !== "/") {
          return;
        }
        localStorage.setItem("acs-token-broker.stay", "yes");
        // As WebKit does with a cookie for https on a page over http
        const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie") ?? {};
        Object.defineProperty(document, "cookie", {
          get: () => get?.call(document),
          set: (it: string) => /secure/i.test(it) || set?.call(document, it),
        });
      }),
  },
);

visits("signed out in a second tab, the first one notices at once", async ({ context, page }) => {
  await page.getByLabel("Stay signed in in this browser").check();
  await page.waitForLoadState();
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  const other = await context.newPage();
  await other.goto(address);
  await says(other, /There is a token for calls/);
  await other.getByRole("button", { name: "Sign out" }).click();
  await says(page, /You are not signed in/);
  await page.getByText("You have signed out in another tab.").waitFor();
  assert.equal(await page.getByRole("article").count(), 0);
});

visits(
  "signed out in a tab that shares nothing: another tab of the same person forgets, too",
  async ({ context, page }) => {
    const person = anybody();
    const other = await context.newPage();
    await other.goto(address);
    for (const tab of [page, other]) {
      await signIn(tab, person);
      await says(tab, /There is a token for calls/);
    }
    const third = await context.newPage();
    await third.goto(address);
    await signIn(third, "Lidia");
    await says(third, /There is a token for calls/);
    await other.getByRole("button", { name: "Sign out" }).click();
    await says(page, /You are not signed in/);
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    assert.doesNotMatch(kept, /secret/);
    await says(third, /There is a token for calls/);
  },
);

visits("site data that was cleared is noticed when the tab is looked at", async ({ page }) => {
  await signIn(page, anybody());
  await says(page, /There is a token for calls/);
  await page.evaluate(() => {
    sessionStorage.clear();
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await says(page, /You are not signed in/);
  await page.getByText(/This tab's sign-in has ended/).waitFor();
});

visits("site data that is cleared in the middle of a sign-in in a window", async ({ page }) => {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const popup = await opened;
  await popup.getByRole("link", { name: /^Lidia/ }).waitFor();
  await page.evaluate(() => sessionStorage.clear());
  await pick(popup, "Lidia");
  await says(page, /There is a token for calls/);
});

visits(
  "site data that is cleared in the middle of a sign-in on the page: told, and begun anew",
  async ({ context, page }) => {
    await page.getByRole("button", { name: "Sign in without a new window" }).click();
    await page.getByRole("link", { name: /^Lidia/ }).waitFor();
    await context.addInitScript(() => {
      if (location.pathname === "/redirect.html" && window.name !== "cleared") {
        sessionStorage.clear();
        window.name = "cleared";
      }
    });
    await pick(page, "Lidia");
    const card = await refusal(page, "no_token_request_cache_error");
    await card.getByText(/its site data was cleared meanwhile/).waitFor();
    await signIn(page, "Lidia", "Sign in again");
    await says(page, /There is a token for calls/);
    await page.reload();
    await says(page, /There is a token for calls/);
    assert.equal(await page.getByRole("alert").innerText(), "");
  },
);
