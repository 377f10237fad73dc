import type { ManifestKind } from "./manifest.ts";

/** A C# project file. A project refers to others by the path of their files. */
export const dotnetManifest: ManifestKind = {
  ecosystem: "dotnet",
  isManifest: (name) => name.endsWith(".csproj"),
  readManifest(text, exists) {
    const name = /<AssemblyName>\s*(?<name>[^<\s]+)/.exec(text)?.groups?.["name"];
    const packages = [...text.matchAll(/<PackageReference\s[^>]*Include="(?<name>[^"]+)"/g)];
    const projects = [
      ...text.matchAll(
        /<ProjectReference\s[^>]*Include="(?:[^"]*[\\/])?(?<name>[^"\\/]+)\.csproj"/g,
      ),
    ];
    return {
      ...(name === undefined ? {} : { name }),
      entryPoints: ["Program.cs"].filter(exists),
      scripts: [],
      dependencies: [...packages, ...projects].flatMap((found) => found.groups?.["name"] ?? []),
    };
  },
};
