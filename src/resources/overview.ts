import { getOverview } from "../../tools/get-overview.ts";
import type { Resource } from "../mcp/resource.ts";

export const overview: Resource = {
  name: "overview",
  title: "Overview of the repository",
  description: "Languages, packages, folders, tests, configuration and instructions for agents.",
  mimeType: "text/plain",
  uri: "repo://overview",
  async read(_value, context) {
    const { text } = await getOverview.run({ max_chars: 30_000 }, context);
    return { mimeType: "text/plain", text };
  },
};
