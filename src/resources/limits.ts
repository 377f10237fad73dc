/** Some 50,000 tokens: as much as any client puts into a conversation at once. */
export const maxResourceChars = 200_000;

/** Lists are read when a session begins; whoever wants something older knows its id or completes it. */
export const mostListed = 10;
