/** There is no simulator's control API where one was looked for; the message says what there is instead. */
export class ControlUnreachable extends Error {
  readonly name = 'ControlUnreachable';
}
