import { join } from "node:path";

import { Deadline } from "../parsing/deadline.ts";
import { openSyntax, type OpenSyntax } from "../parsing/open-syntax.ts";
import { readBindings } from "./bindings.ts";
import { indexQuery, readIndex } from "./code-index.ts";
import { findRisks, type Risk } from "./find-risks.ts";
import type { ScanFinding, ScanResult, SilencedFinding } from "./finding.ts";
import type { LanguageSyntax } from "./language-syntax.ts";
import { scanLanguageOf } from "./languages.ts";
import { NameReader } from "./name-reader.ts";
import { buildRuleTable, type RuleTable } from "./rule-table.ts";
import type { ScanInput } from "./scan.ts";
import { findSilences, silenceOf } from "./silence.ts";

interface Opened extends OpenSyntax {
  readonly table: RuleTable;
}

/** Scans texts, one after the other; grammars, queries and rules are made ready once per language. */
export class Scanner {
  readonly #grammars: string;
  readonly #opened = new Map<LanguageSyntax, Promise<Opened>>();

  /** @param grammars the folder of compiled grammars */
  constructor(grammars: string) {
    this.#grammars = grammars;
  }

  async scan(input: ScanInput): Promise<ScanResult> {
    const syntax = scanLanguageOf(input);
    if (syntax === undefined) {
      return nothing("No security rules for this language.");
    }
    const opening = this.#opened.get(syntax) ?? this.#open(syntax);
    this.#opened.set(syntax, opening);
    const { parser, query, table } = await opening;
    const deadline = new Deadline();
    const tree = parser.parse(input.text, null, { progressCallback: deadline.isPassed });
    if (tree === null) {
      parser.reset();
      return nothing("It took too long to parse.");
    }
    try {
      const captures = query.captures(tree.rootNode, { progressCallback: deadline.isPassed });
      const index = readIndex(syntax, captures);
      const bindings = readBindings(syntax, index);
      const names = new NameReader(syntax, bindings, index.imports);
      const risks = findRisks({ syntax, index, bindings, names }, table, deadline.isPassed);
      const notes = [
        ...(tree.rootNode.hasError
          ? ["The syntax has errors; risks near them may be missing."]
          : []),
        ...(deadline.isOver ? ["It took too long; risks may be missing."] : []),
      ];
      return { ...report(risks, input), notes };
    } finally {
      tree.delete();
    }
  }

  async #open(syntax: LanguageSyntax): Promise<Opened> {
    const file = join(this.#grammars, syntax.grammar);
    const opened = await openSyntax(file, indexQuery(syntax));
    return { ...opened, table: buildRuleTable(syntax.family) };
  }
}

function nothing(note: string): ScanResult {
  return { findings: [], silenced: [], notes: [note] };
}

/** The risks on the lines that were asked about, silenced ones apart. */
function report(
  risks: readonly Risk[],
  { text, addedLines }: ScanInput,
): Pick<ScanResult, "findings" | "silenced"> {
  const silences = findSilences(text);
  const findings: ScanFinding[] = [];
  const silenced: SilencedFinding[] = [];
  for (const finding of risks.map(findingOf)) {
    if (!isAsked(finding, addedLines)) {
      continue;
    }
    const silence = silenceOf(silences, finding.rule, finding.line);
    if (silence === undefined) {
      findings.push(finding);
    } else if (silence.reason === "") {
      const message = `${finding.message} A comment asks to ignore it, but gives no reason.`;
      findings.push({ ...finding, message });
    } else {
      silenced.push({ ...finding, reason: silence.reason });
    }
  }
  return { findings, silenced };
}

function isAsked(finding: ScanFinding, lines: ScanInput["addedLines"]): boolean {
  const source = finding.source?.line;
  return (
    lines?.some(
      ({ from, to }) =>
        (from <= finding.endLine && finding.line <= to) ||
        (source !== undefined && from <= source && source <= to),
    ) !== false
  );
}

function findingOf({ rule, node, source }: Risk): ScanFinding {
  const { id, title, severity, message, recommendation, cwe, owasp } = rule;
  return {
    rule: id,
    title,
    severity,
    line: node.startPosition.row + 1,
    column: node.startPosition.column + 1,
    endLine: node.endPosition.row + 1,
    text: firstLine(node.text),
    message,
    recommendation,
    cwe,
    owasp,
    ...(source === undefined
      ? {}
      : { source: { line: source.startPosition.row + 1, text: firstLine(source.text) } }),
  };
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").trim();
}
