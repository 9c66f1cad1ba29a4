import { assert, brokerWay, says, screenshot, signIn, visits } from "./visit.js";
import { isAccessible } from "./accessible.js";
import { fitsSmallWindows } from "./layout.js";

const KINDS = [
  ["Teams user", "Alex", "token/teams", "8:orgid:", "microsoftTeamsUserId"],
  ["Entra ID user", "Diego", "token/entra", "8:acs:", "communicationUserId"],
  ["Teams Phone", "Nestor", "token/teams-phone", "8:acs:", "phoneNumber"],
] as const;
const way = brokerWay as "callers" | "direct" | "on-behalf-of";

for (const [label, person, route, user, callee] of KINDS) {
  visits(
    `${way}: ${label} is exchanged as one, and told so`,
    async ({ page }) => {
      const asked: string[] = [];
      page.on("request", (it) => {
        asked.push(
          ...(it.method() === "POST" ? (/\/api\/(.*)/.exec(it.url())?.slice(1) ?? []) : []),
        );
      });
      await page.getByRole("radio", { name: new RegExp(`^${label}`) }).check();
      await isAccessible(page);
      await signIn(page, person);
      await says(page, /There is a token for calls/);
      assert.deepEqual(asked, [route]);
      const card = page.getByRole("article").filter({ hasText: "The token for calls" });
      await card.getByText(user).first().waitFor();
      await page.getByText(`startCall`).filter({ hasText: callee }).waitFor();
      await isAccessible(page);
      await fitsSmallWindows(page);
      await screenshot(page, `kind ${label} ${way}`);
    },
    { way },
  );
}

visits(
  `${way}: another kind of user is chosen, and has another token at once`,
  async ({ page }) => {
    await signIn(page, "Joni");
    await says(page, /There is a token for calls/);
    await page.getByText("8:orgid:").first().waitFor();
    await page.getByRole("radio", { name: /^Entra ID user/ }).check();
    await page.getByText("8:acs:").first().waitFor();
    await says(page, /There is a token for calls/);
    assert.equal(await page.getByText("8:orgid:").count(), 0);
    assert.equal(await page.getByRole("radio", { name: /^Entra ID user/ }).isChecked(), true);
  },
  { way },
);

visits(
  `${way}: a sign-in on the page itself comes back to the kind that was chosen`,
  async ({ page }) => {
    await page.getByRole("radio", { name: /^Teams Phone/ }).check();
    await page.getByRole("button", { name: "Sign in without a new window" }).click();
    await page.getByRole("link", { name: /^Lidia/ }).click();
    await says(page, /There is a token for calls/);
    assert.equal(await page.getByRole("radio", { name: /^Teams Phone/ }).isChecked(), true);
    await page.getByText('route: "teamsPhone"').waitFor();
  },
  { way },
);

visits(
  `${way}: a person without a licence has a token as a user of Entra ID`,
  async ({ page }) => {
    await page.getByRole("radio", { name: /^Entra ID user/ }).check();
    await signIn(page, "Megan");
    await says(page, /There is a token for calls/);
  },
  { way },
);

visits(
  `${way}: a kind that is not offered is not shown`,
  async ({ page }) => {
    await says(page, /You are not signed in/);
    assert.equal(await page.getByRole("radio").count(), 0);
  },
  {
    way,
    prepare: (context) =>
      context.route("**/settings.json", async (route) => {
        const { userKinds: _, ...usual } = await (await route.fetch()).json();
        return route.fulfill({ json: usual });
      }),
  },
);
