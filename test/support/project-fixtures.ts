import type { MarkedSymbol } from "./marked-symbol.ts";

/** A fixture whose references an engine finds only when it sees more than one project, or none. */
export interface ProjectFixture {
  /** Its folder under `fixtures/`. */
  readonly name: string;
  /** Symbols worth asking about. */
  readonly symbols: readonly MarkedSymbol[];
  /** Options of one project over all files, with which the classic LanguageService tells the truth. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  /** A member, and a folder of a project in which a file can spoil the certainty about it. */
  readonly spoilt: { readonly symbol: MarkedSymbol; readonly folder: string };
  /** What an install of its workspace would link: link → package, both relative to the root. */
  readonly links: Readonly<Record<string, string>>;
}

const plain = {
  target: "es2022",
  lib: ["es2022"],
  types: [],
  module: "nodenext",
  strict: true,
  allowImportingTsExtensions: true,
};

export const projectFixtures: readonly ProjectFixture[] = [
  {
    name: "typescript-solution",
    symbols: [
      { path: "catalog/src/article.ts", text: "class «Article»" },
      { path: "catalog/src/article.ts", text: "«priceIn»(currency: string): string;" },
      { path: "catalog/src/article.ts", text: "override «priceIn»" },
      { path: "catalog/src/article.ts", text: "class «Hamper»" },
      { path: "catalog/src/article.ts", text: "  readonly «cents»: number;" },
      { path: "catalog/src/article.ts", text: "«Chilled» =" },
      { path: "catalog/src/find-article.ts", text: "function «findArticle»(wanted" },
      { path: "catalog/src/catalog.ts", text: "as «pages»" },
      { path: "catalog/src/pages.ts", text: "const «pageSize»" },
      { path: "till/src/till.ts", text: "class «Till»" },
      { path: "till/src/till.ts", text: "readonly «scanned»" },
      { path: "delivery/src/postage.ts", text: "function «priceIn»" },
    ],
    compilerOptions: plain,
    spoilt: {
      symbol: { path: "till/src/till.ts", text: "readonly «scanned»" },
      folder: "delivery/src",
    },
    links: {},
  },
  {
    name: "typescript-no-root",
    symbols: [
      { path: "bakery/loaf.ts", text: "class «Loaf»" },
      { path: "bakery/loaf.ts", text: "«cut»(slices" },
      { path: "bakery/loaf.ts", text: "interface «Slice»" },
      { path: "bakery/loaf.ts", text: "const «thin»" },
      { path: "bakery/loaf.ts", text: "cut(«slices»" },
      { path: "bakery/oven.ts", text: "function «openOven»" },
      { path: "bakery/oven.ts", text: "readonly «degrees»" },
      { path: "bakery/oven.ts", text: '"«keep-warm»"?' },
      { path: "bakery/oven.ts", text: "interface «OvenOptions»" },
      { path: "bakery/batch.ts", text: "function «bakeBatch»" },
      { path: "kiosk/shelf.ts", text: "function «sell»" },
      { path: "kiosk/shelf.ts", text: "as «Pastry»" },
      { path: "kiosk/scissors.ts", text: "«cut»(): string" },
    ],
    compilerOptions: plain,
    spoilt: { symbol: { path: "bakery/loaf.ts", text: "«cut»(slices" }, folder: "post" },
    links: {},
  },
  {
    name: "typescript-references",
    symbols: [
      { path: "pricing/src/tariff.ts", text: "class «Tariff»" },
      { path: "pricing/src/tariff.ts", text: "interface «Quote»" },
      { path: "pricing/src/tariff.ts", text: "«quote»(net" },
      { path: "pricing/src/tariff.ts", text: "readonly «gross»" },
      { path: "pricing/src/tariff.ts", text: "abstract «surcharge»" },
      { path: "pricing/src/rules/rounding.ts", text: "const «roundCents»" },
      { path: "pricing/src/rules/rounding.ts", text: "const «roundFives»" },
      { path: "pricing/src/rules/duties.ts", text: "const «dutyFree»" },
      { path: "warehouse/src/crate.ts", text: "class «Crate»" },
      { path: "warehouse/src/crate.ts", text: "readonly «round»" },
      { path: "warehouse/src/crate.ts", text: "function «describeOffer»" },
      { path: "storefront/src/banner.ts", text: "function «quote»" },
    ],
    compilerOptions: {
      ...plain,
      module: "esnext",
      moduleResolution: "bundler",
      paths: {
        "@harbour/pricing": ["./pricing/src/price-list.ts"],
        "@harbour/pricing/*": ["./pricing/src/*.ts"],
        "@harbour/warehouse/*": ["./warehouse/src/*"],
      },
    },
    spoilt: {
      symbol: { path: "pricing/src/tariff.ts", text: "readonly «gross»" },
      folder: "storefront/src",
    },
    links: {},
  },
  {
    name: "typescript-tests-apart",
    symbols: [
      { path: "src/checkout/basket.ts", text: "interface «Basket»" },
      { path: "src/checkout/basket.ts", text: "  «total»: number" },
      { path: "src/checkout/basket.ts", text: "«pay»?" },
      { path: "src/checkout/basket.ts", text: "function «fillBasket»" },
      { path: "src/checkout/basket.ts", text: "«Card» =" },
      { path: "src/checkout/basket.ts", text: "type «Line»" },
      { path: "src/opening-hours.ts", text: "«total»: 59" },
      { path: "src/shop-front.ts", text: "function «buy»" },
      { path: "test/check.ts", text: "function «check»" },
      { path: "test/check.ts", text: "check(«title»" },
    ],
    compilerOptions: plain,
    spoilt: {
      symbol: { path: "src/checkout/basket.ts", text: "  «total»: number" },
      folder: "src/checkout",
    },
    links: {},
  },
  {
    name: "typescript-exports",
    symbols: [
      { path: "packages/money/src/purse.ts", text: "class «Purse»" },
      { path: "packages/money/src/purse.ts", text: "get «worth»" },
      { path: "packages/money/src/purse.ts", text: "«put»(coin" },
      { path: "packages/money/src/purse.ts", text: "type «Coin»" },
      { path: "packages/money/src/open-purse.ts", text: "function «openPurse»" },
      { path: "packages/money/src/format-coins.ts", text: "function «formatCoins»" },
      { path: "packages/money/src/format-coins.ts", text: "readonly «symbol»" },
      { path: "packages/money/src/rates/euro.ts", text: "const «euroRate»" },
      { path: "packages/money/src/rates/crown.ts", text: "const «crownRate»" },
      { path: "packages/cellar/src/jars.ts", text: "const «worth»" },
      { path: "packages/cellar/src/jars.ts", text: "readonly «label»" },
      { path: "apps/stall/src/jar-label.tsx", text: "function «JarLabel»" },
      { path: "apps/stall/src/jar-label.tsx", text: "readonly «emphasis»" },
      { path: "apps/stall/src/jar-label.tsx", text: "readonly «jar»" },
    ],
    compilerOptions: {
      ...plain,
      jsx: "preserve",
      paths: {
        "@orchard/money": ["./packages/money/src/coins.ts"],
        "@orchard/money/format": ["./packages/money/src/format-coins.ts"],
        "@orchard/money/rates/*": ["./packages/money/src/rates/*.ts"],
        "@orchard/cellar": ["./packages/cellar/src/jars.ts"],
      },
    },
    spoilt: {
      symbol: { path: "packages/money/src/purse.ts", text: "get «worth»" },
      folder: "apps/stall/src",
    },
    links: {
      "packages/cellar/node_modules/@orchard/money": "packages/money",
      "apps/stall/node_modules/@orchard/money": "packages/money",
      "apps/stall/node_modules/@orchard/cellar": "packages/cellar",
    },
  },
  {
    name: "typescript-no-install",
    symbols: [
      { path: "packages/ropes/src/rope.ts", text: "enum «Twist»" },
      { path: "packages/ropes/src/rope.ts", text: "«Left» =" },
      { path: "packages/ropes/src/rope.ts", text: "«stretch»(load: number): number;" },
      { path: "packages/ropes/src/rope.ts", text: "class «Rope»" },
      { path: "packages/ropes/src/rope.ts", text: "class «Hawser»" },
      { path: "packages/ropes/src/rope.ts", text: "readonly «twist»" },
      { path: "packages/ropes/src/rope.ts", text: "function «splice»" },
      { path: "packages/knots/src/knots.ts", text: "interface «Knot»" },
      { path: "packages/knots/src/knots.ts", text: "function «tie»" },
      { path: "packages/knots/src/knots.ts", text: "readonly «lay»" },
      { path: "packages/chandlery/src/yoga.ts", text: "«stretch»(minutes" },
    ],
    compilerOptions: {
      ...plain,
      paths: {
        "@quay/ropes": ["./packages/ropes/src/ropes.ts"],
        "@quay/knots": ["./packages/knots/src/knots.ts"],
      },
    },
    spoilt: {
      symbol: { path: "packages/ropes/src/rope.ts", text: "«stretch»(load: number): number;" },
      folder: "packages/chandlery/src",
    },
    links: {
      "node_modules/@quay/ropes": "packages/ropes",
      "node_modules/@quay/knots": "packages/knots",
      "node_modules/@quay/chandlery": "packages/chandlery",
    },
  },
  {
    name: "javascript-shop-commonjs",
    symbols: [
      { path: "lib/appraisal.js", text: "class «Appraisal»" },
      { path: "lib/appraisal.js", text: "«describe»() {" },
      { path: "lib/appraisal.js", text: "this.«euros»" },
      { path: "lib/appraisal.js", text: "function «appraise»" },
      { path: "lib/appraisal.js", text: "«isDearerThan»" },
      { path: "lib/pricing/age-pricing.js", text: "function «priceByAge»" },
      { path: "lib/pricing/age-pricing.js", text: "exports.«OLDEST»" },
      { path: "lib/pricing/age-pricing.js", text: "@typedef {object} «Curio»" },
      { path: "lib/pricing/age-pricing.js", text: "@property {string} «title»" },
      { path: "lib/attic.js", text: "function «describe»" },
      { path: "views/price-card.jsx", text: "function «PriceCard»" },
      { path: "views/price-card.jsx", text: "«sold»?" },
    ],
    compilerOptions: {
      target: "es2022",
      lib: ["es2022"],
      types: [],
      module: "nodenext",
      allowJs: true,
      checkJs: true,
      jsx: "preserve",
    },
    spoilt: { symbol: { path: "lib/appraisal.js", text: "this.«euros»" }, folder: "lib" },
    links: {},
  },
];
