import { ToolError } from "../errors.ts";

/** The root was there when the server started and no longer is. */
export function rootGone(cause?: unknown): ToolError {
  return new ToolError(
    "ROOT_GONE",
    "The repository root was deleted or moved.",
    "Start the server again.",
    { cause },
  );
}
