import { expect, test } from "vitest";

import { parseScript } from "../../src/frameworks/script-argv.ts";
import { shellGlob } from "../../src/frameworks/shell-glob.ts";
import { sortArguments } from "../../src/frameworks/sort-arguments.ts";

/** As it would be typed, with what the script sets before it. */
function commandsOf(script: string): string[] {
  return parseScript(script).map(({ program, args, environment }) =>
    [
      ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
      program,
      ...args.map((arg) => (/[\s'"]/.test(arg) ? JSON.stringify(arg) : arg)),
    ].join(" "),
  );
}

test.each([
  ["jest", ["jest"]],
  ["./node_modules/.bin/jest --ci", ["jest --ci"]],
  ["node_modules/mocha/bin/_mocha test/*.js", ["mocha test/*.js"]],
  [
    "NODE_ENV=test TZ='Europe/Berlin' mocha -R dot",
    ["NODE_ENV=test TZ=Europe/Berlin mocha -R dot"],
  ],
  ["cross-env NODE_ENV=test mocha", ["NODE_ENV=test mocha"]],
  ["npx --no-install vitest run", ["vitest run"]],
  ["nyc --reporter text -x 'a b' mocha --exit", ["mocha --exit"]],
  ["c8 -r html --check-coverage ava", ["ava"]],
  ["pnpm exec vitest", ["vitest"]],
  ["yarn jest --coverage", ["jest --coverage"]],
  [
    "tsc -p . && eslint . || true; jest | tee log",
    ["tsc -p .", "eslint .", "true", "jest", "tee log"],
  ],
  ["mocha > out.txt 2>&1 --exit", ["mocha --exit"]],
  [`mocha -g "adds \\"two\\" & more" 'it''s'`, [`mocha -g "adds \\"two\\" & more" its`]],
  ["(cd sub && jest)", ["cd sub", "jest"]],
  ["jest $FILES && mocha `ls` && ava", ["ava"]],
  ["mocha '$HOME'", ["mocha $HOME"]],
  [
    "node --experimental-vm-modules node_modules/jest/bin/jest.js --ci",
    ["NODE_OPTIONS=--experimental-vm-modules jest --ci"],
  ],
  [
    "NODE_OPTIONS=--no-warnings node --experimental-vm-modules node_modules/.bin/jest",
    ["NODE_OPTIONS=--no-warnings --experimental-vm-modules jest"],
  ],
  ["node --import tsx --test test/*.ts", ["node --import tsx --test test/*.ts"]],
  ["jest # all of it", ["jest"]],
  ["", []],
])("%s", (script, commands) => {
  expect(commandsOf(script)).toEqual(commands);
});

test("an unquoted pattern becomes its files, a quoted one stays for the program", () => {
  const paths = [
    "test/till.js",
    "test/tea.js",
    "test/deep/milk.js",
    "test/.hidden.js",
    "test/a[1].js",
  ];
  const [command] = parseScript("mocha test/*.js './test/*.js' lib/*.js", (glob) =>
    shellGlob(glob, paths),
  );
  expect(command?.args).toEqual([
    "test/a[1].js",
    "test/tea.js",
    "test/till.js",
    "./test/*.js",
    "lib/*.js",
  ]);
  expect(shellGlob("./test/t?a.js", paths)).toEqual(["./test/tea.js"]);
  expect(shellGlob("test/**/*.js", paths)).toEqual(["test/deep/milk.js"]);
  expect(shellGlob("test/[!a]*.js", paths)).toEqual(["test/tea.js", "test/till.js"]);
  expect(shellGlob("test/a[1.js", paths)).toEqual([]);
});

test("flags keep what they take, and are told from files", () => {
  const rules = {
    valued: ["--config", "-r"],
    lists: ["--projects"],
    dropped: ["--watch", "--reporter", "-r"],
  };
  const args = [
    "--config",
    "a.js",
    "test",
    "--watch",
    "--no-watch",
    "--watch=false",
    "-r",
    "tsx",
    "--projects",
    "a",
    "b",
    "--bail",
    "x",
    "--reporter=dot",
    "--reporter.x",
    "--",
    "-y",
  ];
  expect(sortArguments(args, rules)).toEqual({
    options: ["--config", "a.js", "--projects", "a", "b", "--bail"],
    operands: ["test", "x", "-y"],
    rest: undefined,
  });
});
