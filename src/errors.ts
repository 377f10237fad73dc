/**
 * A failure the agent can act on. It reaches the agent as `CODE: message Next: next`.
 * Anything else that is thrown is our bug and is reported as such.
 */
export class ToolError extends Error {
  readonly code: string;
  readonly next: string;
  /** How much of it an agent gets to read; it is little where nothing is said. */
  readonly maxChars: number | undefined;

  /**
   * @param code upper snake case and stable, for example `NOT_FOUND`
   * @param message what happened, as a sentence
   * @param next what to do now, as a sentence
   */
  constructor(
    code: string,
    message: string,
    next: string,
    options?: ErrorOptions & { readonly maxChars?: number },
  ) {
    super(message, options);
    this.name = "ToolError";
    this.code = code;
    this.next = next;
    this.maxChars = options?.maxChars;
  }
}
