// Takes the snippets of docs/clients.md, the pages beside it, docs/after-the-token.md and the client
// library's README that are of a page or of Node: each is named by its first line.
// node extract.js [<folder to write them into>, which is emptied]
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pages = new URL("../clients/", import.meta.url);
const own = ["../clients.md", "../after-the-token.md", "../../web/client/README.md"].map(
  (it) => new URL(it, import.meta.url),
);
const files = own.concat(readdirSync(pages).map((name) => new URL(name, pages)));
const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
const build = fileURLToPath(new URL("build/", import.meta.url));
const folder = process.argv[2] ?? join(build, "src");
rmSync(process.argv[2] ?? build, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const snippet = /^```(?:html|jsx?|tsx?)\n(?:\/\/|<!--) ([\w./]+\.\w+)(?: -->)?\n(.*?)^```$/gms;
for (const [, name, code] of text.matchAll(snippet)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), code);
}

// What docs/clients/web.md says to write for users of Entra ID, in a folder beside
const [, table] = text.match(/^## Users of Entra ID\n.*?^\|---\|---\|\n(.*?)^$/ms);
const lines = [...table.matchAll(/^\| `(.*?)` \|(?: `(.*?)`)? \|$/gm)];
const ofTeamsUsers = [
  "teamsCredential.ts",
  "main.ts",
  "Calls.tsx",
  "teamsCalling.ts",
  "console.ts",
];
mkdirSync(join(folder, "entra"));
const written = ofTeamsUsers.map((name) => readFileSync(join(folder, name), "utf8"));
for (const [, line, other = ""] of lines) {
  if (!written.some((code) => code.includes(line))) {
    throw new Error(`No snippet has ${line}`);
  }
  written.forEach((code, at) => (written[at] = code.replaceAll(line, other)));
}
ofTeamsUsers.forEach((name, at) => writeFileSync(join(folder, "entra", name), written[at]));
copyFileSync(join(folder, "keptToken.ts"), join(folder, "entra", "keptToken.ts"));
writeFileSync(
  join(folder, "entra", "console.default.ts"),
  written.at(-1).replace("clients/VoIP", "clients/.default"),
);
