import { join } from "node:path";

import { readEventsFile } from "./events-file.ts";
import type { Framework } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { detectNpmTests } from "./npm-tests.ts";
import { reportEnvironment, scriptNotes } from "./runner-arguments.ts";

/** AVA 4 and later. It takes no reporters: ours starts it and listens. */
export const ava: Framework = {
  id: "ava",
  title: "AVA",
  programs: ["ava"],
  isTestFile: (path) =>
    /(^|\/)(tests?|__tests__)\/(?!.*(^|\/)_)(?!.*(helpers?|fixtures?|snapshots)\/).*\.[cm]?[jt]s$|(^|\/)(test(-[^/]*)?|[^/]*\.(test|spec))\.[cm]?[jt]s$/.test(
      path,
    ),
  detect: (files) =>
    detectNpmTests(files, {
      runs: ({ program, args }) =>
        program === "ava" && !["debug", "reset-cache"].includes(args[0] ?? ""),
      configFile: /^ava\.config\.\w+$/,
      configKey: "ava",
      packages: ["ava"],
    }),
  plan(request) {
    const { environment, report } = reportEnvironment(request);
    const { options, operands } = keptArguments(request, flagRules);
    const program = getProgram(request, ["ava"], "Install it: `npm install --save-dev ava`.");
    return {
      command: getProgram(request, ["node"], "Install Node.js."),
      args: [
        join(request.reporters, "ava-reporter.mjs"),
        program,
        "--tap",
        ...options,
        ...(request.updateSnapshots ? ["--update-snapshots"] : []),
        ...(request.names ?? []).map(
          (name) => `--match=${matcher(name, request.exactNames === true)}`,
        ),
        ...(request.files?.map(escapeGlob) ?? operands),
      ],
      environment,
      outputs: [report],
      notes: scriptNotes(request),
    };
  },
  parse: readEventsFile,
};

const flagRules = {
  leads: [["ava"]],
  naming: ["--match", "-m"],
  valued: [
    "--concurrency",
    "-c",
    "--config",
    "--environment-variables",
    "--match",
    "-m",
    "--node-arguments",
    "--timeout",
    "-T",
  ],
  dropped: [
    "--watch",
    "-w",
    "--tap",
    "-t",
    "--update-snapshots",
    "-u",
    "--reset-cache",
    "--verbose",
    "-v",
  ],
};

/** Its positional arguments are patterns. */
function escapeGlob(path: string): string {
  return path.replaceAll(/[[\]{}()*?!+@]/g, String.raw`\$&`);
}

/** AVA compares with patterns in which `*` and a leading `!` mean something and cannot be escaped; `*` also matches itself. */
function matcher(name: string, exact: boolean): string {
  const pattern = name.replace(/^!/, "*");
  return exact ? pattern : `*${pattern}*`;
}
