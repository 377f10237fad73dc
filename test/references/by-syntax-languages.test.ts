import { expect, test } from "vitest";

import { findBySyntax } from "../../src/references/by-syntax.ts";
import type { Repository } from "../../src/repository/repository.ts";
import { task } from "../parsing/built-parsing.ts";
import { claimLines, openFiles, targetIn } from "./by-syntax-repository.ts";

/** All in one repository, since names are the same in several languages of many. */
const files = {
  "py/main.py": `from shop import Discount, Basket
import shop.pricing as p
try:
    from fast import Discount as D2
except ImportError:
    D2 = None
print(Discount(), p.Discount, Basket(), D2)
`,
  "py/other.py": `class Discount: ...
x = Discount()
`,
  "py/shop/__init__.py": `from .pricing import Discount
from .cart import Cart as Basket
`,
  "py/shop/cart.py": `import shop.pricing.discounts
import shop
class Cart:
    d: shop.pricing.discounts.Discount
    e = shop.Discount()
`,
  "py/shop/pricing/__init__.py": `from shop.pricing.discounts import *
`,
  "py/shop/pricing/discounts.py": `class Discount:
    pass
def best(Discount):
    return Discount
`,
  "go/go.mod": `module example.com/shop
`,
  "go/basket/basket.go": `package basket
import "example.com/shop/ledger"
import l2 "example.com/shop/ledger"
type Amount string
func F(a ledger.Amount, b l2.Amount, c Amount) {}
`,
  "go/ledger/ledger.go": `package ledger
type Amount int
func Add(a Amount) Amount { Amount := a; return Amount }
`,
  "go/ledger/more.go": `package ledger
func Sub(a Amount) {}
`,
  "rs/Cargo.toml": `[package]
name = "my-shop"
`,
  "rs/src/lib.rs": `pub mod stock;
mod till;
pub use stock::item::Item;
use crate::stock::prelude::*;
fn f(i: Item, j: stock::item::Item, k: crate::Item) {}
mod tests { use super::*; fn t() { let i: Item = Item { n: 1 }; } }
`,
  "rs/src/main.rs": `use my_shop::Item;
fn main() { let x = Item::new(); let x = x.n + x.n; }
`,
  "rs/src/till.rs": `use crate::stock::{item::{self, Item as I}, prelude::Thing};
fn g(a: I, b: item::Item, c: Thing) {}
`,
  "rs/src/stock/item.rs": `pub struct Item { pub n: u32 }
impl Item { pub fn new() -> Self { Item { n: 1 } } }
`,
  "rs/src/stock/mod.rs": `pub mod item;
pub mod prelude { pub use super::item::Item as Thing; }
`,
  "java/src/main/java/com/shop/orders/Book.java": `package com.shop.orders;
class Book { Order o = Order.of(); }
`,
  "java/src/main/java/com/shop/orders/Order.java": `package com.shop.orders;
public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
`,
  "java/src/main/java/com/shop/web/Order2.java": `package com.shop.web;
class Other { class Order {} Order x; org.lib.Order y; }
`,
  "java/src/main/java/com/shop/web/Page.java": `package com.shop.web;
import com.shop.orders.*;
import static com.shop.orders.Order.of;
class Page { Order o = of(); com.shop.orders.Order p; }
`,
  "java/src/test/java/com/shop/orders/BookTest.java": `package com.shop.orders;
class BookTest { Order o; }
`,
  "cs/A.cs": `namespace Shop.Orders { public class Order { public Order Next; } }
`,
  "cs/B.cs": `using Shop.Orders;
using O = Shop.Orders.Order;
namespace Shop.Web { class Page { Order a; O b; Shop.Orders.Order c; } }
`,
  "cs/C.cs": `namespace Shop.Orders.Deep { class X { Order a; } }
`,
  "cs/D.cs": `namespace Else { class Order {} class Y { Order a; } }
`,
};

let opened: Promise<Repository> | undefined;

async function references(file: string, name: string): Promise<string> {
  opened ??= openFiles(files);
  const repository = await opened;
  return claimLines(await findBySyntax(repository, await targetIn(repository, file, name), task()));
}

test("Python: relative imports, `__init__`, everything, qualified names, and another class of the name", async () => {
  expect(await references("py/shop/pricing/discounts.py", "Discount")).toMatchInlineSnapshot(`
    "scoped, complete
    5 files: 4 in result, 1 other symbol, 0 text, 0 open
    py/shop/pricing/discounts.py:1:7 definition | class Discount:
    py/main.py:1:18 import | from shop import Discount, Basket
    py/main.py:7:7 call | print(Discount(), p.Discount, Basket(), D2)
    py/main.py:7:21 read | print(Discount(), p.Discount, Basket(), D2)
    py/shop/__init__.py:1:22 import | from .pricing import Discount
    py/shop/cart.py:4:31 type in Cart.d | d: shop.pricing.discounts.Discount
    py/shop/cart.py:5:14 call in Cart.e | e = shop.Discount()"
  `);
});

test("Python: an alias that a package passes on", async () => {
  expect(await references("py/shop/cart.py", "Cart")).toMatchInlineSnapshot(`
    "scoped, complete
    3 files: 3 in result, 0 other symbol, 0 text, 0 open
    py/shop/cart.py:3:7 definition | class Cart:
    py/main.py:1:28 import | from shop import Discount, Basket
    py/main.py:7:31 call | print(Discount(), p.Discount, Basket(), D2)
    py/shop/__init__.py:2:19 import | from .cart import Cart as Basket
    py/shop/__init__.py:2:27 import | from .cart import Cart as Basket"
  `);
});

test("Go: files of one package, qualified names, aliases, shadowing", async () => {
  expect(await references("go/ledger/ledger.go", "Amount")).toMatchInlineSnapshot(`
    "scoped, complete
    3 files: 3 in result, 0 other symbol, 0 text, 0 open
    go/ledger/ledger.go:2:6 definition | type Amount int
    go/ledger/ledger.go:3:12 type in Add | func Add(a Amount) Amount { Amount := a; return Amount }
    go/ledger/ledger.go:3:20 type in Add | func Add(a Amount) Amount { Amount := a; return Amount }
    go/basket/basket.go:5:17 type in F | func F(a ledger.Amount, b l2.Amount, c Amount) {}
    go/basket/basket.go:5:30 type in F | func F(a ledger.Amount, b l2.Amount, c Amount) {}
    go/ledger/more.go:2:12 type in Sub | func Sub(a Amount) {}"
  `);
});

test("Rust: use trees, re-exports, modules in files, other crates of the workspace", async () => {
  expect(await references("rs/src/stock/item.rs", "Item")).toMatchInlineSnapshot(`
    "scoped, complete
    5 files: 5 in result, 0 other symbol, 0 text, 0 open
    rs/src/stock/item.rs:1:12 definition | pub struct Item { pub n: u32 }
    rs/src/stock/item.rs:2:6 type | impl Item { pub fn new() -> Self { Item { n: 1 } } }
    rs/src/stock/item.rs:2:36 call in Item.new | impl Item { pub fn new() -> Self { Item { n: 1 } } }
    rs/src/lib.rs:3:22 import | pub use stock::item::Item;
    rs/src/lib.rs:5:9 type in f | fn f(i: Item, j: stock::item::Item, k: crate::Item) {}
    rs/src/lib.rs:5:31 type in f | fn f(i: Item, j: stock::item::Item, k: crate::Item) {}
    rs/src/lib.rs:5:47 type in f | fn f(i: Item, j: stock::item::Item, k: crate::Item) {}
    rs/src/lib.rs:6:43 type in tests.t | mod tests { use super::*; fn t() { let i: Item = Item { n: 1 }; } }
    rs/src/lib.rs:6:50 call in tests.t | mod tests { use super::*; fn t() { let i: Item = Item { n: 1 }; } }
    rs/src/main.rs:1:14 import | use my_shop::Item;
    rs/src/main.rs:2:21 read in main | fn main() { let x = Item::new(); let x = x.n + x.n; }
    rs/src/stock/mod.rs:2:40 import in prelude | pub mod prelude { pub use super::item::Item as Thing; }
    rs/src/stock/mod.rs:2:48 import in prelude | pub mod prelude { pub use super::item::Item as Thing; }
    rs/src/till.rs:1:33 import | use crate::stock::{item::{self, Item as I}, prelude::Thing};
    rs/src/till.rs:1:41 import | use crate::stock::{item::{self, Item as I}, prelude::Thing};
    rs/src/till.rs:1:54 import | use crate::stock::{item::{self, Item as I}, prelude::Thing};
    rs/src/till.rs:2:9 type in g | fn g(a: I, b: item::Item, c: Thing) {}
    rs/src/till.rs:2:21 type in g | fn g(a: I, b: item::Item, c: Thing) {}
    rs/src/till.rs:2:30 type in g | fn g(a: I, b: item::Item, c: Thing) {}"
  `);
});

test("Java: the same package, wildcards, static imports, full names", async () => {
  expect(await references("java/src/main/java/com/shop/orders/Order.java", "Order"))
    .toMatchInlineSnapshot(`
    "scoped, complete
    9 files: 4 in result, 5 other symbol, 0 text, 0 open
    java/src/main/java/com/shop/orders/Order.java:2:14 definition | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Order.java:2:36 type in Order.of | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Order.java:2:60 call in Order.of | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Book.java:2:14 type in Book.o | class Book { Order o = Order.of(); }
    java/src/main/java/com/shop/orders/Book.java:2:24 read in Book.o | class Book { Order o = Order.of(); }
    java/src/main/java/com/shop/web/Page.java:3:31 import | import static com.shop.orders.Order.of;
    java/src/main/java/com/shop/web/Page.java:4:14 type in Page.o | class Page { Order o = of(); com.shop.orders.Order p; }
    java/src/main/java/com/shop/web/Page.java:4:46 type in Page.p | class Page { Order o = of(); com.shop.orders.Order p; }
    java/src/test/java/com/shop/orders/BookTest.java:2:18 type in BookTest.o | class BookTest { Order o; }"
  `);
});

test("Java: a field by itself and by this", async () => {
  expect(await references("java/src/main/java/com/shop/orders/Order.java", "Order.total"))
    .toMatchInlineSnapshot(`
    "scoped, incomplete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    java/src/main/java/com/shop/orders/Order.java:2:75 definition in Order | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Order.java:2:99 read in Order.t | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Order.java:2:112 read in Order.t | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }"
  `);
});

test("Java: a static method by its class and by its import", async () => {
  expect(await references("java/src/main/java/com/shop/orders/Order.java", "Order.of"))
    .toMatchInlineSnapshot(`
    "scoped, incomplete
    3 files: 3 in result, 0 other symbol, 0 text, 0 open
    java/src/main/java/com/shop/orders/Order.java:2:42 definition in Order | public class Order { public static Order of() { return new Order(); } int total; int t() { return total + this.total; } }
    java/src/main/java/com/shop/orders/Book.java:2:30 call in Book.o | class Book { Order o = Order.of(); }
    java/src/main/java/com/shop/web/Page.java:3:37 import | import static com.shop.orders.Order.of;
    java/src/main/java/com/shop/web/Page.java:4:24 call in Page.o | class Page { Order o = of(); com.shop.orders.Order p; }"
  `);
});

test("C#: usings, aliases, namespaces around and elsewhere", async () => {
  expect(await references("cs/A.cs", "Shop.Orders.Order")).toMatchInlineSnapshot(`
    "scoped, complete
    9 files: 3 in result, 6 other symbol, 0 text, 0 open
    cs/A.cs:1:38 definition in Shop.Orders | namespace Shop.Orders { public class Order { public Order Next; } }
    cs/A.cs:1:53 type in Shop.Orders.Order.Next | namespace Shop.Orders { public class Order { public Order Next; } }
    cs/B.cs:2:7 import | using O = Shop.Orders.Order;
    cs/B.cs:2:23 import | using O = Shop.Orders.Order;
    cs/B.cs:3:35 type in Shop.Web.Page.a | namespace Shop.Web { class Page { Order a; O b; Shop.Orders.Order c; } }
    cs/B.cs:3:44 type in Shop.Web.Page.b | namespace Shop.Web { class Page { Order a; O b; Shop.Orders.Order c; } }
    cs/B.cs:3:61 type in Shop.Web.Page.c | namespace Shop.Web { class Page { Order a; O b; Shop.Orders.Order c; } }
    cs/C.cs:1:40 type in Shop.Orders.Deep.X.a | namespace Shop.Orders.Deep { class X { Order a; } }"
  `);
});
