/** A place holds neither what was there before the edit nor what the edit put there; the message follows its path. */
export class ForeignContent extends Error {}
