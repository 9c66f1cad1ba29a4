// Builds the client library, which is part of the page, so that a fresh clone needs no other step.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

const client = new URL("../../client/", import.meta.url);

/** Nothing of what is installed runs here, as in the page's own .npmrc; npm hands that on. */
function npm(command) {
  execSync(`npm ${command}`, { cwd: client, stdio: "inherit" });
}

if (!existsSync(new URL("node_modules/", client))) {
  npm("ci --no-audit --no-fund --ignore-scripts");
}
npm("run build");
