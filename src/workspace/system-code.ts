/** The file system's own code, such as `ENOENT`, if that is where the error comes from. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error &&
    "syscall" in error &&
    "code" in error &&
    typeof error.code === "string"
    ? error.code
    : undefined;
}
