import { expect, test } from "vitest";

import { cSharp } from "../../src/languages/c-sharp.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

test("every form of definition in C# is found: Stock.cs", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Stock.cs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "module Lantern.Warehouse exported 1-139 namespace Lantern.Warehouse
    class Lantern.Warehouse.Stock exported 16-104 public sealed partial class Stock<T>(int capacity, string site) : Shelf<T>(capacity), IStore, IDisposable where T : class, new()
    constant Lantern.Warehouse.Stock.MaxPieces exported 21-21 public const int MaxPieces = 400
    property Lantern.Warehouse.Stock.Pattern exported 22-22 public static readonly string Pattern = @"class ""Fake"" \\{"
    property Lantern.Warehouse.Stock._count hidden 23-23 private int _count = 1, _held
    property Lantern.Warehouse.Stock._held hidden 23-23 private int _count = 1, _held
    property Lantern.Warehouse.Stock._byCode hidden 24-27 private readonly Dictionary<string, T> _byCode
    property Lantern.Warehouse.Stock.Weight exported 28-28 internal protected decimal Weight
    property Lantern.Warehouse.Stock.Twice hidden 29-29 private protected Func<int, int> Twice
    property Lantern.Warehouse.Stock.Count exported 31-31 public int Count
    property Lantern.Warehouse.Stock.Label exported 32-32 public string Label
    property Lantern.Warehouse.Stock.Site exported 33-33 public required string Site
    property Lantern.Warehouse.Stock.this exported 34-38 public T this[int index]
    property Lantern.Warehouse.Stock.Emptied exported 40-40 public event EventHandler? Emptied, Filled
    property Lantern.Warehouse.Stock.Filled exported 40-40 public event EventHandler? Emptied, Filled
    property Lantern.Warehouse.Stock.Moved exported 41-45 public event EventHandler Moved
    constructor Lantern.Warehouse.Stock.Stock hidden 47-47 static Stock()
    constructor Lantern.Warehouse.Stock.Stock exported 49-49 public Stock(string site, params T[] items) : this(items.Length, site)
    method Lantern.Warehouse.Stock.Stock hidden 51-51 ~Stock()
    method Lantern.Warehouse.Stock.+ exported 53-53 public static Stock<T> operator +(Stock<T> left, T right)
    method Lantern.Warehouse.Stock.int exported 55-55 public static implicit operator int(Stock<T> stock)
    method Lantern.Warehouse.Stock.Dispose hidden 57-57 void IDisposable.Dispose()
    method Lantern.Warehouse.Stock.Find exported 60-93 protected override async Task<R> Find<R>([FromKey] in string code, out int at, R fallback = default) where R : struct
    function Lantern.Warehouse.Stock.Find.Local hidden 77-77 int Local<Q>(int input)
    method Lantern.Warehouse.Stock.Dump exported 96-96 public void Dump()
    method Lantern.Warehouse.Stock.Dump exported 98-98 public void Dump(int level)
    class Lantern.Warehouse.Stock.Pallet hidden 102-102 private class Pallet
    property Lantern.Warehouse.Stock.Pallet.Height hidden 102-102 public int Height
    class Lantern.Warehouse.Parcel exported 106-106 public record Parcel(int Grams, [Fragile] string Box) : Goods(Grams)
    property Lantern.Warehouse.Parcel.Grams exported 106-106 int Grams
    property Lantern.Warehouse.Parcel.Box exported 106-106 string Box
    struct Lantern.Warehouse.Slot exported 108-111 public readonly record struct Slot(int Row)
    property Lantern.Warehouse.Slot.Row exported 108-108 int Row
    property Lantern.Warehouse.Slot.Column exported 110-110 public int Column
    struct Lantern.Warehouse.Cursor exported 113-113 public ref struct Cursor
    property Lantern.Warehouse.Cursor.At exported 113-113 public int At
    enum Lantern.Warehouse.Zone exported 115-120 public enum Zone : byte
    enum_member Lantern.Warehouse.Zone.Cold exported 118-118 Cold
    enum_member Lantern.Warehouse.Zone.Dry exported 119-119 Dry = 2
    interface Lantern.Warehouse.IStore exported 122-129 public interface IStore
    property Lantern.Warehouse.IStore.Count exported 124-124 int Count
    method Lantern.Warehouse.IStore.Fill exported 125-125 void Fill()
    method Lantern.Warehouse.IStore.Empty exported 126-126 static abstract IStore Empty()
    property Lantern.Warehouse.IStore.Emptied exported 127-127 event Action Emptied
    method Lantern.Warehouse.IStore.Hide hidden 128-128 private void Hide()
    type Lantern.Warehouse.Picker exported 131-131 public delegate R Picker<in T, out R>(T piece)
    class Lantern.Warehouse.Helper hidden 133-133 class Helper
    method Lantern.Warehouse.Helper.Help hidden 133-133 public static void Help()
    class Lantern.Warehouse.Extensions hidden 135-138 file static class Extensions
    method Lantern.Warehouse.Extensions.Twice hidden 137-137 public static int Twice(this int @value)"
  `);
});

test("text that looks like code defines nothing in C#", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Scanner.cs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "module Lantern.Scanning exported 3-25 namespace Lantern.Scanning
    module Lantern.Scanning.Devices exported 5-24 namespace Devices
    class Lantern.Scanning.Devices.Scanner hidden 7-23 internal class Scanner
    method Lantern.Scanning.Devices.Scanner.Read hidden 9-22 public string Read(int width)"
  `);
});

test("every form of definition in C# is found: Startup.cs", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Startup.cs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "function Report hidden 6-9 static void Report(int pieces)
    class Box exported 11-11 public class Box"
  `);
});

test("C# documentation is prose without its delimiters", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Stock.cs");
  expect(docLines(facts)).toMatchInlineSnapshot(`
    "Stock: What lies on the shelves. See Lantern.Shelf. / capacity: How much fits.
    MaxPieces: Most pieces of a kind.
    Cold: Below zero."
  `);
});

test("every form of import in C# names its source", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Stock.cs");
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "Legacy
    System.Text *
    System *
    System.Math *
    System.Collections.Generic.List<decimal> as Amounts"
  `);
});

test("C# locals belong to the innermost scope around them", async () => {
  const facts = await factsOf(cSharp, "Warehouse/Stock.cs");
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "16-104: T capacity site
    29-29: value
    34-38: index
    49-49: site items
    53-53: left right
    55-55: stock
    60-93: R code at fallback
    63-93: start end log text width depth height box found low high halve add old Local query
    66-66: reader
    67-67: key item
    68-68: piece
    69-69: step
    70-70: problem
    74-74: whole
    75-75: first second
    76-76: number
    77-77: Q input
    78-84: shelf rack racks room best
    87-88: longer
    89-90: next
    92-92: odd
    98-98: level
    131-131: T R piece
    137-137: @value"
  `);
});
