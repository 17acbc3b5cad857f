import { errorTable } from '../errors/errorTable';
import { describeOperations } from '../http/describeOperations';
import { startAzureSimulator } from '../startAzureSimulator';
import { errorsPage } from './errorsPage';
import { listServices } from './listServices';
import { operationsTable } from './operationsTable';

// Starting a cloud is slow on a machine that is busy.
jest.setTimeout(60_000);

describe('the generated documentation', () => {
  it('has a row for every error', () => {
    const page = errorsPage();
    for (const { title, errors } of errorTable) {
      const section = page.split(`## ${title}\n`)[1].split('\n## ')[0];
      for (const [name, { status, when }] of Object.entries(errors)) {
        const row = section
          .split('\n')
          .find(line => line.startsWith(`| \`${name}\` | ${status} |`));
        expect(row).toContain(when.replace(/\|/g, '\\|'));
      }
    }
  });

  it('lists the operations that a running simulator offers', async () => {
    const simulator = await startAzureSimulator({
      clock: { startAt: '2026-11-24T08:00:00Z', manual: true },
    });
    const running = await simulator.control.operations();
    await simulator.stop();
    const listed = describeOperations(listServices());
    const byService = (operations: typeof listed) =>
      [...operations].sort((a, b) => a.service.localeCompare(b.service));
    expect(byService(listed)).toEqual(byService(running));
    const rows = operationsTable()
      .split('\n')
      .filter(line => line.startsWith('| ') && line.includes('`'));
    expect(rows).toHaveLength(listed.length);
  });
});
