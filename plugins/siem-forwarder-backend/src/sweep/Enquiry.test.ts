import { mockServices } from '@backstage/backend-test-utils';
import { ConfigurationTurn } from './CauseFinder';
import { Enquiry } from './Enquiry';

/** Questions about as many forwarders. */
function turnsOf(count: number): Map<string, ConfigurationTurn> {
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `resource:default/line-${index}`,
      {
        transition: {
          entityRef: `resource:default/line-${index}`,
          at: '2026-11-24T12:07:00.000Z',
        },
      } as ConfigurationTurn,
    ]),
  );
}

describe('Enquiry', () => {
  const never = () => new Promise<never>(() => {});

  it('ends with its signal, also where those that are asked do not', async () => {
    const enquiry = Enquiry.create({
      causes: { find: never },
      lostRows: { list: never },
      logger: mockServices.logger.mock(),
    });
    const end = new AbortController();
    const turns = turnsOf(8);
    const answer = enquiry.answer(
      {
        turns,
        losses: new Map([...turns.keys()].map(ref => [ref, {} as never])),
      },
      end.signal,
    );
    end.abort();
    const found = await answer;
    expect(found.size).toBe(8);
    for (const { cause, items } of found.values()) {
      expect(cause).toMatchObject({ kind: 'first-seen' });
      expect(items).toBeUndefined();
    }
  });

  it('waits once for all that a part asks, and asks nobody for a while after that', async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    const timeouts = jest
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(milliseconds => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), milliseconds);
        if (milliseconds === 0) {
          controller.abort();
        }
        return controller.signal;
      });
    try {
      const find = jest.fn(never);
      const enquiry = Enquiry.create({
        causes: { find },
        logger: mockServices.logger.mock(),
      });
      const { signal } = new AbortController();
      const answer = enquiry.answer(
        { turns: turnsOf(8), losses: new Map() },
        signal,
      );
      await jest.advanceTimersByTimeAsync(15_000);
      expect((await answer).size).toBe(8);
      const asked = find.mock.calls.length;

      const next = await enquiry.answer(
        { turns: turnsOf(100), losses: new Map() },
        signal,
      );
      expect(next.size).toBe(100);
      expect(find).toHaveBeenCalledTimes(asked);
    } finally {
      timeouts.mockRestore();
      jest.useRealTimers();
    }
  });
});
