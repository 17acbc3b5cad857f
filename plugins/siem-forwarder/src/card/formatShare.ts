/**
 * A share between 0 and 1 as per cent.
 *
 * @remarks
 * Rounded down, so that 100 % is said only when it is true.
 */
export function formatShare(share: number): string {
  const hundredths = Math.floor(share * 10_000) / 100;
  return `${hundredths} %`;
}
