import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { build, preview, type InlineConfig, type PreviewServer } from "vite";
import { anybody, assert, broker, entra, says, screenshot, signIn, visits } from "./visit.js";

const SOURCE = fileURLToPath(new URL("../../browser/ownPage", import.meta.url));
const EXTRACT = fileURLToPath(new URL("../../../../docs/snippets/extract.js", import.meta.url));
const BRIDGE = fileURLToPath(
  new URL(
    "../../node_modules/@azure/msal-browser/lib/redirect-bridge/msal-redirect-bridge.min.js",
    import.meta.url,
  ),
);

/** Says how the page to come back to is published, for a page in this folder. */
type Publish = (root: string) => InlineConfig;

const servers = new Map<Publish, Promise<PreviewServer>>();
after(async () => {
  for (const server of servers.values()) {
    await (await server).close();
  }
});

/** As docs/clients has it for Vite. */
const byVite: Publish = (root) => {
  rmSync(`${root}/public`, { recursive: true });
  return { configFile: `${root}/vite.config.js` };
};

/** As docs/clients has it for Angular, whose builder has one page and copies `public`. */
const byAngular: Publish = (root) => {
  rmSync(`${root}/redirect.html`);
  cpSync(BRIDGE, `${root}/public/${basename(BRIDGE)}`);
  return { configFile: false, build: { target: "es2022" } };
};

/** The address of a page that is none of this project's, with what docs/clients shows, published. */
async function ownPage(publish = byVite, more: Record<string, string> = {}): Promise<string> {
  const server = servers.get(publish) ?? served(publish);
  servers.set(publish, server);
  const { httpServer } = await server;
  const { port } = Object(httpServer.address());
  assert.notEqual(port, 5173);
  return `http://localhost:${port}/?${new URLSearchParams({ broker, entra, ...more })}`;
}

async function served(publish: Publish): Promise<PreviewServer> {
  // Not in a temporary folder: the packages of the page are found from here
  const root = fileURLToPath(new URL(`../ownPage/${publish.name}`, import.meta.url));
  rmSync(root, { recursive: true, force: true });
  execFileSync(process.execPath, [EXTRACT, root]);
  cpSync(SOURCE, root, { recursive: true });
  const config: InlineConfig = { root, logLevel: "warn", ...publish(root) };
  await build(config);
  return preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
}

visits("a sign-in comes back to a page that was published as for Angular", async ({ page }) => {
  const person = anybody();
  await page.goto(await ownPage(byAngular));
  await signIn(page, person);
  await says(page, new RegExp(`^${person}@\\w+\\.example is orgid:`, "i"));
});

visits("a published page signs in with a window and gets a token of ACS", async ({ page }) => {
  const person = anybody();
  await page.goto(await ownPage());
  await says(page, /Nobody has signed in/);
  await signIn(page, person);
  await says(page, new RegExp(`^${person}@\\w+\\.example is orgid:[0-9a-f-]{36} at ACS\\.$`, "i"));
  await screenshot(page, "own page");
});

visits("without the local authority MSAL refuses, and its window stays empty", async ({ page }) => {
  await page.goto(await ownPage(byVite, { without: "true" }));
  await says(page, /Nobody has signed in/);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in" }).click();
  await says(page, /^No token: authority_uri_insecure$/);
  assert.equal((await opened).url(), "about:blank");
});
