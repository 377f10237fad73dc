/**
 * Why Windows would open something else than the name says, or undefined when it would not.
 * Such names are refused there and are ordinary names elsewhere.
 */
export function windowsNameProblem(requested: string): string | undefined {
  if (/^[\\/]{2}[?.]?/u.test(requested)) {
    return "it names a device or a share";
  }
  const withoutDrive = requested.replace(/^[a-z]:(?=[\\/])/iu, "");
  return withoutDrive.split(/[\\/]/u).map(segmentProblem).find(Boolean);
}

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

function segmentProblem(segment: string): string | undefined {
  if (segment.includes(":")) {
    return "it names an alternate data stream";
  }
  if (deviceName.test(segment.trimEnd())) {
    return "it names a device";
  }
  if (/~\d/u.test(segment)) {
    return "it could be the short 8.3 form of another name";
  }
  if (/[. ]$/u.test(segment) && segment !== "." && segment !== "..") {
    return "Windows drops a dot or space at the end of a name";
  }
  return undefined;
}
