import type { Config } from "../config.ts";
import { createEngine } from "../engine.ts";
import type { Machine } from "../setup/launch.ts";
import { examine } from "./examine.ts";
import { renderFindings } from "./render-findings.ts";

/** Says what works here. */
export async function doctorCommand(
  json: boolean,
  config: Config,
  machine: Machine,
): Promise<number> {
  const engine = createEngine(config);
  try {
    const findings = await examine(engine, config, machine);
    process.stdout.write(
      json ? `${JSON.stringify(findings, undefined, 2)}\n` : renderFindings(findings),
    );
    return findings.problem === undefined ? 0 : 1;
  } finally {
    await engine.close();
  }
}
