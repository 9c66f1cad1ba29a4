import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { build, preview, type InlineConfig, type PreviewServer } from "vite";
import { anybody, assert, broker, entra, says, screenshot, signIn, visits } from "./visit.js";

const SOURCE = fileURLToPath(new URL("../../browser/ownPage", import.meta.url));
const EXTRACT = fileURLToPath(new URL("../../../../docs/snippets/extract.js", import.meta.url));
// Not in a temporary folder: the packages of the page are found from here
const ROOT = fileURLToPath(new URL("../ownPage", import.meta.url));

let server: Promise<PreviewServer> | undefined;
after(async () => (await server)?.close());

/** The address of a page that is none of this project's, with the snippets of docs/clients.md. */
async function ownPage(more: Record<string, string> = {}): Promise<string> {
  server ??= served();
  const { httpServer } = await server;
  const { port } = Object(httpServer.address());
  assert.notEqual(port, 5173);
  return `http://localhost:${port}/?${new URLSearchParams({ broker, entra, ...more })}`;
}

async function served(): Promise<PreviewServer> {
  rmSync(ROOT, { recursive: true, force: true });
  execFileSync(process.execPath, [EXTRACT, ROOT]);
  cpSync(SOURCE, ROOT, { recursive: true });
  const config: InlineConfig = { root: ROOT, configFile: false, logLevel: "warn" };
  const rolldownOptions = { input: ["index.html", "redirect.html"].map((it) => `${ROOT}/${it}`) };
  await build({ ...config, build: { target: "es2022", rolldownOptions } });
  return preview({ ...config, preview: { host: "127.0.0.1", port: 0 } });
}

visits("a page of one's own signs in with a window and gets a token of ACS", async ({ page }) => {
  const person = anybody();
  await page.goto(await ownPage());
  await says(page, /Nobody has signed in/);
  await signIn(page, person);
  await says(page, new RegExp(`^${person}@\\w+\\.example is orgid:[0-9a-f-]{36} at ACS\\.$`, "i"));
  await screenshot(page, "own page");
});

visits("without the local authority MSAL refuses, and its window stays empty", async ({ page }) => {
  await page.goto(await ownPage({ without: "true" }));
  await says(page, /Nobody has signed in/);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in" }).click();
  await says(page, /^No token: authority_uri_insecure$/);
  assert.equal((await opened).url(), "about:blank");
});
