import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

import { describe, test } from "vitest";
import { pyright } from "../../src/engines/pyright.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { copyFixture, makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { freeze } from "../support/processes.ts";
import { serve, showEdits } from "./served.ts";
import { taskOf } from "./support.ts";

const loaf = "kitchen/bakehouse/loaf.py";
const oven = "kitchen/bakehouse/oven.py";
const route = "delivery/src/rounds/route.py";
const ledger = "delivery/src/rounds/ledger.py";
const patient = 60_000;

describe.concurrent("pyright", { timeout: patient }, () => {
  test("finds references in files that nobody opened, through relative imports", async ({
    expect,
  }) => {
    const shop = serve(await copyFixture("python"), pyright);
    expect(await shop.references("storefront/pricing/discounts.py", "class «Discount»"))
      .toMatchInlineSnapshot(`
        [
          "storefront/basket.py:15:5 Discount,",
          "storefront/pricing/discounts.py:5:7 class Discount(ABC):",
          "storefront/pricing/discounts.py:21:35 def best_of(discounts: t.Iterable[Discount]):",
        ]
      `);
    expect(await shop.references("storefront/basket.py", "«limit» = MAX")).toMatchInlineSnapshot(`
      [
        "storefront/basket.py:91:5 limit = MAX_LINES",
      ]
    `);
    expect(shop.engine.title).toMatch(/^Pyright \d+\.\d+\.\d+$/);
  });

  test("finds references across projects that are not installed", async ({ expect }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    expect(await bakery.references(loaf, "class «Loaf»")).toMatchInlineSnapshot(`
      [
        "delivery/checks/route_check.py:1:23 from bakehouse import Loaf",
        "delivery/checks/route_check.py:7:27 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/checks/route_check.py:7:56 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/src/rounds/route.py:1:23 from bakehouse import Loaf",
        "delivery/src/rounds/route.py:9:34 def total(self, loaves: list[Loaf]) -> int:",
        "kitchen/bakehouse/__init__.py:1:19 from .loaf import Loaf, Rye as DarkLoaf",
        "kitchen/bakehouse/__init__.py:4:25 __all__ = ["DarkLoaf", "Loaf", "bake"]",
        "kitchen/bakehouse/loaf.py:1:7 class Loaf:",
        "kitchen/bakehouse/loaf.py:9:11 class Rye(Loaf):",
        "kitchen/bakehouse/oven.py:1:19 from .loaf import Loaf",
        "kitchen/bakehouse/oven.py:4:16 def bake(loaf: Loaf) -> Loaf:",
        "kitchen/bakehouse/oven.py:4:25 def bake(loaf: Loaf) -> Loaf:",
        "kitchen/bakehouse/oven.py:9:18 def shrink(loaf: Loaf) -> int:",
      ]
    `);
    expect(await bakery.references(loaf, "«price»(self)")).toMatchInlineSnapshot(`
      [
        "delivery/src/rounds/route.py:10:43 return note(self.price + sum(loaf.price() for loaf in loaves))",
        "kitchen/bakehouse/loaf.py:5:9 def price(self) -> int:",
        "kitchen/bakehouse/loaf.py:10:9 def price(self) -> int:",
        "kitchen/bakehouse/loaf.py:11:24 return super().price() + 50",
        "kitchen/checks/oven_check.py:6:32 assert bake(DarkLoaf(900)).price() == 455",
      ]
    `);
    expect(await bakery.references(route, "class «Route»")).toMatchInlineSnapshot(`
      [
        "delivery/checks/route_check.py:2:20 from rounds import Route",
        "delivery/checks/route_check.py:3:26 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:3:35 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:7:12 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/checks/route_check.py:7:42 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/src/rounds/__init__.py:1:20 from .route import Route",
        "delivery/src/rounds/route.py:6:7 class Route:",
      ]
    `);
    expect(await bakery.references(route, "«price» = 300")).toMatchInlineSnapshot(`
      [
        "delivery/src/rounds/route.py:7:5 price = 300",
        "delivery/src/rounds/route.py:10:26 return note(self.price + sum(loaf.price() for loaf in loaves))",
      ]
    `);
  });

  test("takes a member and all that override it for one, also in a rename", async ({ expect }) => {
    const shop = serve(
      await makeRepository({
        "till/base.py":
          "from abc import ABC\nfrom typing import Generic, TypeVar\n\nT = TypeVar('T')\n\n\nclass Bell(ABC, Generic[T]):\n    def ring(self): ...\n\n\nclass Quiet:\n    def ring(self): ...\n",
        "till/loud.py":
          "from . import base as parts\n\n\nclass Horn(\n    parts.Bell[dict[str, int]],\n    metaclass=type,\n):\n    volume = 3\n\n\nclass Siren(Horn):\n    def ring(self):\n        return super().ring()\n",
        "till/shop.py":
          "from till.base import Bell as Base, Quiet\nfrom till.loud import Siren\n\n\nclass Chime(Base[int]):\n    ring = None\n\n\nSiren().ring()\nQuiet().ring()\nChime().ring\n",
      }),
      pyright,
    );
    const whole = await shop.references("till/base.py", "«ring»(self)");
    expect(whole).toMatchInlineSnapshot(`
      [
        "till/base.py:8:9 def ring(self): ...",
        "till/loud.py:12:9 def ring(self):",
        "till/loud.py:13:24 return super().ring()",
        "till/shop.py:6:5 ring = None",
        "till/shop.py:9:9 Siren().ring()",
        "till/shop.py:11:9 Chime().ring",
      ]
    `);
    expect(await shop.references("till/shop.py", "Siren().«ring»")).toEqual(whole);
    const tree = await shop.tree();
    const edits = await shop.engine.rename(
      shop.at("till/loud.py", "def «ring»"),
      "sound",
      tree,
      taskOf(),
    );
    expect(showEdits(edits)).toMatchInlineSnapshot(`
      [
        "till/loud.py:12:9-12:13 sound",
        "till/loud.py:13:24-13:28 sound",
        "till/shop.py:6:5-6:9 sound",
        "till/shop.py:9:9-9:13 sound",
        "till/shop.py:11:9-11:13 sound",
        "till/base.py:8:9-8:13 sound",
      ]
    `);
  });

  test("says what it does not know", async ({ expect }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    const tree = await bakery.tree();
    const places = [
      bakery.at(ledger, "thing.«price»"),
      bakery.at(ledger, "def «dearest»"),
      bakery.at(ledger, "«max»("),
    ];
    const anywhere = { member: true, local: false };
    expect(await bakery.engine.resolve(asRepoPath(ledger), places, anywhere, tree, taskOf()))
      .toMatchInlineSnapshot(`
        [
          {
            "known": false,
            "reason": "Pyright does not find what it names",
          },
          {
            "known": true,
            "same": false,
          },
          {
            "known": true,
            "same": false,
          },
        ]
      `);
    const natures = await Promise.all(
      [
        bakery.at(loaf, "class «Rye»"),
        bakery.at(loaf, "def «price»"),
        bakery.at(oven, "«lost» ="),
        bakery.at(oven, "bake(«loaf»"),
      ].map(async (place) => await bakery.engine.nature(place, tree, taskOf())),
    );
    expect(natures).toMatchInlineSnapshot(`
      [
        {
          "local": false,
          "member": false,
        },
        {
          "local": false,
          "member": true,
        },
        {
          "local": true,
          "member": false,
        },
        {
          "local": false,
          "member": true,
        },
      ]
    `);
    await expect(
      bakery.engine.implementations(bakery.at(loaf, "class «Loaf»"), tree, taskOf()),
    ).rejects.toMatchObject({
      code: "ENGINE_CANNOT",
      message: "Pyright cannot find implementations.",
    });
    await expect(bakery.engine.renameFiles([], tree, taskOf())).rejects.toMatchObject({
      code: "ENGINE_CANNOT",
      message: "Pyright cannot tell what goes with moving files.",
    });
  });

  test("finds definitions, those in libraries as outside, and what a function calls", async ({
    expect,
  }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    const tree = await bakery.tree();
    const { engine } = bakery;
    const definitions = await Promise.all(
      [
        bakery.at("kitchen/checks/oven_check.py", "import «DarkLoaf»"),
        bakery.at(route, "from «bakehouse»"),
        bakery.at(ledger, "«max»("),
        bakery.at(ledger, "thing.«price»"),
      ].map(async (place) => bakery.show(await engine.definition(place, tree, taskOf()))),
    );
    expect(definitions).toMatchInlineSnapshot(`
      [
        [
          "kitchen/bakehouse/loaf.py:9:7 class Rye(Loaf):",
        ],
        [
          "kitchen/bakehouse/__init__.py:1:1 from .loaf import Loaf, Rye as DarkLoaf",
        ],
        [
          "6 outside",
        ],
        [],
      ]
    `);
    const callees = await engine.callees(bakery.at(oven, "def «bake»"), tree, taskOf());
    expect(callees).toMatchInlineSnapshot(`
      [
        {
          "name": "shrink",
          "place": {
            "column": 5,
            "endColumn": 11,
            "endLine": 9,
            "line": 9,
            "path": "kitchen/bakehouse/oven.py",
          },
          "sites": [
            {
              "column": 19,
              "endColumn": 25,
              "endLine": 5,
              "line": 5,
              "path": "kitchen/bakehouse/oven.py",
            },
          ],
        },
      ]
    `);
  });

  test("renames in every file, and refuses what is not the repository's", async ({ expect }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    const tree = await bakery.tree();
    const place = bakery.at(loaf, "class «Loaf»");
    expect(showEdits(await bakery.engine.rename(place, "Bread", tree, taskOf())))
      .toMatchInlineSnapshot(`
      [
        "delivery/checks/route_check.py:1:23-1:27 Bread",
        "delivery/checks/route_check.py:7:27-7:31 Bread",
        "delivery/checks/route_check.py:7:56-7:60 Bread",
        "delivery/src/rounds/route.py:1:23-1:27 Bread",
        "delivery/src/rounds/route.py:9:34-9:38 Bread",
        "kitchen/bakehouse/__init__.py:1:19-1:23 Bread",
        "kitchen/bakehouse/__init__.py:4:25-4:29 Bread",
        "kitchen/bakehouse/loaf.py:1:7-1:11 Bread",
        "kitchen/bakehouse/loaf.py:9:11-9:15 Bread",
        "kitchen/bakehouse/oven.py:1:19-1:23 Bread",
        "kitchen/bakehouse/oven.py:4:16-4:20 Bread",
        "kitchen/bakehouse/oven.py:4:25-4:29 Bread",
        "kitchen/bakehouse/oven.py:9:18-9:22 Bread",
      ]
    `);
    await expect(
      bakery.engine.rename(bakery.at(ledger, "«max»("), "most", tree, taskOf()),
    ).rejects.toMatchObject({ code: "ENGINE_CANNOT" });
  });

  test("sees what changed on disk: edited, new, and gone files", async ({ expect }) => {
    const root = await copyFixture("python-two-projects");
    const bakery = serve(root, pyright);
    expect(await bakery.references(route, "class «Route»")).toHaveLength(7);
    await writeFiles(root, {
      "delivery/src/rounds/van.py": "from .route import Route\n\nfirst = Route()\n",
      "delivery/src/rounds/__init__.py": "",
    });
    expect(await bakery.references(route, "class «Route»")).toMatchInlineSnapshot(`
      [
        "delivery/checks/route_check.py:3:26 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:3:35 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:7:42 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/src/rounds/route.py:6:7 class Route:",
        "delivery/src/rounds/van.py:1:20 from .route import Route",
        "delivery/src/rounds/van.py:3:9 first = Route()",
      ]
    `);
    await rm(join(root, "delivery/src/rounds/van.py"));
    await writeFile(join(root, route), "class Bicycle:\n    pass\n\n\nclass Route:\n    pass\n");
    expect(await bakery.references(route, "class «Route»")).toMatchInlineSnapshot(`
      [
        "delivery/checks/route_check.py:3:26 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:3:35 from rounds.route import Route as Tour",
        "delivery/checks/route_check.py:7:42 assert Route().total([Loaf(800)]) == Tour().total([Loaf(800)])",
        "delivery/src/rounds/route.py:5:7 class Route:",
      ]
    `);
  });

  test("searches folders that pyright leaves out by itself", async ({ expect }) => {
    const shop = serve(
      await makeRepository({
        "till.py": "def ring(cents): ...\n",
        ".hooks/close.py": "from till import ring\n\nring(1)\n",
        "sandbox/pyvenv.cfg": "",
        "sandbox/tools/open.py": "from till import ring\n\nring(2)\n",
      }),
      pyright,
    );
    expect(await shop.references("till.py", "def «ring»")).toEqual([
      ".hooks/close.py:1:18 from till import ring",
      ".hooks/close.py:3:1 ring(1)",
      "sandbox/tools/open.py:1:18 from till import ring",
      "sandbox/tools/open.py:3:1 ring(2)",
      "till.py:1:5 def ring(cents): ...",
    ]);
  });

  test("reads a configuration that was changed", async ({ expect }) => {
    const root = await makeRepository({
      "shop/till.py": "def ring(cents):\n    return cents\n",
      "shop/cart.py": "from shop.till import ring\n\nring('3').nothing\n",
      "attic/cart.py": "from shop.till import ring\n\nring(4)\n",
    });
    const shop = serve(root, pyright);
    const ring = async (): Promise<readonly string[]> =>
      await shop.references("shop/till.py", "def «ring»");
    expect(await ring()).toHaveLength(5);
    await writeFiles(root, { "pyrightconfig.json": '{ "exclude": ["attic"] }' });
    // What is left out by the configuration is asked about as well, because it names the symbol.
    expect(await ring()).toHaveLength(5);
    const tree = await shop.tree();
    await expect(
      shop.engine.rename(shop.at("shop/till.py", "def «ring»"), "chime", tree, taskOf()),
    ).rejects.toMatchObject({
      code: "ENGINE_CANNOT",
      message:
        "Pyright does not rename this: it leaves attic/cart.py:1 as it is, which names it as well but is in none of its projects.",
    });
    await writeFiles(root, { "pyrightconfig.json": '{ "typeCheckingMode": "off" }' });
    expect(await ring()).toHaveLength(5);
  });

  test("tells errors of syntax from those of types, and checks texts that are not on disk", async ({
    expect,
  }) => {
    const root = await copyFixture("python-two-projects");
    const bakery = serve(root, pyright);
    const { engine } = bakery;
    const path = asRepoPath(oven);
    const paths = [path];
    expect(await engine.diagnostics(paths, await bakery.tree(), taskOf())).toEqual(
      new Map([[path, []]]),
    );
    await writeFile(
      join(root, oven),
      'from .loaf import Loaf\n\n\ndef bake(loaf: Loaf) -> int:\n    return "hot"\n\ndef (\n',
    );
    const tree = await bakery.tree();
    expect(await engine.diagnostics(paths, tree, taskOf())).toMatchInlineSnapshot(`
      Map {
        "kitchen/bakehouse/oven.py" => [
          {
            "code": "reportReturnType",
            "column": 12,
            "endColumn": 17,
            "endLine": 5,
            "line": 5,
            "message": "Type "Literal['hot']" is not assignable to return type "int"
        "Literal['hot']" is not assignable to "int"",
            "path": "kitchen/bakehouse/oven.py",
            "severity": "error",
          },
          {
            "code": "Pyright",
            "column": 1,
            "endColumn": 4,
            "endLine": 7,
            "line": 7,
            "message": "Expected function name after "def"",
            "path": "kitchen/bakehouse/oven.py",
            "severity": "error",
            "syntax": true,
          },
          {
            "code": "Pyright",
            "column": 5,
            "endColumn": 6,
            "endLine": 7,
            "line": 7,
            "message": ""(" was not closed",
            "path": "kitchen/bakehouse/oven.py",
            "severity": "error",
            "syntax": true,
          },
          {
            "code": "Pyright",
            "column": 1,
            "endColumn": 1,
            "endLine": 8,
            "line": 8,
            "message": "Statements must be separated by newlines or semicolons",
            "path": "kitchen/bakehouse/oven.py",
            "severity": "error",
            "syntax": true,
          },
        ],
      }
    `);
    expect(await bakery.references(loaf, "class «Loaf»")).toContain(
      `${oven}:4:16 def bake(loaf: Loaf) -> int:`,
    );
    const texts = new Map([[asRepoPath(loaf), "class Crumb:\n    pass\n"]]);
    const pretended = await engine.pretend(
      texts,
      tree,
      taskOf(),
      async (within) => await within.diagnostics([asRepoPath(route)], tree, taskOf()),
    );
    expect(pretended.get(asRepoPath(route))).toMatchInlineSnapshot(`
      [
        {
          "code": "reportAttributeAccessIssue",
          "column": 23,
          "endColumn": 27,
          "endLine": 1,
          "line": 1,
          "message": ""Loaf" is unknown import symbol",
          "path": "delivery/src/rounds/route.py",
          "severity": "error",
        },
      ]
    `);
    expect(await engine.diagnostics([asRepoPath(route)], tree, taskOf())).toEqual(
      new Map([[route, []]]),
    );
  });

  test("killed in the middle of a search, it answers with everything all the same", async ({
    expect,
  }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    const tree = await bakery.tree();
    const place = bakery.at(loaf, "class «Loaf»");
    const whole = await bakery.engine.references(place, tree, taskOf());
    expect(whole.inside).toHaveLength(13);
    const pid = bakery.client.pid ?? 0;
    await freeze(pid);
    const answer = bakery.engine.references(place, tree, taskOf());
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    process.kill(pid, "SIGKILL");
    expect(await answer).toEqual(whole);
    expect(bakery.client.runs).toBe(2);
  });

  test("two searches at once are both answered", async ({ expect }) => {
    const bakery = serve(await copyFixture("python-two-projects"), pyright);
    const tree = await bakery.tree();
    const [ofLoaf, ofRoute] = await Promise.all([
      bakery.engine.references(bakery.at(loaf, "class «Loaf»"), tree, taskOf()),
      bakery.engine.references(bakery.at(route, "class «Route»"), tree, taskOf()),
    ]);
    expect([ofLoaf.inside.length, ofRoute.inside.length]).toEqual([13, 7]);
  });

  test("in a repository that was just found, no file is missed", async ({ expect }) => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, index) => [
        `shelf${index % 20}/item${index}.py`,
        "from shop.till import ring\n\nring(1)\n",
      ]),
    );
    const root = await makeRepository({ ...many, "shop/till.py": "def ring(cents): ...\n" });
    const shop = serve(root, pyright);
    const tree = await shop.tree();
    const place = shop.at("shop/till.py", "def «ring»");
    const found = await shop.engine.references(place, tree, taskOf());
    expect(found.inside).toHaveLength(1201);
  });

  test.for([
    ["by its configuration", "pyrightconfig.json"],
    ["by the user's interpreter", "notes.json"],
  ] as const)(
    "nothing of the repository runs when it is read %s",
    async ([, config], { expect }) => {
      const outside = await temporaryFolder();
      const marker = join(outside, "ran");
      const root = await makeRepository({
        ...plantedFiles(marker),
        [config]: JSON.stringify({ venvPath: ".", venv: ".venv" }),
      });
      await plantPrograms(root, outside, marker);
      const shop = serve(root, pyright, {
        environment: {
          ...process.env,
          VIRTUAL_ENV: join(root, ".venv"),
          PYTHONPATH: [join(root, "lib"), "", ".", root].join(delimiter),
          PATH: [
            join(root, ".venv/bin"),
            ".",
            root,
            join(outside, "bin"),
            process.env["PATH"],
          ].join(delimiter),
        },
      });
      expect(await shop.references("lib/weights.py", "def «weigh»")).toEqual([
        "lib/weights.py:1:5 def weigh(crate): ...",
        "shop.py:2:21 from weights import weigh",
        "shop.py:4:1 weigh(tare())",
      ]);
      const tree = await shop.tree();
      const tare = await shop.engine.definition(shop.at("shop.py", "«tare»"), tree, taskOf());
      // Packages that are committed are the repository's files as all others are.
      expect(shop.show(tare)).toEqual([
        ".venv/lib/python3.11/site-packages/scales.py:1:5 def tare(): ...",
      ]);
      await shop.engine.diagnostics([asRepoPath("shop.py")], tree, taskOf());
      expect(existsSync(marker)).toBe(false);
    },
  );
});

/** Python that leaves a mark when it runs, under every name that Python or pyright might import by itself. */
function plantedFiles(marker: string): Readonly<Record<string, string>> {
  const python = `import pathlib; pathlib.Path(${JSON.stringify(marker)}).touch()\n`;
  const packages = ".venv/lib/python3.11/site-packages";
  return {
    "json.py": python,
    "os.py": python,
    "sitecustomize.py": python,
    "usercustomize.py": python,
    "encodings/__init__.py": python,
    "lib/sitecustomize.py": python,
    "lib/weights.py": "def weigh(crate): ...\n",
    "shop.py": "from scales import tare\nfrom weights import weigh\n\nweigh(tare())\n",
    ".python-version": "../../../evil\n",
    ".venv/pyvenv.cfg": "home = /nowhere\n",
    [`${packages}/scales.py`]: "def tare(): ...\n",
    [`${packages}/planted.pth`]: python,
    [`${packages}/sitecustomize.py`]: python,
  };
}

/** Programs that leave a mark, in the repository and behind a link from outside. */
async function plantPrograms(root: string, outside: string, marker: string): Promise<void> {
  const planted = join(root, ".venv", "bin");
  await mkdir(planted, { recursive: true });
  for (const name of ["python", "python3", "pyright", "node"]) {
    for (const folder of [planted, root]) {
      await writeFile(join(folder, name), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    }
  }
  await symlink(planted, join(outside, "bin"));
}
