import { languageOfId } from "../languages/index.ts";
import type { Language } from "../languages/language.ts";
import { type Grammar, type GrammarFolders, openGrammar } from "./grammar.ts";
import { parseSyntaxPattern, type SyntaxPattern } from "./syntax-pattern.ts";

/** The grammars of a thread, each opened when it is first needed, and the pattern it is looking for. */
export class GrammarShelf {
  readonly #folders: GrammarFolders;
  readonly #grammars = new Map<string, Promise<Grammar>>();
  #patterns = new Map<string, SyntaxPattern | undefined>();
  #pattern = "";

  constructor(folders: GrammarFolders) {
    this.#folders = folders;
  }

  async get(language: Language): Promise<Grammar> {
    const opening = this.#grammars.get(language.id) ?? openGrammar(language, this.#folders);
    this.#grammars.set(language.id, opening);
    return await opening;
  }

  async getById(id: string): Promise<Grammar> {
    const language = languageOfId(id);
    if (language === undefined) {
      throw new Error(`There is no language ${id}.`);
    }
    return await this.get(language);
  }

  /** The pattern as code of the language; a search asks for it once per file. */
  patternFor(grammar: Grammar, pattern: string): SyntaxPattern | undefined {
    if (pattern !== this.#pattern) {
      this.#patterns = new Map();
      this.#pattern = pattern;
    }
    const { id } = grammar.language;
    if (!this.#patterns.has(id)) {
      this.#patterns.set(id, parseSyntaxPattern(grammar, pattern));
    }
    return this.#patterns.get(id);
  }
}
