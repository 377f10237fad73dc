import { expect, test } from "vitest";

import { java } from "../../src/languages/java.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

test("every form of definition in Java is found: OrderBook.java", async () => {
  const facts = await factsOf(java, "src/com/lanternshop/orders/OrderBook.java");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "class OrderBook exported 15-92 public abstract class OrderBook<K extends Comparable<K>> extends AbstractList<Order> implements Book, AutoCloseable
    constant OrderBook.MAX_ORDERS exported 18-18 public static final int MAX_ORDERS = 400, MIN_ORDERS = 1
    constant OrderBook.MIN_ORDERS exported 18-18 public static final int MAX_ORDERS = 400, MIN_ORDERS = 1
    constant OrderBook.NAME hidden 19-19 final static String NAME = "book"
    property OrderBook.opened hidden 20-20 private static int opened
    property OrderBook.orders exported 22-22 protected final Map<K, Order> orders = new HashMap<>()
    property OrderBook.notes hidden 23-23 List<String> notes, labels[]
    property OrderBook.labels hidden 23-23 List<String> notes, labels[]
    property OrderBook.byDate hidden 24-29 private final Comparator<Order> byDate
    method OrderBook.byDate.compare hidden 25-28 public int compare(Order left, Order right)
    property OrderBook.show hidden 30-32 Function<Order, String> show = order ->
    constructor OrderBook.OrderBook exported 39-42 public OrderBook(K first, Order... others) throws BookException
    constructor OrderBook.OrderBook hidden 45-45 OrderBook()
    method OrderBook.find exported 48-72 public <R> R find(final K key, Function<? super Order, R> then)
    class OrderBook.find.Local hidden 61-63 class Local
    property OrderBook.find.Local.depth hidden 62-62 int depth
    method OrderBook.weigh hidden 74-79 int weigh(Object parcel)
    method OrderBook.ship exported 81-81 protected abstract void ship()
    method OrderBook.checksum hidden 83-83 native long checksum(byte[] data)
    class OrderBook.BookException exported 85-87 public static class BookException extends Exception
    property OrderBook.BookException.reason exported 86-86 protected String reason
    class OrderBook.Page hidden 89-91 class Page
    property OrderBook.Page.number hidden 90-90 public int number
    class Parcel hidden 95-110 record Parcel(int grams, @Fragile String... boxes) implements Comparable<Parcel>
    property Parcel.grams hidden 95-95 int grams
    property Parcel.boxes hidden 95-95 String... boxes
    property Parcel.count hidden 96-96 static int count
    constructor Parcel.Parcel hidden 98-100 public Parcel
    constructor Parcel.Parcel hidden 102-104 Parcel(int grams)
    method Parcel.compareTo hidden 106-109 public int compareTo(Parcel other)
    interface Book hidden 112-130 sealed interface Book permits OrderBook
    constant Book.PAGES hidden 113-113 int PAGES = 12
    method Book.ship hidden 115-115 void ship()
    method Book.title hidden 117-119 default String title()
    method Book.hide hidden 121-121 private void hide()
    method Book.empty hidden 123-125 static Book empty()
    enum Book.Cover hidden 127-129 enum Cover
    enum_member Book.Cover.HARD hidden 128-128 HARD"
  `);
});

test("text that looks like code defines nothing in Java", async () => {
  const facts = await factsOf(java, "src/com/lanternshop/orders/Stage.java");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "enum Stage exported 6-40 public enum Stage implements Step
    enum_member Stage.OPEN exported 7-12 OPEN("open")
    method Stage.OPEN.next exported 8-11 public Stage next()
    enum_member Stage.PAID exported 14-15 PAID
    enum_member Stage.SHIPPED exported 16-16 SHIPPED
    property Stage.label hidden 18-18 private final String label
    constructor Stage.Stage hidden 20-22 Stage(String label)
    method Stage.next exported 24-39 public Stage next()
    class Stage.next.Pair hidden 36-36 record Pair(int left, int right)
    property Stage.next.Pair.left hidden 36-36 int left
    property Stage.next.Pair.right hidden 36-36 int right
    interface Fragile hidden 43-50 @interface Fragile
    method Fragile.value hidden 45-45 String value() default "glass"
    method Fragile.heights hidden 47-47 int[] heights()
    constant Fragile.LIMIT hidden 49-49 int LIMIT = 3"
  `);
});

test("Java documentation is prose without its delimiters", async () => {
  const facts = await factsOf(java, "src/com/lanternshop/orders/OrderBook.java");
  expect(docLines(facts)).toMatchInlineSnapshot(`
    "OrderBook: Keeps orders until they are shipped. /  / @param <K> what orders are found by
    MAX_ORDERS: Most orders of one day.
    MIN_ORDERS: Most orders of one day.
    find: Finds by #key.
    Parcel: One order."
  `);
});

test("every form of import in Java names its source", async () => {
  const facts = await factsOf(java, "src/com/lanternshop/orders/OrderBook.java");
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "java.util.Objects requireNonNull
    java.util.stream.Collectors *
    com.lanternshop.money Amount
    java.util *
    java.util.function Function"
  `);
});

test("Java locals belong to the innermost scope around them", async () => {
  const facts = await factsOf(java, "src/com/lanternshop/orders/OrderBook.java");
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "15-92: K
    25-28: left right
    30-32: order
    34-37: warmUp
    39-42: first others
    48-72: R key then
    50-55: at end
    50-55: order
    52-54: express
    57-59: order
    60-67: log input
    60-65: Local task
    65-67: problem
    69-69: call
    69-69: left right
    74-79: parcel
    76-76: grams box
    83-83: data
    102-104: grams
    106-109: other"
  `);
});
