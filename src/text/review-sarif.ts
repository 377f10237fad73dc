import type { FindingLine } from "./review.ts";

/** What a SARIF log is made of. */
export interface ReviewLog {
  readonly version: string;
  readonly findings: readonly FindingLine[];
  readonly silenced: readonly {
    readonly rule: string;
    readonly path: string;
    readonly line: number;
    readonly title: string;
    readonly reason: string;
  }[];
  readonly notes: readonly string[];
}

/** A review as a SARIF 2.1.0 log, the form in which GitHub and others take findings; paths are relative to the repository. */
export function renderSarif({ version, findings, silenced, notes }: ReviewLog): string {
  const ids = [...new Set([...findings.map(ruleId), ...silenced.map(silencedId)])].toSorted();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Repowright", version, rules: ids.map((id) => ruleOf(id, findings)) },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notes.map((text) => ({ level: "note", message: { text } })),
          },
        ],
        results: [
          ...findings.map((one) => resultOf(one, ids)),
          ...silenced.map((one) => ({
            ruleId: silencedId(one),
            ruleIndex: ids.indexOf(silencedId(one)),
            level: "note",
            message: { text: one.title },
            locations: [locationOf(one)],
            suppressions: [{ kind: "inSource", justification: one.reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleId({ kind, rule }: Pick<FindingLine, "kind" | "rule">): string {
  return `${kind}/${rule}`;
}

function silencedId({ rule }: { readonly rule: string }): string {
  return ruleId({ kind: "security", rule });
}

const levels: Readonly<Record<string, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
};

/** As GitHub sorts security findings. */
const scores: Readonly<Record<string, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "1.0",
};

function ruleOf(id: string, findings: readonly FindingLine[]): object {
  const first = findings.find((one) => ruleId(one) === id);
  const [kind = ""] = id.split("/");
  const isSecurity = kind === "security" || kind === "secret";
  return {
    id,
    shortDescription: { text: id },
    ...(first?.why !== undefined && { fullDescription: { text: first.why } }),
    ...(first?.advice !== undefined && { help: { text: first.advice } }),
    properties: {
      tags: isSecurity ? [kind, "security"] : [kind],
      ...(isSecurity && { "security-severity": scores[first?.severity ?? "info"] }),
    },
  };
}

function resultOf(one: FindingLine, ids: readonly string[]): object {
  const about = [one.what, one.why, one.advice].filter((part) => part !== undefined);
  return {
    ruleId: ruleId(one),
    ruleIndex: ids.indexOf(ruleId(one)),
    level: levels[one.severity] ?? "note",
    message: { text: `${about.join(". ")}.` },
    locations: [locationOf(one)],
    ...(one.places !== undefined && {
      relatedLocations: one.places.map((place, id) => ({
        id,
        ...(place.text !== undefined && { message: { text: place.text } }),
        ...locationOf(place),
      })),
    }),
    properties: { severity: one.severity },
  };
}

function locationOf({ path, line }: { readonly path: string; readonly line: number }): object {
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
      region: { startLine: Math.max(1, line) },
    },
  };
}
