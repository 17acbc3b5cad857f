/** A wish that the control API cannot fulfil; the message says why. */
export class ControlRefusal extends Error {
  readonly name = 'ControlRefusal';

  constructor(message: string, readonly status: number = 400) {
    super(message);
  }
}
