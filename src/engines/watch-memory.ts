import { residentBytes } from "../process/resident-bytes.ts";
import { outOfMemory } from "./engine-error.ts";
import type { Wire } from "./open-wire.ts";

/** Ends a server that has taken too much memory. */
export interface MemoryWatch {
  look(): void;
  /** Looks from now on, again and again. */
  start(): void;
  stop(): void;
}

export function watchMemory(
  find: () => Wire | undefined,
  { limitBytes, everyMs }: { readonly limitBytes: number; readonly everyMs: number },
): MemoryWatch {
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const wire = find();
    const bytes = wire === undefined || wire.over.aborted ? undefined : residentBytes(wire.pid);
    if (wire !== undefined && bytes !== undefined && bytes > limitBytes) {
      wire.end(outOfMemory(wire.title, bytes, limitBytes));
    }
  }

  return {
    look,
    start() {
      timer ??= setInterval(look, everyMs).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
