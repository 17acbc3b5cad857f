import { command } from './PeopleCommand';
import { readDuration } from './readers';

/** The simulated clock. */
export const clockCommands = [
  command({
    syntax: 'now',
    description: 'tell the simulated present',
    run: client => client.now(),
    say: now => now,
  }),
  command({
    syntax: 'advance <duration>',
    description: 'move a manual clock forward, e.g. by 90s, 5m, 1h30m or 2d',
    run: (client, [duration]) => client.advance(readDuration(duration)),
    say: now => `It is ${now} now.`,
  }),
  command({
    syntax: 'tick',
    description: 'let flow what is due, without waiting for the next tick',
    run: client => client.tick(),
    say: () => 'What was due has flowed.',
  }),
];
