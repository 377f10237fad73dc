import { expect, test } from "vitest";

import { python } from "../../src/languages/python.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

// Wrong today: `FAST_JSON`, `settings` and `note` stand twice, once for each branch that assigns them.
test("every form of definition in Python is found: basket.py", async () => {
  const facts = await factsOf(python, "storefront/basket.py");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "variable __all__ hidden 20-20 __all__ = ["Basket", "Line", "MAX_LINES", "total_of"]
    constant MAX_LINES exported 23-23 MAX_LINES: int = 40
    constant _RETRIES hidden 24-24 _RETRIES = 3
    constant RATES hidden 25-28 RATES
    variable currency hidden 29-29 currency = "EUR"
    variable width hidden 30-30 width, height = 80, 24
    variable height hidden 30-30 width, height = 80, 24
    variable first hidden 31-31 first = second = None
    variable second hidden 31-31 first = second = None
    function shout hidden 32-32 shout = lambda word:
    type Sku hidden 34-34 Sku = NewType("Sku", str)
    type Item hidden 35-35 Item = TypeVar("Item")
    type Money hidden 36-36 Money: TypeAlias = decimal.Decimal
    class Point hidden 37-37 Point = namedtuple("Point", "x y")
    type Prices hidden 38-38 type Prices[Key] = dict[Key, Money]
    constant FAST_JSON hidden 42-42 FAST_JSON = True
    variable settings hidden 48-48 settings, source = codec.load(config), "file"
    variable source hidden 48-48 settings, source = codec.load(config), "file"
    interface Payable exported 53-56 class Payable(Protocol[Item])
    method Payable.total exported 56-56 def total(self) -> Money
    enum Stage hidden 59-65 class Stage(Enum)
    enum_member Stage.OPEN hidden 60-60 OPEN = "open"
    enum_member Stage.PAID hidden 61-61 PAID = "paid"
    property Stage._ignore_ hidden 62-62 _ignore_ = ["LEFT"]
    method Stage.label hidden 64-65 def label(self) -> str
    enum Perks hidden 68-70 class Perks(IntFlag)
    enum_member Perks.GIFT_WRAP hidden 69-69 GIFT_WRAP = 1
    enum_member Perks.EXPRESS hidden 70-70 EXPRESS = 2
    class Line exported 73-85 class Line
    property Line.sku exported 81-81 sku: Sku
    property Line.quantity exported 82-82 quantity: int = 1
    property Line.tags exported 83-83 tags: list[str] = field(default_factory=list)
    property Line._note hidden 84-84 _note = label = ""
    property Line.label exported 84-84 _note = label = ""
    property Line.left exported 85-85 left, right = 0, 1
    property Line.right exported 85-85 left, right = 0, 1
    class Basket exported 88-163 class Basket(Ordered, metaclass=type)
    property Basket.limit exported 91-91 limit = MAX_LINES
    method Basket.key exported 92-92 key = lambda line:
    property Basket.codec exported 94-94 codec = orjson
    method Basket.dump exported 96-97 def dump(self) -> bytes
    method Basket.dump exported 99-101 def dump() -> bytes
    constructor Basket.__init__ exported 103-115 def __init__(self, owner: str, *, stage: Stage = Stage.OPEN) -> None
    property Basket.owner exported 105-105 self.owner: str = owner
    property Basket.stage exported 106-106 self.stage = stage
    property Basket.opened exported 107-107 self.opened, self._closed = True, False
    property Basket._closed hidden 107-107 self.opened, self._closed = True, False
    property Basket.seen exported 108-108 self.seen = self.touched = 0
    property Basket.touched exported 108-108 self.seen = self.touched = 0
    property Basket.note exported 110-110 self.note = "no account"
    property Basket.region exported 115-115 self.region = region
    accessor Basket.total exported 117-120 def total(self) -> Money
    accessor Basket.total exported 122-124 def total(self, value: Money) -> None
    accessor Basket.heaviest exported 126-131 def heaviest(self)
    function Basket.heaviest.weight hidden 128-129 def weight(line)
    method Basket.load exported 133-141 async def load[T](cls, path: T) -> Basket
    class Basket.load.Reader hidden 135-139 class Reader
    property Basket.load.Reader.encoding hidden 136-136 encoding = "utf-8"
    method Basket.load.Reader.read hidden 138-139 def read(self)
    method Basket.__len__ exported 143-144 def __len__(self)
    method Basket._reprice hidden 146-163 def _reprice(self, /, *rates, factor=1, **extra)
    class _Draft hidden 166-167 class _Draft(Basket)
    property _Draft.public hidden 167-167 public = True
    function total_of exported 170-172 def total_of(baskets: list[Basket]) -> Money
    function _hidden hidden 175-176 def _hidden()"
  `);
});

test("text that looks like code defines nothing in Python", async () => {
  const facts = await factsOf(python, "storefront/receipt.py");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "constant TEMPLATE exported 4-7 TEMPLATE
    constant PATTERN exported 8-8 PATTERN = re.compile(r"def (\\w+)\\(\\"[^\\"]*\\"\\)")
    variable bytes_too exported 9-9 bytes_too = rb'class Hidden: "quoted" \\' still inside'
    function render exported 12-23 def render(order, width=40, *, mark="#")
    function print_total exported 26-28 def print_total(case, match)"
  `);
});

test("every form of definition in Python is found: discounts.py", async () => {
  const facts = await factsOf(python, "storefront/pricing/discounts.py");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "class Discount exported 5-14 class Discount(ABC)
    constructor Discount.__init__ exported 6-7 def __init__(self, percent)
    property Discount.percent exported 7-7 self.percent = percent
    accessor Discount.name exported 9-11 def name(self) -> str
    class Discount.Meta exported 13-14 class Meta
    property Discount.Meta.ordering exported 14-14 ordering = ["percent"]
    class __Secret hidden 17-18 class __Secret
    property __Secret.visible hidden 18-18 visible = 1
    function best_of exported 21-22 def best_of(discounts: t.Iterable[Discount])"
  `);
});

test("Python documentation is prose without its delimiters", async () => {
  const facts = await factsOf(python, "storefront/basket.py");
  expect(docLines(facts)).toMatchInlineSnapshot(`
    "Payable: Anything with a total.
    Line: One article, several times. /  / The price is for one piece: /     two pieces cost twice as much.
    Basket: What a customer is about to buy.
    total: Sum of all lines.
    total_of: Adds "baskets" up."
  `);
});

test("every form of import in Python names its source", async () => {
  const facts = await factsOf(python, "storefront/basket.py");
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "__future__ annotations
    decimal
    json as codec
    os.path
    collections OrderedDict as Ordered
    collections namedtuple
    dataclasses dataclass
    dataclasses field
    enum Enum
    enum IntFlag
    functools cached_property
    typing NewType
    typing Protocol
    typing TypeAlias
    typing TypeVar
    . taxes
    .pricing.discounts Discount
    .pricing.discounts best_of as pick_best
    ..legacy *
    orjson"
  `);
});

// Wrong today: `currency` is global in `_reprice`, and `encoding` belongs to the class inside of `load`.
test("Python locals belong to the innermost scope around them", async () => {
  const facts = await factsOf(python, "storefront/basket.py");
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "32-32: word
    38-38: Key
    56-56: self
    64-65: self
    92-92: line
    96-97: self
    103-115: self owner stage local_only region
    118-120: self
    120-120: line
    123-124: self value
    127-131: self weight
    128-129: line
    134-141: T cls path Reader encoding
    138-139: self
    143-144: self
    146-163: self rates factor extra index rate low rest found factor pairs problem mode others height height text
    153-153: key value
    163-163: item
    163-163: a b
    170-172: baskets
    172-172: basket"
  `);
});
