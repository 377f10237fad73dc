/** A secret that secretlint's recommended rules found. */
export interface LintedSecret {
  /** 1-based. */
  readonly line: number;
  /** `GitHub Token`. */
  readonly kind: string;
  readonly value: string;
}

/** Runs secretlint over a text. It is loaded by the first one. */
export async function lintSecrets(path: string, content: string): Promise<readonly LintedSecret[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }];
  const { messages } = await lintSource({
    source: { filePath: `/${path}`, content, contentType: "text" },
    options: { config: { rules }, noPhysicFilePath: true },
  });
  return messages.map(({ loc, range: [start, end], message, messageId }) => ({
    line: loc.start.line,
    kind: /^found ([^:(]+)/u.exec(message)?.[1]?.trim() ?? messageId,
    value: content.slice(start, end),
  }));
}
