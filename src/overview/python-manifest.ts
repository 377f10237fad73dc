import { parse } from "smol-toml";
import { z } from "zod";

import type { ManifestKind } from "./manifest.ts";

/** pyproject.toml by PEP 621, with Poetry's own table where a project still uses it. */
export const pythonManifest: ManifestKind = {
  ecosystem: "python",
  isManifest: (name) => name === "pyproject.toml",
  readManifest(text, exists) {
    const { project, tool } = pyprojectToml.parse(parse(text));
    const poetry = tool?.poetry;
    const name = project?.name ?? poetry?.name;
    const module = name?.replaceAll("-", "_");
    const usual = [
      `src/${module}/__init__.py`,
      `${module}/__init__.py`,
      `${module}/__main__.py`,
      "main.py",
      "app.py",
      "manage.py",
    ];
    return {
      ...(name === undefined ? {} : { name }),
      entryPoints: usual.filter(exists),
      scripts: Object.keys({ ...project?.scripts, ...poetry?.scripts }),
      dependencies: [
        ...(project?.dependencies ?? []).map(requirementName),
        ...Object.keys(poetry?.dependencies ?? {}),
      ],
    };
  },
};

const table = z.record(z.string(), z.unknown()).optional();

const pyprojectToml = z.object({
  project: z
    .object({
      name: z.string().optional(),
      scripts: table,
      dependencies: z.array(z.string()).optional(),
    })
    .optional(),
  tool: z
    .object({
      poetry: z
        .object({ name: z.string().optional(), scripts: table, dependencies: table })
        .optional(),
    })
    .optional(),
});

/** `requests[socks]>=2.0; python_version > "3"` is `requests` (PEP 508). */
function requirementName(requirement: string): string {
  return /^[\w.-]+/.exec(requirement.trim())?.[0] ?? requirement;
}
