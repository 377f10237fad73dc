export interface OverviewRequest {
  /** A folder to describe instead of the whole repository. */
  readonly path?: string | undefined;
}

export interface Overview {
  readonly root_name: string;
  readonly files: number;
  readonly listed_by: "git" | "walk";
  readonly languages: readonly {
    readonly language: string;
    readonly files: number;
    readonly bytes: number;
    /** What answers about it rest on. */
    readonly symbols: "syntax" | "none";
  }[];
  readonly packages: readonly {
    readonly path: string;
    readonly name?: string;
    readonly ecosystem: string;
    readonly manifest: string;
    readonly entry_points: readonly string[];
    readonly scripts: readonly string[];
    readonly depends_on?: readonly string[];
  }[];
  readonly folders: readonly {
    readonly path: string;
    readonly files: number;
    readonly role?: string;
  }[];
  readonly tests: readonly {
    readonly path: string;
    readonly files: number;
    readonly covers?: string;
  }[];
  readonly configuration: readonly string[];
  readonly instructions: readonly string[];
  readonly documentation: readonly string[];
  readonly notes: readonly string[];
}
