import { type Server, UriTemplate } from "@modelcontextprotocol/server";
import type { Engine } from "../engine.ts";
import { ToolError } from "../errors.ts";
import { cut } from "../text/cut.ts";
import { renderName, renderVisible } from "../text/visible.ts";
import { textAlone } from "./client-limits.ts";
import { resourceFailure, unknownName } from "./request-failure.ts";
import type { ListedResource, Resource, ResourceContext, ResourceFamily } from "./resource.ts";
import { withTask } from "./with-task.ts";

interface ServedResources {
  readonly resources: readonly (Resource | ResourceFamily)[];
  readonly engine: Engine;
  readonly report: (text: string) => void;
}

/** Lists and reads resources. The listing names the few that are at hand; every other is reached by a template. */
export function serveResources(
  server: Server,
  { resources, engine, report }: ServedResources,
): void {
  const families = resources.filter((one) => "variable" in one);
  const single = resources.filter((one) => !("variable" in one));
  server.setRequestHandler("resources/list", async (_, context) => {
    const listed = await withTask(context, async (task) => {
      const each = families.map(async (one) => await listFamily(one, { engine, ...task }, report));
      return (await Promise.all(each)).flat();
    });
    return { resources: [...single.map((one) => ({ uri: one.uri, ...about(one) })), ...listed] };
  });
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: families.map((one) => ({ uriTemplate: one.uri, ...about(one) })),
  }));
  server.setRequestHandler("resources/read", async ({ params: { uri } }, context) => {
    const found = findResource(resources, uri);
    if (found === undefined) {
      throw unknownName(
        "resource",
        uri,
        resources.map((one) => one.uri),
      );
    }
    try {
      const { resource, value } = found;
      const content = await withTask(
        context,
        async (task) => await resource.read(decode(value), { engine, client: textAlone, ...task }),
      );
      const { mimeType } = content;
      return {
        contents: [
          "text" in content
            ? { uri, mimeType, text: renderVisible(content.text) }
            : { uri, mimeType, blob: content.base64 },
        ],
      };
    } catch (error) {
      context.mcpReq.signal.throwIfAborted();
      throw resourceFailure(uri, error, report);
    }
  });
}

function about({ name, title, description, mimeType }: Resource) {
  return { name, title, description, ...(mimeType !== undefined && { mimeType }) };
}

/** One family that cannot be listed hides no other; reading one of it will say why. */
async function listFamily(
  family: ResourceFamily,
  context: ResourceContext,
  report: (text: string) => void,
): Promise<readonly Listing[]> {
  try {
    const listed = (await family.list?.(context)) ?? [];
    return listed.map((one) => listing(family, one));
  } catch (error) {
    context.signal.throwIfAborted();
    report(`resources/list left out ${family.name}: ${renderVisible(String(error))}\n`);
    return [];
  }
}

interface Listing {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType?: string;
}

function listing(
  { uri, mimeType }: ResourceFamily,
  { value, name, description }: ListedResource,
): Listing {
  const encoded = value.split("/").map(encodeURIComponent).join("/");
  return {
    uri: uri.replace(/\{\+?\w+\}/u, () => encoded),
    name: renderName(name),
    description: renderName(description),
    ...(mimeType !== undefined && { mimeType }),
  };
}

/** A path has 4,096 bytes at most, each of which a client may write as three characters. */
const mostUriChars = 3 * 4096 + 100;

function findResource(
  resources: readonly (Resource | ResourceFamily)[],
  uri: string,
): { readonly resource: Resource; readonly value: string } | undefined {
  for (const resource of uri.length > mostUriChars ? [] : resources) {
    if (!("variable" in resource)) {
      if (resource.uri === uri) {
        return { resource, value: "" };
      }
      continue;
    }
    const value = new UriTemplate(resource.uri).match(uri)?.[resource.variable];
    if (typeof value === "string") {
      return { resource, value };
    }
  }
  return undefined;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    throw new ToolError(
      "URI_INVALID",
      `${JSON.stringify(cut(renderName(value), 100))} is not percent-encoded UTF-8.`,
      "Write a percent sign of a name as %25.",
      { cause: error },
    );
  }
}
