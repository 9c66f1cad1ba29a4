// Holds the client library to the cases that all languages are held to, with MSAL played:
// node scripted.js <cases>. The cases are lines of JSON, and so is what is printed: how each ended.
import { readFileSync, writeSync } from "node:fs";
import { createTokenCredential } from "acs-token-broker-client";

/** What a page with MSAL does when it is asked for a token. */
function msal({ person }, asked) {
  return async ({ claims, forceRefresh }) => {
    const silently = forceRefresh ? "anew" : "silent";
    asked.push(claims ? "window with claims" : person === "NOBODY" ? "window" : silently);
    if (person === "NOBODY") {
      await new Promise((resolve) => setTimeout(resolve, 500));
      throw new Error("timed_out: nobody answered the window");
    }
    return `entra-${asked.length}`;
  };
}

async function end(asked, credential) {
  try {
    await credential.getToken();
    return { outcome: "token", status: 0, entra: asked };
  } catch ({ name, code, status = 0 }) {
    return { outcome: code ?? name, status, entra: asked };
  }
}

async function play(situation) {
  const asked = [];
  const getSubjectToken = msal(situation, asked);
  const credential = createTokenCredential({ brokerUrl: situation.broker, getSubjectToken });
  let ends = [];
  for (let time = 0; time < situation.times; time++) {
    const callers = Array.from({ length: situation.atOnce }, () => end(asked, credential));
    ends = (await Promise.all(callers)).map((it) => JSON.stringify({ name: situation.name, ...it }));
  }
  credential.dispose();
  new Set(ends).forEach((line) => writeSync(1, `${line}\n`));
}

const lines = readFileSync(process.argv[2], "utf8").trim().split("\n");
await Promise.all(lines.map((line) => play(JSON.parse(line))));
