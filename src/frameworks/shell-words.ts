/** A word of a shell's command line. */
export interface ShellWord {
  /** Without its quotes. */
  readonly text: string;
  /** Whether a shell would look for files of this name: `*`, `?` or `[` outside of quotes. */
  readonly isGlob: boolean;
  /** Whether it has a part that only a shell can know: `$HOME`, `` `date` ``. */
  readonly needsShell: boolean;
}

/** The words of each command of a line, with redirections and comments left out. Nothing is run or looked up. */
export function readWords(line: string): ShellWord[][] {
  const commands: ShellWord[][] = [[]];
  let skipNext = false;
  for (const [token] of line.matchAll(tokens)) {
    if (/^[\s\\]+$/.test(token)) {
      continue;
    }
    if (/^[;&|()\n]+$/.test(token)) {
      commands.push([]);
    } else if (token.startsWith("#")) {
      break;
    } else if (/^\d*[<>]/.test(token)) {
      skipNext = !/[<>]&?\d+$|&-$/.test(token);
    } else if (skipNext) {
      skipNext = false;
    } else {
      commands.at(-1)?.push(wordOf(token));
    }
  }
  return commands.filter((words) => words.length > 0);
}

/** Blanks, a redirection, an operator, or a word with its quotes. */
const tokens =
  /\s+|\d*[<>]+(?:&\d+|&-)?|(?:&&|\|\||[;&|()\n])|#.*|(?:[^\s;&|()<>"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*')+|["'\\]/g;

function wordOf(token: string): ShellWord {
  let text = "";
  let isGlob = false;
  let needsShell = false;
  for (const [part] of token.matchAll(/"(?:[^"\\]|\\[^])*"|'[^']*'|\\[^]|[^"'\\]+|["'\\]/g)) {
    if (part.startsWith("'") && part.length > 1) {
      text += part.slice(1, -1);
    } else if (part.startsWith('"') && part.length > 1) {
      needsShell ||= /(^|[^\\])[$`]/.test(part);
      text += part.slice(1, -1).replaceAll(/\\(["\\$`])/g, "$1");
    } else if (part.startsWith("\\")) {
      text += part.slice(1);
    } else {
      needsShell ||= /[$`]/.test(part);
      isGlob ||= /[*?[]/.test(part);
      text += part;
    }
  }
  return { text, isGlob, needsShell };
}
