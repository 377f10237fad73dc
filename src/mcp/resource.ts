import type { CallContext } from "./tool.ts";

export type ResourceContext = CallContext;

/** What a resource holds. */
type ResourceContent =
  | { readonly mimeType: string; readonly text: string }
  | { readonly mimeType: string; readonly base64: string };

/** Something a client can attach to a conversation, by a URI that never changes its meaning. */
export interface Resource {
  readonly name: string;
  readonly title: string;
  /** One line. */
  readonly description: string;
  readonly mimeType?: string;
  /** `repo://overview`, or with one variable `repo://run/{id}/log`. */
  readonly uri: string;
  /**
   * @param value of the variable, decoded; empty where there is none
   * @throws ToolError
   */
  read(value: string, context: ResourceContext): Promise<ResourceContent>;
}

/** A family of resources; its URI has a variable. */
export interface ResourceFamily extends Resource {
  readonly variable: string;
  /** The few worth listing, by the values of the variable; the most useful first. */
  list?(context: ResourceContext): Promise<readonly ListedResource[]>;
  /** Every value that may be meant, the likeliest first. */
  complete(typed: string, context: ResourceContext): Promise<readonly string[]>;
}

/** One of a family. */
export interface ListedResource {
  readonly value: string;
  readonly name: string;
  /** One line. */
  readonly description: string;
}
