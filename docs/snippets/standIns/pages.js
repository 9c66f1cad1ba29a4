// The three pages of docs/clients/web.md, opened by somebody who clicks and reads.
import "./browser.js";
import "@angular/compiler";
import { Location } from "@angular/common";
import { Injector, createEnvironmentInjector, runInInjectionContext } from "@angular/core";
import { MSAL_INSTANCE, MsalService } from "@azure/msal-angular";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { PublicClientApplication } from "./msal.js";

let opened = 0;

const snippet = (name) => import(`../build/js/${name}.js?${opened++}`);

/** `main.ts`, which shows what it has to say in a window of its own. */
export async function plainPage(callee) {
  let told = "";
  globalThis.alert = (text) => (told += text);
  const { call, agent } = await snippet("main");
  const click = () => ((told = ""), call(callee));
  return {
    click,
    clickTwice: () => Promise.all([click(), click()]),
    told: () => told,
    close: () => agent.dispose(),
  };
}

/** `Calls.tsx`, whose button signs in and then calls. */
export async function reactPage(callee) {
  const { Calls } = await snippet("Calls");
  const msal = new PublicClientApplication();
  const container = document.createElement("main");
  document.body.append(container);
  const root = createRoot(container);
  root.render(createElement(Calls, { msal, callee }));
  const button = () => container.querySelector("button");
  const told = () => container.querySelector("[role=alert]")?.textContent ?? "";
  const shows = (name) => button()?.textContent === name && !button().disabled;
  const press = (times) => Array.from({ length: times }, () => button().click());
  const click = async (times = 1) => {
    await until(button);
    if (shows("Sign in")) {
      press(times);
      await until(() => shows("Call") || told());
    }
    if (shows("Call")) {
      press(times);
      // What a click has changed is on the page before the next turn
      await new Promise(setImmediate);
      await until(() => shows("Call"));
    }
  };
  return {
    click,
    clickTwice: () => click(2),
    told,
    close: () => {
      root.unmount();
      container.remove();
    },
  };
}

/** Lets React work until it is so. */
async function until(holds) {
  while (!holds()) {
    await new Promise(setImmediate);
  }
}

/** `teamsCalling.ts`, the service behind a page. */
export async function angularPage(callee) {
  const { TeamsCalling } = await snippet("teamsCalling");
  const injector = createEnvironmentInjector(
    [
      { provide: MSAL_INSTANCE, useValue: new PublicClientApplication() },
      { provide: Location, useValue: { path: () => "" } },
      MsalService,
    ],
    Injector.NULL,
  );
  const calling = runInInjectionContext(injector, () => new TeamsCalling());
  return {
    click: () => calling.call(callee),
    clickTwice: () => Promise.all([calling.call(callee), calling.call(callee)]),
    told: () => calling.failure(),
    close: () => calling.ngOnDestroy(),
  };
}
