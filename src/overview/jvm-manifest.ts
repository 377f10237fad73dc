import type { ManifestKind } from "./manifest.ts";

/** pom.xml: the project's own artifact is the first one outside of `parent`, `dependencies` and `build`. */
export const mavenManifest: ManifestKind = {
  ecosystem: "maven",
  isManifest: (name) => name === "pom.xml",
  readManifest(text) {
    const own = text.replaceAll(
      /<!--.*?-->|<(?<tag>parent|dependencyManagement|dependencies|build|profiles)>.*?<\/\k<tag>>/gs,
      "",
    );
    const dependencies = [...text.matchAll(/<dependency>.*?<artifactId>\s*(?<name>[^<\s]+)/gs)];
    const name = artifact(own);
    return {
      ...(name === undefined ? {} : { name }),
      entryPoints: [],
      scripts: [],
      dependencies: dependencies.flatMap((found) => found.groups?.["name"] ?? []),
    };
  },
};

/** A Gradle build is a program; its name is that of its folder, and what it needs is not read. */
export const gradleManifest: ManifestKind = {
  ecosystem: "gradle",
  isManifest: (name) => name === "build.gradle" || name === "build.gradle.kts",
  readManifest: () => ({ entryPoints: [], scripts: [], dependencies: [] }),
};

function artifact(text: string): string | undefined {
  return /<artifactId>\s*(?<name>[^<\s]+)/.exec(text)?.groups?.["name"];
}
