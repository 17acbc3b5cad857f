import { SimulatorState, SplunkEvent } from '../state';

/** Events that Splunk keeps here; a real index keeps more, the demo needs no more. */
const mostEvents = 40_000;

/** Adds an event to an index; like splunkd, drops it when there is no such index. */
export function indexEvent(state: SimulatorState, event: SplunkEvent): void {
  const { events, indexes } = state.splunk;
  if (!indexes.includes(event.index)) {
    return;
  }
  events.push(event);
  if (events.length > mostEvents * 1.1) {
    events.splice(0, events.length - mostEvents);
  }
}
