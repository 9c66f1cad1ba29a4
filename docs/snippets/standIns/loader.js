// Gives the compiled snippets the stand-ins in the place of what needs a browser, and the local
// broker in the place of <app>. Nothing else of a snippet is changed.
import { register } from "node:module";

const standIns = {
  "@azure/communication-calling": new URL("calling.js", import.meta.url).href,
  "@azure/msal-browser": new URL("msal.js", import.meta.url).href,
};
let brokerUrl;

/** From here on the snippets that are loaded ask this broker. */
export function standIn(broker) {
  register(import.meta.url, { data: { broker } });
}

export function initialize({ broker }) {
  brokerUrl = broker;
}

export function resolve(specifier, context, next) {
  const isOfSnippet = context.parentURL?.includes("/snippets/build/");
  return isOfSnippet && standIns[specifier]
    ? { url: standIns[specifier], shortCircuit: true }
    : next(specifier, context);
}

export async function load(url, context, next) {
  const loaded = await next(url, context);
  return url.includes("/snippets/build/")
    ? {
        ...loaded,
        source: String(loaded.source).replace("https://<app>.azurewebsites.net", brokerUrl),
      }
    : loaded;
}
