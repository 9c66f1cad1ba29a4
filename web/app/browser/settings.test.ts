import {
  anybody,
  assert,
  broker,
  refusal,
  says,
  screenshot,
  signIn,
  visits,
  type VisitOptions,
} from "./visit.js";

/** Changes what the page finds in its settings. */
function settings(change: (usual: Record<string, unknown>) => unknown): VisitOptions {
  return {
    prepare: (context) =>
      context.route("**/settings.json", async (route) => {
        const response = await route.fetch();
        const body = JSON.stringify(change((await response.json()) as Record<string, unknown>));
        return route.fulfill({ response, body });
      }),
  };
}

visits(
  "settings that are wrong are named",
  async ({ page }) => {
    await says(page, /The page cannot start/);
    await page.getByText("brokerUrl is http, and would send tokens in the clear").waitFor();
    await page.getByText("clientId is not an application's id").waitFor();
    assert.equal(await page.getByRole("button", { name: "Sign in" }).count(), 0);
  },
  settings((usual) => ({ ...usual, brokerUrl: "http://broker.example", clientId: "?" })),
);

visits(
  "settings that are missing are told",
  async ({ page }) => {
    await page.getByText("settings.json is missing").waitFor();
  },
  { prepare: (context) => context.route("**/settings.json", (it) => it.fulfill({ status: 404 })) },
);

visits(
  "an authority that does not answer is told",
  async ({ page }) => {
    await says(page, /^The page cannot start\.$/);
    await page.locator("#refusal").getByText("endpoints_resolution_error").waitFor();
    await page.getByRole("button", { name: "Try again now" }).waitFor();
  },
  { prepare: (context) => context.route("**/openid-configuration", (it) => it.abort()) },
);

visits(
  "a slash at the end of the broker's address does not matter",
  async ({ page }) => {
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
  },
  settings((usual) => ({ ...usual, brokerUrl: `${broker}///` })),
);

visits(
  "a tenant that is not there is told",
  async ({ page }) => {
    await says(page, /The page cannot start/);
    await page.getByText("The tenant in tenantId does not exist.").waitFor();
  },
  settings((usual) => ({ ...usual, tenantId: "00000000-0000-4000-8000-000000000000" })),
);

visits(
  "a page of one tenant lets its people in",
  async ({ page }) => {
    await signIn(page, "Adele");
    await says(page, /There is a token for calls/);
  },
  settings((usual) => ({ ...usual, tenantId: "72aa62aa-dd7a-4ca7-8940-f9482b30e300" })),
);

visits(
  "a broker that is not there is told, and asked again",
  async ({ page }) => {
    await signIn(page, anybody());
    const card = await refusal(page, "network_failed");
    await card.getByText(/could not be reached/).waitFor();
    await page.unroute(`${broker}/**`);
  },
  { prepare: (context) => context.route(`${broker}/api/**`, (it) => it.abort()) },
);

visits(
  "the local cloud says who is worth trying, and a real one does not",
  async ({ page }) => {
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    assert.equal(await page.getByText("This is the local cloud").isVisible(), false);
  },
  settings(({ localCloud: _, ...usual }) => usual),
);

visits(
  "the broker's address and the application are enough",
  async ({ page }) => {
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
    await screenshot(page, "the address is enough");
  },
  settings(({ brokerUrl, clientId }) => ({ brokerUrl, clientId })),
);

visits(
  "a broker that would have people sign in for others is told, and nobody signs in",
  async ({ page }) => {
    await says(page, /The page cannot start: the broker does not tell how people sign in/);
    await page.getByText("followed: scopes_supported has not scopes of").waitFor();
    assert.equal(await page.getByRole("button", { name: "Sign in", exact: true }).count(), 0);
  },
  {
    prepare: async (context) => {
      await settings(({ brokerUrl, clientId }) => ({ brokerUrl, clientId })).prepare?.(context);
      await context.route("**/.well-known/oauth-protected-resource/**", async (route) => {
        const response = await route.fetch();
        const json = { ...(await response.json()), scopes_supported: ["User.Read"] };
        return route.fulfill({ response, json });
      });
    },
  },
);
