import { type Static, Type } from 'typebox'

/** What goes wrong with the next requests to send. `hang`: taken by nobody, answered never. `drop`: delivered, but the
 *  connection closes without an answer. `stall`: delivered, but neither an answer nor an event ever tells so. `cancel`: taken, and then taken back; only orders can be. */
export const Fault = Type.Object({
  mode: Type.Union([
    Type.Literal('none'),
    Type.Literal('429'),
    Type.Literal('500'),
    Type.Literal('hang'),
    Type.Literal('drop'),
    Type.Literal('stall'),
    Type.Literal('cancel'),
  ]),
  times: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type Fault = Readonly<Static<typeof Fault>>

/** Mishaps to come, for tests of what survives them. */
export class Faults {
  private mode: Fault['mode'] = 'none'
  private left = 0

  plan(fault: Fault): void {
    this.mode = fault.mode
    this.left = fault.times ?? 1
  }

  next(): Fault['mode'] {
    if (this.left === 0) return 'none'
    this.left -= 1
    return this.mode
  }
}
