import { createHash } from "node:crypto";
import { join } from "node:path";

import { findOnPath } from "../process/find-on-path.ts";
import type { EnginePlace, Environment, Launch, Missing } from "./engine-spec.ts";
import { opensNone, type ServerTraits } from "./server-traits.ts";

/**
 * Java by Eclipse's server. Gradle and Maven are programs that the repository writes, so it reads sources alone: what
 * comes from packages is not known to it.
 */
export const jdtls: ServerTraits = {
  spec: {
    id: "jdtls",
    title: "Eclipse JDT LS",
    handles: (path) => (path.endsWith(".java") ? "java" : undefined),
    find: findJdtls,
    initializationOptions: { settings: { java: settings() } },
    configuration: (section) => (section === "java" ? settings() : null),
    limitMemory: (launch, softBytes) => ({
      ...launch,
      args: [...launch.args, `--jvm-arg=-Xmx${Math.floor(softBytes / 1024 / 1024)}m`],
    }),
  },
  projectFiles: new Set(["pom.xml", "build.gradle", "build.gradle.kts"]),
  mustOpen: opensNone,
  maxOpen: 100,
  settles: { by: "documents" },
  // The codes of what the parser finds; see `IProblem.Syntax` of JDT.
  isSyntax: ({ code }) => (Number(code) & 0x4000_0000) !== 0,
};

function findJdtls({ environment, root }: EnginePlace): Launch | Missing {
  const command = findOnPath("jdtls", environment, root);
  const cache = cacheFolder(environment);
  if (command === undefined || cache === undefined) {
    return {
      unavailable:
        command === undefined ? "jdtls is not on PATH." : "there is no folder for its data.",
      install: "Install Eclipse JDT LS, for example with `brew install jdtls`, and Java 21.",
    };
  }
  const name = createHash("sha256").update(root).digest("hex").slice(0, 32);
  return {
    command,
    args: [
      "-data",
      join(cache, "repowright", "jdtls", name),
      // Otherwise it writes `.project` and the like into the repository.
      "--jvm-arg=-Djava.import.generatesMetadataFilesAtProjectRoot=false",
    ],
  };
}

function cacheFolder(environment: Environment): string | undefined {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  return (
    environment["XDG_CACHE_HOME"] ??
    environment["LOCALAPPDATA"] ??
    (home === undefined ? undefined : join(home, ".cache"))
  );
}

function settings(): Readonly<Record<string, unknown>> {
  return {
    import: {
      gradle: { enabled: false, wrapper: { enabled: false } },
      maven: { enabled: false, offline: { enabled: true } },
      generatesMetadataFilesAtProjectRoot: false,
    },
    autobuild: { enabled: true },
    configuration: { updateBuildConfiguration: "disabled" },
  };
}
