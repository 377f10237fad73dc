/** Paths come from models and from hostile repositories, so a message shows them escaped and cut. */
export function quotePath(path: string): string {
  return JSON.stringify(path.length > maxShown ? `${path.slice(0, maxShown)}…` : path);
}

/** Long enough for any honest path in a message. */
const maxShown = 200;
