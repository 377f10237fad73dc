import { findOnPath } from "../process/find-on-path.ts";
import type { EnginePlace, Launch, Missing } from "./engine-spec.ts";
import { opensNone, type ServerTraits } from "./server-traits.ts";

/** Go by gopls, which starts `go`; that fetches nothing and starts no program that the repository names. */
export const gopls: ServerTraits = {
  spec: {
    id: "gopls",
    title: "gopls",
    handles: (path) => (path.endsWith(".go") ? "go" : undefined),
    find: findGopls,
    initializationOptions: settings(),
    configuration: (section) => (section === "gopls" ? settings() : null),
    limitMemory: (launch, softBytes) => ({
      ...launch,
      environment: { ...launch.environment, GOMEMLIMIT: String(softBytes) },
    }),
  },
  projectFiles: new Set(["go.mod", "go.work"]),
  mustOpen: opensNone,
  maxOpen: 100,
  settles: { by: "progress" },
  isSyntax: ({ source }) => source === "syntax",
};

function findGopls({ environment, root }: EnginePlace): Launch | Missing {
  const command = findOnPath("gopls", environment, root);
  if (command === undefined || findOnPath("go", environment, root) === undefined) {
    return {
      unavailable: `${command === undefined ? "gopls" : "go"} is not on PATH.`,
      install: "Install Go, then run `go install golang.org/x/tools/gopls@latest`.",
    };
  }
  return {
    command,
    args: ["serve"],
    environment: {
      // The user's tags and the like. Without `-mod`, go reads `vendor` where there is one and changes no go.mod.
      GOFLAGS: (environment["GOFLAGS"] ?? "")
        .split(/\s+/)
        .filter((flag) => !/^--?(?:mod|modfile|exec|toolexec)=/.test(flag))
        .join(" "),
      GOPROXY: "off",
      GOVCS: "*:off",
      GOTOOLCHAIN: "local",
      GOPACKAGESDRIVER: "off",
    },
  };
}

function settings(): Readonly<Record<string, unknown>> {
  return { vulncheck: "Off", staticcheck: false };
}
