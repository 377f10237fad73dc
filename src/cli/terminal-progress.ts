import { throttleProgress } from "../mcp/progress.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";

/** Shows progress on one line of a terminal, and nothing when it is not one. */
export function terminalProgress(stream: NodeJS.WriteStream): {
  readonly progress: (done: number, total: number, message: string) => void;
  readonly clear: () => void;
} {
  let shown = false;
  const throttled = throttleProgress(({ progress, total, message }) => {
    if (stream.isTTY) {
      shown = true;
      stream.write(
        `\r\u001B[K${cut(`${progress}/${total} ${renderName(message)}`, (stream.columns || 80) - 1)}`,
      );
    }
  });
  return {
    progress: throttled.progress,
    clear() {
      throttled.stop();
      if (shown) {
        stream.write("\r\u001B[K");
      }
    },
  };
}
