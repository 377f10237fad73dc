import { isPanic, panicked } from "./go-failure.ts";
import type { GoPackage, GoStream } from "./read-go-json.ts";
import type { SuiteError } from "./test-report.ts";
import { findFrames, framePatterns, type FindFile } from "./text-frames.ts";

/** Packages that could not be built, and packages that failed although none of their tests did. */
export function goSuiteErrors(
  stream: GoStream,
  stderr: string,
  findIn: (packageName: string) => FindFile,
): SuiteError[] {
  const unbuilt = stream.stray.flatMap(
    (line) => /^FAIL\t(\S+) \[.* failed\]/.exec(line)?.[1] ?? [],
  );
  const failed = stream.packages.filter(({ result }) => result === "fail");
  const blocks = compilerBlocks(`${stream.buildOutput}\n${stderr}`);
  const notBuilt = failed.filter(({ output }) => /\[(build|setup) failed\]/.test(output));
  const anyUnbuilt = unbuilt.length > 0 || notBuilt.length > 0;
  const built = failed.filter((one) => !notBuilt.includes(one));
  return [
    ...(anyUnbuilt ? blocks.map((block) => unbuiltError(block, findIn(block.packageName))) : []),
    ...(anyUnbuilt && blocks.length === 0
      ? [...unbuilt, ...notBuilt.map(({ name }) => name)].map((name) =>
          plain(`${name} could not be built.`),
        )
      : []),
    ...built.flatMap((one) => failedOutside(one, findIn(one.name))),
  ];
}

interface Block {
  readonly packageName: string;
  readonly text: string;
}

/** `# example.com/shop/cart [example.com/shop/cart.test]` and the lines below it. */
function compilerBlocks(text: string): Block[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf("\n");
      const head = end === -1 ? block : block.slice(0, end);
      return {
        packageName: head.split(" ")[0] ?? "",
        text: end === -1 ? "" : block.slice(end + 1).trim(),
      };
    });
}

function unbuiltError({ packageName, text }: Block, find: FindFile): SuiteError {
  const frames = findFrames(text, framePatterns.go, find);
  const [first] = frames;
  return {
    ...(first === undefined ? {} : { path: first.path, line: first.line }),
    message: `${packageName} could not be built:\n${text.slice(0, maxChars)}`,
    frames: frames.slice(0, 1),
  };
}

/** `TestMain` or `init` failed, the process ended in the middle of a test, or a race was found at the end. */
function failedOutside({ name, output, tests }: GoPackage, find: FindFile): SuiteError[] {
  const unfinished = tests.filter(({ result }) => result === undefined);
  if (unfinished.length === 0 && tests.some(({ result }) => result === "fail")) {
    return [];
  }
  const text = [...unfinished.map((test) => test.output), output].join("");
  const lines = text.split("\n");
  const panic = lines.findIndex((line) => isPanic.test(line));
  const frames = panic === -1 ? [] : panicked(lines.slice(panic), find).frames;
  const which = unfinished.map((test) => test.name).slice(0, 5);
  const during = which.length === 0 ? "" : ` during ${which.join(", ")}`;
  const [first] = frames;
  return [
    {
      ...(first === undefined ? {} : { path: first.path, line: first.line }),
      message: `${name} failed${during}:\n${lines
        .slice(Math.max(panic, 0), Math.max(panic, 0) + 30)
        .join("\n")
        .trim()
        .slice(0, maxChars)}`,
      frames,
    },
  ];
}

function plain(message: string): SuiteError {
  return { message, frames: [] };
}

const maxChars = 8192;
