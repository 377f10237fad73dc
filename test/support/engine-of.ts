import type { Engine } from "../../src/engine.ts";

/** An engine whose every answer is made by one function, for what a real one does too seldom. */
export function engineOf(answer: () => Promise<never>): Engine {
  return {
    findSymbols: answer,
    findReferences: answer,
    renameSymbol: answer,
    runTests: answer,
    getTestRun: answer,
    findReach: () => "anything",
    findSandbox: answer,
    traceImpact: answer,
    applyPatch: answer,
    editFiles: answer,
    undoEdit: answer,
    commitChanges: answer,
    checkCode: answer,
    readCode: answer,
    reviewChanges: answer,
    gitHistory: answer,
    searchCode: answer,
    getOverview: answer,
    readFile: answer,
    findPaths: answer,
    findChanges: answer,
    findEdits: answer,
    showEdit: answer,
    findTestRuns: answer,
    findRunners: answer,
    findEngines: answer,
    prepare: async () => undefined,
    close: async () => undefined,
  };
}
