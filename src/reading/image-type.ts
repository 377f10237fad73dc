/** The type of an image that clients can show, by its first bytes; undefined for everything else. */
export function imageType(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 12).toString("latin1");
  if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
    return "image/png";
  }
  if (head.startsWith("\u00ff\u00d8\u00ff")) {
    return "image/jpeg";
  }
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
    return "image/gif";
  }
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : undefined;
}
