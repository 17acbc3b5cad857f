import { Backlog } from './Backlog';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-24T00:00:00.000Z');

describe('Backlog', () => {
  it('gives away the oldest first', () => {
    const backlog = new Backlog()
      .entered(START, 3)
      .entered(START + HOUR, 2)
      .left(4);

    expect(backlog.count).toBe(1);
    expect(backlog.oldest).toBe(START + HOUR);
  });

  it('is empty when more was read than entered', () => {
    const backlog = new Backlog().entered(START, 3).left(9);

    expect(backlog.count).toBe(0);
    expect(backlog.oldest).toBeUndefined();
  });

  it('stays short over months, and keeps count and age', () => {
    let backlog = new Backlog();
    for (let hour = 0; hour < 90 * 24; hour += 1) {
      backlog = backlog.entered(START + hour * HOUR, 2);
    }

    expect(backlog.waiting.length).toBeLessThanOrEqual(192);
    expect(backlog.count).toBe(90 * 24 * 2);
    expect(backlog.oldest).toBe(START);
  });
});
