/** How many arguments a function takes: at least, at most (the same when absent), and in steps of (1 when absent). */
export type Arity = readonly [least: number, most?: number, step?: number];

/** Whether a function may be called with so many arguments. */
export function fitsArity(
  [least, most = least, step = 1]: Arity,
  count: number,
): boolean {
  return count >= least && count <= most && (count - least) % step === 0;
}
