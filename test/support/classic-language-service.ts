import { dirname, isAbsolute, join, relative, sep } from "node:path";

import ts from "typescript-classic";

/** One place of a symbol. The path is relative to the root; line and column are 1-based, columns in UTF-16 units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Whether the symbol is declared there. */
  readonly isDefinition?: true;
}

export interface ClassicProject {
  readonly root: string;
  /** The files of the one project, relative to the root. What they import is read as well. */
  readonly files: readonly string[];
  /** As in a tsconfig.json at the root. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  /** A configuration, absolute, whose options are these instead; `paths` of `compilerOptions` are added to its own. */
  readonly configFile?: string;
}

export interface ClassicService {
  /** Every reference of the symbol at a place, its definitions and those through aliases included; in order, each once. */
  referencesAt(path: string, line: number, column: number): readonly Place[];
  /** The program behind it, for samples of its symbols. */
  readonly program: ts.Program;
  /** A file of the program relative to the root, or undefined for one outside it or in `node_modules`. */
  readonly pathOf: (file: string) => string | undefined;
  close(): void;
}

/**
 * The LanguageService of TypeScript 5.9 over one project made up for these files: ground truth for references.
 * Files are read once. Places outside the root and in `node_modules` are left out.
 * @throws Error when the options are not valid
 */
export function openClassicService(project: ClassicProject): ClassicService {
  const root = ts.sys.realpath?.(project.root) ?? project.root;
  const service = ts.createLanguageService(
    hostOf({ ...project, root }),
    ts.createDocumentRegistry(),
  );
  const program = service.getProgram();
  if (program === undefined) {
    throw new Error(`no program for ${root}`);
  }
  const sourceOf = (file: string): ts.SourceFile => {
    const source = program.getSourceFile(file);
    if (source === undefined) {
      throw new Error(`${file} is not in the project`);
    }
    return source;
  };
  const pathOf = (file: string): string | undefined => pathInside(root, file);
  return {
    program,
    pathOf,
    referencesAt(path, line, column) {
      const source = sourceOf(join(root, path));
      const position = source.getPositionOfLineAndCharacter(line - 1, column - 1);
      const places = new Map<string, Place>();
      for (const { references } of service.findReferences(source.fileName, position) ?? []) {
        for (const { fileName, textSpan, isDefinition } of references) {
          const inside = pathOf(fileName);
          if (inside !== undefined) {
            const at = sourceOf(fileName).getLineAndCharacterOfPosition(textSpan.start);
            const place: Place = {
              path: inside,
              line: at.line + 1,
              column: at.character + 1,
              ...(isDefinition === true && { isDefinition }),
            };
            places.set(keyOf(place), place);
          }
        }
      }
      return [...places.values()].toSorted(byPlace);
    },
    close: () => service.dispose(),
  };
}

/** One string per place, the same for equal places: `src/cart.ts:3:14`. */
export function keyOf({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

function byPlace(a: Place, b: Place): number {
  return a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1;
}

function pathInside(root: string, file: string): string | undefined {
  const path = relative(root, file).split(sep).join("/");
  const isOutside = path.startsWith("../") || isAbsolute(path) || /(^|\/)node_modules\//.test(path);
  return isOutside ? undefined : path;
}

/** The options of a configuration, with further `paths` that are relative to the root. */
function configuredOptions(
  root: string,
  configFile: string,
  { paths = {} }: ts.CompilerOptions,
): ts.CompilerOptions {
  const { options } = readConfig(configFile);
  const further = Object.entries(paths).map(([name, targets]) => [
    name,
    targets.map((target) => join(root, target)),
  ]);
  return { ...options, paths: { ...Object.fromEntries(further), ...options.paths }, noEmit: true };
}

/** A configuration with what it extends, and the files it names. */
export function readConfig(configFile: string): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as {
    config?: unknown;
  };
  return ts.parseJsonConfigFileContent(
    config ?? {},
    ts.sys,
    dirname(configFile),
    undefined,
    configFile,
  );
}

function hostOf({
  root,
  files,
  compilerOptions = {},
  configFile,
}: ClassicProject): ts.LanguageServiceHost {
  const { options, errors } = ts.parseJsonConfigFileContent(
    { compilerOptions: { ...compilerOptions, noEmit: true }, files },
    ts.sys,
    root,
    undefined,
    join(root, "tsconfig.json"),
  );
  if (errors.length > 0) {
    throw new Error(errors.map(({ messageText }) => JSON.stringify(messageText)).join("\n"));
  }
  const settings =
    configFile === undefined ? options : configuredOptions(root, configFile, options);
  const names = files.map((file) => join(root, file));
  const snapshots = new Map<string, ts.IScriptSnapshot | undefined>();
  return {
    getScriptFileNames: () => names,
    getScriptVersion: () => "1",
    getScriptSnapshot(file) {
      if (!snapshots.has(file)) {
        const isFile = ts.sys.fileExists(file);
        const text = isFile ? ts.sys.readFile(file) : undefined;
        snapshots.set(file, text === undefined ? undefined : ts.ScriptSnapshot.fromString(text));
      }
      return snapshots.get(file);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => settings,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file, encoding) => ts.sys.readFile(file, encoding),
    readDirectory: (...args) => ts.sys.readDirectory(...args),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
    getDirectories: (folder) => ts.sys.getDirectories(folder),
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
  };
}
