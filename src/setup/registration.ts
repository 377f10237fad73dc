import { isDeepStrictEqual } from "node:util";

import { ToolError } from "../errors.ts";
import { isValues, type ConfigFormat, type Values } from "./config-format.ts";

/** No underscore: Gemini CLI takes a name apart at it. */
export const serverName = "repowright";

/** Our server's entry in a configuration. */
export interface Registration {
  /** The name of the map of servers. */
  readonly map: string;
  /** What has to be as we say. */
  readonly entry: Values;
  /** What is only said where the entry does not say it yet. */
  readonly defaults: Values;
}

/** What a configuration says about our server now; nothing when it says nothing. */
export function findRegistration(config: Values, map: string): Values | undefined {
  const servers = config[map];
  const entry = isValues(servers) ? servers[serverName] : undefined;
  return isValues(entry) ? entry : undefined;
}

/**
 * The configuration with our server in it, field by field, so that what the user added to the entry stays; the same text
 * when it is there already.
 *
 * @throws ToolError CONFIG_UNREADABLE when it does not parse, CONFIG_UNCLEAR when the entry cannot be set for sure
 */
export function addRegistration(text: string, format: ConfigFormat, wanted: Registration): string {
  const { map, entry, defaults } = wanted;
  const before = parseConfiguration(text, format);
  const known = findRegistration(before, map);
  if (known === undefined) {
    const whole = { ...entry, ...defaults };
    const after = format.set(text, [map, serverName], whole);
    return checked(after, format, map, withEntry(before, map, whole));
  }
  const missing = Object.entries({ ...defaults, ...entry }).filter(
    ([key, value]) =>
      !isDeepStrictEqual(known[key], value) && (key in entry || known[key] === undefined),
  );
  const after = missing.reduce(
    (done, [key, value]) => format.set(done, [map, serverName, key], value),
    text,
  );
  return checked(
    after,
    format,
    map,
    withEntry(before, map, { ...known, ...Object.fromEntries(missing) }),
  );
}

/**
 * The configuration without our server. It is the text before the registration, to the byte, when nothing else has
 * changed since; nothing when there was no file.
 *
 * @param earlier the text before the registration, where that is known
 */
export function dropRegistration(
  text: string,
  format: ConfigFormat,
  map: string,
  earlier: string | undefined,
): string | undefined {
  const before = parseConfiguration(text, format);
  const known = findRegistration(before, map);
  const isOrigin = (candidate: string): boolean => leadsTo(text, candidate, format, map, known);
  if (earlier !== undefined && isOrigin(earlier)) {
    return earlier;
  }
  if (isOrigin("")) {
    return undefined;
  }
  return checked(
    format.drop(text, [map, serverName]),
    format,
    map,
    withEntry(before, map, undefined),
  );
}

/** @throws ToolError CONFIG_UNREADABLE */
export function parseConfiguration(text: string, format: ConfigFormat): Values {
  try {
    return format.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new ToolError(
        "CONFIG_UNREADABLE",
        `It does not parse (${error.message}).`,
        "Correct it, then try again; nothing was written.",
        { cause: error },
      );
    }
    throw error;
  }
}

function leadsTo(
  text: string,
  candidate: string,
  format: ConfigFormat,
  map: string,
  known: Values | undefined,
): boolean {
  try {
    return (
      known !== undefined &&
      findRegistration(format.parse(candidate), map) === undefined &&
      format.set(candidate, [map, serverName], known) === text
    );
  } catch {
    // A backup that is damaged, or of something else: then it is not where this text came from.
    return false;
  }
}

function withEntry(config: Values, map: string, entry: Values | undefined): Values {
  const servers = config[map] ?? {};
  if (!isValues(servers)) {
    throw new ToolError(
      "CONFIG_UNREADABLE",
      `What it has under ${JSON.stringify(map)} is no map of servers.`,
      "Correct it, then try again; nothing was written.",
    );
  }
  const { [serverName]: _before, ...others } = servers;
  return {
    ...config,
    [map]: entry === undefined ? others : { ...others, [serverName]: entry },
  };
}

/** An edit of a text may hit a twin of what was meant, such as the first of two maps of the same name. */
function checked(text: string, format: ConfigFormat, map: string, expected: Values): string {
  const edited = parseEdited(text, format);
  if (edited === undefined || !isDeepStrictEqual(plain(edited, map), plain(expected, map))) {
    throw new ToolError(
      "CONFIG_UNCLEAR",
      "It is written in a way that cannot be changed without risk, with a name that stands twice, or servers in one line of TOML.",
      "Put the entry in by hand; nothing was written.",
    );
  }
  return text;
}

function parseEdited(text: string, format: ConfigFormat): Values | undefined {
  try {
    return format.parse(text);
  } catch {
    // The edit broke it, which is the same as one that hit something else.
    return undefined;
  }
}

/** Without prototypes, of which the two notations give different ones, and without a map of no servers. */
function plain(value: Values, map: string): unknown {
  const { [map]: servers, ...others } = value;
  const isEmpty = isValues(servers) && Object.keys(servers).length === 0;
  return withoutPrototypes(isEmpty ? others : value);
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutPrototypes);
  }
  return isValues(value) && !(value instanceof Date)
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, withoutPrototypes(inner)]),
      )
    : value;
}
