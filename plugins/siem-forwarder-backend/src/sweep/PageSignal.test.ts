import { mockServices } from '@backstage/backend-test-utils';
import { PageSignal } from './PageSignal';

describe('PageSignal', () => {
  const publish = jest.fn(async (_signal: unknown) => {});
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    jest.resetAllMocks();
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  const create = () =>
    PageSignal.create({ signals: { publish }, logger, interval: 5_000 });

  it('tells everybody that something changed, and of nothing', async () => {
    await create().send();
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'siem-forwarder',
          message: {},
        },
      ],
    ]);
  });

  it('sends one signal at once, and one for thousands that follow', async () => {
    const pages = create();
    for (let i = 0; i < 10_000; i++) {
      await pages.send();
    }
    expect(publish).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(publish).toHaveBeenCalledTimes(2);
    await pages.send();
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('rests after a signal that was late, too', async () => {
    const pages = create();
    await pages.send();
    await pages.send();
    await jest.advanceTimersByTimeAsync(5_000);
    await pages.send();
    expect(publish).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('says why a signal that was late could not be sent', async () => {
    const pages = create();
    await pages.send();
    await pages.send();
    publish.mockRejectedValueOnce(new Error('the bus is down'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the bus is down'),
    );
  });
});
