import { languageOfPath } from "../languages/index.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import { findNamePlaces } from "./name-places.ts";
import type { PlacesOutcome, WantedInFile } from "./parse-job.ts";
import { readSource } from "./read-source.ts";
import { findTextPlaces } from "./text-places.ts";
import { tookTooLong } from "./why-unparsed.ts";

/** Reads a file and describes the wanted places in it; by its text alone where there is no grammar for it. */
export async function placesIn(
  { path, wanted }: WantedInFile,
  { root, shelf }: { readonly root: string; readonly shelf: GrammarShelf },
): Promise<PlacesOutcome> {
  const source = readSource(root, path);
  if ("unparsed" in source) {
    return { path, result: { unparsed: source.unparsed } };
  }
  const language = languageOfPath(path);
  if (language === undefined) {
    return { path, result: findTextPlaces(path, source.text, wanted) };
  }
  const grammar = await shelf.get(language);
  return {
    path,
    result: findNamePlaces(grammar, { path, text: source.text }, wanted) ?? tookTooLong,
  };
}
