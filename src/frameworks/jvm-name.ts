/** Class and method of a test as a run names it: `shop.CartTest#adds(int, int)[1]` is the method `adds`. */
export function jvmName(name: string): { readonly className?: string; readonly method?: string } {
  const { className, method } =
    /^(?<className>[\p{L}\p{N}_$.]+)#(?<method>[\p{L}\p{N}_$]+)(?:[({[].*)?$/su.exec(name)
      ?.groups ?? {};
  return className === undefined || method === undefined ? {} : { className, method };
}
