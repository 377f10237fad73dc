import type { CodeEngine } from "./code-engine.ts";
import { Gate } from "./gate.ts";

/** The same engine, with `pretend` alone and everything else side by side. */
export function gatedEngine(core: CodeEngine): CodeEngine {
  const gate = new Gate();
  return {
    id: core.id,
    get title() {
      return core.title;
    },
    handles: (path) => core.handles(path),
    cover: async (...asked) => await gate.together(async () => await core.cover(...asked)),
    references: async (...asked) =>
      await gate.together(async () => await core.references(...asked)),
    definition: async (...asked) =>
      await gate.together(async () => await core.definition(...asked)),
    implementations: async (...asked) =>
      await gate.together(async () => await core.implementations(...asked)),
    callees: async (...asked) => await gate.together(async () => await core.callees(...asked)),
    nature: async (...asked) => await gate.together(async () => await core.nature(...asked)),
    declarations: async (...asked) =>
      await gate.together(async () => await core.declarations(...asked)),
    resolve: async (...asked) => await gate.together(async () => await core.resolve(...asked)),
    rename: async (...asked) => await gate.together(async () => await core.rename(...asked)),
    renameFiles: async (...asked) =>
      await gate.together(async () => await core.renameFiles(...asked)),
    diagnostics: async (...asked) =>
      await gate.together(async () => await core.diagnostics(...asked)),
    pretend: async (...asked) => await gate.alone(async () => await core.pretend(...asked)),
    notes: () => core.notes(),
    close: async () => await core.close(),
  };
}
