import type { PackageFiles, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";

/** A Ruby program and what comes before its arguments: through Bundler where there is a Gemfile. */
export function rubyCommand(
  request: RunRequest,
  program: "ruby" | "rspec",
): { readonly command: string; readonly before: readonly string[] } {
  const bundle = request.detected.configured?.includes("bundle")
    ? request.find("bundle")
    : undefined;
  return bundle === undefined
    ? {
        command: getProgram(request, [program], `Install ${program}, or run \`bundle install\`.`),
        before: [],
      }
    : { command: bundle, before: ["exec", program] };
}

export function viaBundler(files: PackageFiles, program: string): readonly string[] {
  return files.has("Gemfile") ? ["bundle", "exec", program] : [program];
}
