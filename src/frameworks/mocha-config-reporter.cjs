// The project's own configuration without its `spec`: mocha adds the files named there to those on the command line, so
// that no selection would be one. Mocha itself reads it, by its own rules.
/* oxlint-disable no-restricted-properties -- its own process, not the server's */
"use strict";

const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");

const home = dirname(require.resolve("mocha/package.json", { paths: [process.cwd()] }));
// Mocha 12 names it otherwise.
const options = ["options.js", "options.cjs"]
  .map((name) => join(home, "lib", "cli", name))
  .find((path) => existsSync(path));
const { loadRc, loadPkgRc } = require(options);

const { REPOWRIGHT_MOCHA_CONFIG: config, REPOWRIGHT_MOCHA_PACKAGE: manifest } = process.env;
const { spec: _, ...own } = combine(
  loadPkgRc(manifest === undefined ? {} : { package: manifest }) ?? {},
  loadRc(config === undefined ? {} : { config }) ?? {},
);

module.exports = own;

/** Lists are joined, as mocha does; of the rest the second wins. */
function combine(first, second) {
  const both = Object.keys(second).filter((key) => Array.isArray(first[key]));
  const joined = both.map((key) => [key, [...first[key], ...[second[key]].flat()]]);
  return { ...first, ...second, ...Object.fromEntries(joined) };
}
