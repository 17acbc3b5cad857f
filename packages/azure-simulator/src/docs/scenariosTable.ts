import { scenarios } from '../scenarios/scenarios';
import { code, markdownTable, unformatted } from './markdownTable';

/** The table of scenarios (Markdown). */
export function scenariosTable(): string {
  return unformatted(
    markdownTable(
      ['scenario', 'what happens', 'the check that is about it', 'becomes'],
      scenarios.map(({ name, summary, shows }) => [
        code(name),
        summary,
        code(shows.check),
        shows.shownBy === 'traffic'
          ? `${shows.status}, once rows have gone wrong for a while`
          : shows.status,
      ]),
    ),
  );
}
