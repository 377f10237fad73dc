import { expect, test } from "vitest";

import { javascript } from "../../src/languages/javascript.ts";
import { tsx } from "../../src/languages/tsx.ts";
import { typescript } from "../../src/languages/typescript.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

test("every form of definition in TypeScript is found: cart.ts", async () => {
  const facts = await factsOf(typescript, "src/cart.ts");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "constant MAX_QUANTITY exported 14-14 export const MAX_QUANTITY = 99
    constant currencies hidden 15-15 const currencies = ["EUR", "USD"] as const
    constant defaultCurrency hidden 15-15 const defaultCurrency = "EUR"
    variable lastCartId exported 16-16 export let lastCartId = 0
    variable legacyMode hidden 17-17 var legacyMode = false
    constant environment exported 18-18 export const env: environment
    constant script exported 18-18 export const script = "shop"
    constant otherProcess exported 18-18 export const ...otherProcess
    function round exported 22-22 export const round = (cents: number, step = 1): number =>
    function applyDiscount hidden 23-25 const applyDiscount = function applyPercent(price: Price, percent: number)
    type Currency exported 27-27 export type Currency = "EUR" | "USD"
    interface CartLine exported 34-42 export interface CartLine
    property CartLine.article exported 35-35 readonly article: string
    property CartLine.quantity exported 36-36 quantity: number
    property CartLine.note exported 37-37 note?: { text: string; readonly author: string }
    property CartLine.note.text exported 37-37 text: string
    property CartLine.note.author exported 37-37 readonly author: string
    method CartLine.total exported 38-38 total(): Price
    accessor CartLine.weight exported 39-39 get weight(): number
    type CartEvent exported 44-46 export type CartEvent = | { readonly kind: "added"; line: CartLine } | { readonly kind: "removed"; article: string; undo(): void }
    property CartEvent.kind exported 45-45 readonly kind: "added"
    property CartEvent.line exported 45-45 line: CartLine
    property CartEvent.kind exported 46-46 readonly kind: "removed"
    property CartEvent.article exported 46-46 article: string
    method CartEvent.undo exported 46-46 undo(): void
    enum CartState exported 48-52 export enum CartState
    enum_member CartState.Open exported 49-49 Open
    enum_member CartState.Paid exported 50-50 Paid = "paid"
    enum_member CartState.on-hold exported 51-51 "on-hold" = 3
    enum Flag exported 54-56 export declare const enum Flag
    enum_member Flag.Gift exported 55-55 Gift = 1
    function totalOf exported 59-59 export function totalOf(lines: readonly CartLine[]): Price
    function totalOf exported 60-60 export function totalOf(line: CartLine, currency: Currency): Price
    function totalOf exported 61-75 export function totalOf(lines: CartLine | readonly CartLine[], currency: Currency = "EUR"): Price
    function totalOf.add hidden 63-66 function add(sum: number, { quantity, article: name }: CartLine): number
    function totalOf.add.weighted hidden 64-64 const weighted = (factor: number) =>
    function cartIds exported 77-79 export function* cartIds<Id extends string>(prefix: Id): Generator<\`\${Id}-\${number}\`>
    function sealed hidden 81-83 function sealed(target: unknown): void
    class Basket exported 85-90 abstract class Basket<Line extends CartLine = CartLine>
    property Basket.owner exported 86-86 abstract readonly owner: string
    method Basket.describe exported 87-87 abstract describe(): string
    accessor Basket.size exported 88-88 abstract get size(): number
    constructor Basket.constructor exported 89-89 protected constructor(readonly id: string)
    property Basket.id exported 89-89 readonly id: string
    class Cart exported 93-144 export default class Cart extends Basket
    property Cart.#opened hidden 95-95 static #opened = 0
    property Cart.empty exported 96-96 static readonly empty = new Cart("empty", "nobody", [])
    property Cart.state exported 97-97 declare state: CartState
    accessor Cart.label exported 98-98 accessor label = "cart"
    property Cart.#history hidden 99-99 #history: CartEvent[] = []
    method Cart.onChange exported 100-102 onChange = (event: CartEvent): void =>
    property Cart.["computed" + 1] exported 103-103 ["computed" + 1]?: string
    constructor Cart.constructor exported 109-115 constructor(id: string, public readonly owner: string, private lines: CartLine[])
    property Cart.owner exported 111-111 public readonly owner: string
    property Cart.lines hidden 112-112 private lines: CartLine[]
    accessor Cart.size exported 118-120 get size(): number
    accessor Cart.size exported 122-124 set size(count: number)
    method Cart.add exported 127-127 async add(line: CartLine): Promise<void>
    method Cart.add exported 128-128 async add(article: string, quantity: number): Promise<void>
    method Cart.add exported 129-131 async add(line: CartLine | string, quantity = 1): Promise<void>
    method Cart.[Symbol.iterator] exported 133-135 *[Symbol.iterator](): Iterator<CartLine>
    method Cart.describe exported 137-139 describe(): string
    method Cart.#record hidden 141-143 #record(event: CartEvent): void
    function logged hidden 146-152 function logged(level: string)
    class logged.Logged hidden 147-151 class Logged
    method logged.Logged.wrap hidden 148-150 wrap(): unknown
    class AnonymousCart exported 154-158 export const AnonymousCart = class NamedInside extends Cart
    method AnonymousCart.describe exported 155-157 describe(): string
    constant shipping exported 160-170 export const shipping
    property shipping.zones exported 161-161 zones: { domestic: { price: () => 500 }, foreign() { return 1500; } }
    property shipping.zones.domestic exported 161-161 domestic: { price: () => 500 }
    method shipping.zones.domestic.price exported 161-161 price: () =>
    method shipping.zones.foreign exported 161-161 foreign()
    method shipping.estimate exported 163-165 estimate(weight: number): number
    accessor shipping.cheapest exported 166-168 get cheapest(): number
    method shipping.express exported 169-169 express: async (weight: number) =>
    module Shop.Reports hidden 172-178 namespace Shop.Reports
    constant Shop.Reports.title hidden 173-173 export const title = "Report"
    constant Shop.Reports.hidden hidden 174-174 const hidden = 1
    function Shop.Reports.print hidden 175-177 export function print(): string
    module legacy-shop exported 180-186 declare module "legacy-shop"
    function legacy-shop.open exported 181-181 export function open(id: string): Cart
    constant legacy-shop.version exported 182-182 const version: string
    interface legacy-shop.Options exported 183-185 interface Options
    property legacy-shop.Options.verbose exported 184-184 verbose: boolean
    module global exported 188-193 declare global
    interface global.Window exported 189-191 interface Window
    property global.Window.cart exported 190-190 cart: Cart
    variable global.shopDebug exported 192-192 var shopDebug: boolean
    function warn hidden 195-195 declare function warn(message: string): void
    variable shopName exported 196-196 export declare let shopName: string
    function checkout exported 198-201 const checkout = async (cart: Cart) =>
    type Mapped exported 203-203 type Mapped<Source> = { [Key in keyof Source]: Source[Key] extends infer Value ? Value : never }"
  `);
});

test("TypeScript documentation stands above decorators and export", async () => {
  expect(docLines(await factsOf(typescript, "src/cart.ts"))).toMatchInlineSnapshot(`
    "MAX_QUANTITY: How many of one article fit into a cart.
    round: Rounds half up. / Works on cents.
    CartLine: One line of a cart. /  / @remarks Quantities are whole numbers.
    totalOf: Says what a cart costs.
    Cart: A cart with memory.
    size: How many articles."
  `);
});

test("every form of import in TypeScript is found", async () => {
  expect(importLines(await factsOf(typescript, "src/cart.ts"))).toMatchInlineSnapshot(`
    "node:assert default as assert
    node:assert AssertionError
    node:events * as events
    node:path join as joinPath
    ./price.ts Price
    ./register-currency.ts
    ./legacy-tax.cjs * as legacyTax
    ./price.ts formatPrice as format
    ./stock.ts *
    ./discounts.ts * as discounts
    ./stock.ts *"
  `);
});

test("TypeScript locals belong to the innermost scope around them", async () => {
  expect(localLines(await factsOf(typescript, "src/cart.ts"))).toMatchInlineSnapshot(`
    "22-22: cents step
    23-25: price percent
    41-41: scale
    59-59: lines
    60-60: line currency
    61-75: lines currency
    61-75: list add
    63-66: sum quantity name
    63-66: weighted
    64-64: factor
    68-70: line
    71-73: problem
    77-79: Id prefix
    81-83: target
    85-90: Line
    89-89: id
    100-102: event
    109-115: id owner lines
    122-124: count
    127-127: line
    128-128: article quantity
    129-131: line quantity
    141-143: event
    146-152: level
    147-151: method Logged
    163-165: weight
    169-169: weight
    172-178: title hidden
    180-186: version
    181-181: id
    195-195: message
    198-201: cart
    198-201: size
    203-203: Source
    203-203: Key
    203-203: Value"
  `);
});

test("TSX is read with elements, and with syntax its grammar does not know", async () => {
  const facts = await factsOf(tsx, "views/basket-view.tsx");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "interface BasketViewProps exported 5-8 export interface BasketViewProps<out Item extends Article = Article>
    property BasketViewProps.articles exported 6-6 readonly articles: readonly Item[]
    method BasketViewProps.onPay exported 7-7 onPay?(total: number): void
    function BasketView exported 11-23 export function BasketView({ articles, onPay }: BasketViewProps): ReactNode
    function BasketView.toggle hidden 13-13 const toggle = (): void =>
    function BasketView.renderRow hidden 14-16 function renderRow(article: Article): ReactNode
    function PriceTag exported 25-25 export const PriceTag = ({ cents }: { cents: number }) =>
    constant MemoView exported 27-27 export const MemoView = memo(BasketView)
    class BasketPage exported 29-38 export default class BasketPage<Item extends Article>
    property BasketPage.title exported 30-30 static title = "Basket"
    property BasketPage.items hidden 31-31 private items: Item[] = []
    method BasketPage.render exported 33-33 render = (): ReactNode =>
    accessor BasketPage.count exported 35-37 get count(): number"
  `);
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "5-8: Item
    7-7: total
    11-23: articles onPay
    11-23: open setOpen toggle renderRow
    14-16: article
    19-19: article
    25-25: cents
    29-38: Item"
  `);
});

test("prototypes, assigned members and exports of CommonJS are found: basket.js", async () => {
  const facts = await factsOf(javascript, "lib/basket.js");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "constant assert hidden 3-3 const assert = require("node:assert")
    constant join hidden 4-4 const join
    constant resolvePath hidden 4-4 const resolve: resolvePath
    constant MAX_ARTICLES hidden 8-8 const MAX_ARTICLES = 50
    variable openBaskets hidden 9-9 var openBaskets = 0
    variable names hidden 10-10 var names = ["first", "second"]
    function Basket hidden 13-18 function Basket(owner)
    method Basket.close hidden 15-17 this.close = function close()
    method Basket.add hidden 23-27 Basket.prototype.add = function (article, quantity = 1)
    method Basket.fromJson hidden 29-29 Basket.fromJson = (text) =>
    function Shelf hidden 31-31 function Shelf()
    method Shelf.stack hidden 34-36 stack: function (box)
    accessor Shelf.full hidden 37-39 get full()
    method Shelf.clear hidden 40-40 clear()
    class Till exported 43-63 class Till
    property Till.#count hidden 44-44 static #count = 0
    property Till.currency exported 45-45 currency = "EUR"
    method Till.onSale exported 46-46 onSale = ({ price }) =>
    constructor Till.constructor exported 52-54 constructor(drawer)
    accessor Till.open exported 56-58 get open()
    method Till.sales exported 60-62 async *sales()
    function round exported 65-67 exports.round = function (cents)
    constant RATE exported 68-68 exports.RATE = 0.19
    class Printer exported 70-74 module.exports.Printer = class
    method Printer.print exported 71-73 print()"
  `);
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "node:assert * as assert
    node:path join
    node:path resolve as resolvePath
    ./register-currency"
  `);
});

test("an object that is module.exports exports what it holds: checkout.cjs", async () => {
  expect(definitionLines(await factsOf(javascript, "lib/checkout.cjs"))).toMatchInlineSnapshot(`
    "constant stock hidden 1-1 const stock = { count: 3, restock(amount) { return amount; } }
    method stock.restock hidden 1-1 restock(amount)
    function receipts exported 3-7 function* receipts(prefix)
    function join exported 9-11 function join(prefix, number)
    function pay exported 16-18 pay(amount, ...coupons)
    function refund exported 19-19 refund: async (amount) =>
    function dry-run exported 20-20 "dry-run": function ()"
  `);
});

test("JavaScript modules with elements: shelf-view.jsx", async () => {
  const facts = await factsOf(javascript, "lib/shelf-view.jsx");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "function ShelfView exported 6-18 export default function ShelfView({ title, articles: items = [] })
    function ShelfView.choose hidden 8-8 const choose = (article) =>
    constant Badge exported 20-20 export const Badge = React.memo(({ count }) => <span>{count}</span>)
    function lazyTill exported 21-21 export const lazyTill = () =>"
  `);
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "react default as React
    react useState as useLocalState
    ./shelf-view.css * as styles
    ./polyfill.js
    ./till.js *
    ./shelf-model.js *"
  `);
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "6-18: title items
    6-18: selected setSelected choose
    8-8: article
    11-15: article
    20-20: count"
  `);
});
