/** The beginning of a text, with `…` where the rest is missing. Never half of a surrogate pair. */
export function cut(text, maxChars) {
    if (text.length <= maxChars) {
        return text;
    }
    const kept = text.slice(0, maxChars - 1);
    return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`;
}
/** A long line with how much of it is missing, so that nobody takes the rest for nothing. */
export function cutLine(line, maxChars) {
    return line.length <= maxChars
        ? line
        : `${cut(line, maxChars)} (${line.length - maxChars + 1} more characters in this line)`;
}
