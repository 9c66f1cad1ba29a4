import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { BrowserWindow, until } from "./browserWindow.js";
import { Child } from "./child.js";
import type { Engine } from "./engine.js";
import { WebDriver } from "./webDriver.js";
import { WitnessedPage } from "./witnessedPage.js";

/** A program that speaks WebDriver, and what its browser is asked to be. */
interface Driver {
  readonly command: string;
  /** With its port as {port}. */
  readonly options: readonly string[];
  readonly capabilities: object;
}

export const DRIVERS: Readonly<Record<string, Driver>> = {
  webkit: {
    command: "WebKitWebDriver",
    options: ["--port={port}"],
    capabilities: { browserName: "MiniBrowser" },
  },
  edge: {
    command: process.env.EDGE_DRIVER ?? "msedgedriver",
    options: ["--port={port}"],
    capabilities: {
      browserName: "MicrosoftEdge",
      "ms:edgeOptions": { args: ["--headless=new"] },
    },
  },
  safari: {
    command: "safaridriver",
    options: ["--port", "{port}"],
    capabilities: { browserName: "safari" },
  },
};

/** A browser behind its driver, with the page as {@link WitnessedPage} has it. */
export async function driven(
  { command, options, capabilities }: Driver,
  page: string,
): Promise<Engine> {
  const port = await freePort();
  const child = new Child(
    command,
    options.map((it) => it.replace("{port}", String(port))),
  );
  const session = await child.orEnd(sessionOf(child, port, capabilities));
  const witnessed = await WitnessedPage.of(page);
  return {
    window: new BrowserWindow(session.ask),
    address: witnessed.address,
    console: async () => [...witnessed.errors],
    end: async () => {
      await session.end().catch(() => {});
      await child.end();
      witnessed.end();
    },
  };
}

async function sessionOf(child: Child, port: number, capabilities: object): Promise<WebDriver> {
  const driver = `http://127.0.0.1:${port}`;
  await until(
    () => `${child.name}, which says: ${child.said}`,
    async () => {
      child.requireAlive();
      return fetch(`${driver}/status`).then(
        (it) => it.ok,
        () => false,
      );
    },
  );
  return WebDriver.start(driver, capabilities);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
