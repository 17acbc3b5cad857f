import { failing, ok } from './Answer';
import { confirm, noteSample, Sample } from './confirm';
import { change } from './remedy';

const at = (seconds: number) =>
  new Date(Date.UTC(2026, 10, 24) + seconds * 1000).toISOString();
const bad = failing('bad', 'It is bad.', {
  remedy: change({ title: 'Do', text: 'Do it.' }),
});

function samplesOf(...readings: [seconds: number, failing: boolean][]) {
  return readings.reduce<Sample[]>(
    (samples, [seconds, isFailing]) =>
      noteSample(samples, { at: at(seconds), failing: isFailing }),
    [],
  );
}

describe('noteSample', () => {
  it('keeps the last three', () => {
    expect(
      samplesOf([0, true], [60, false], [120, false], [180, false]),
    ).toEqual([
      { at: at(60), failing: false },
      { at: at(120), failing: false },
      { at: at(180), failing: false },
    ]);
  });

  it('takes readings within a minute for one, with the newer answer', () => {
    expect(samplesOf([0, true], [59, false])).toEqual([
      { at: at(0), failing: false },
    ]);
    expect(samplesOf([0, true], [60, true])).toHaveLength(2);
  });

  it('does not count the same reading again', () => {
    expect(samplesOf([0, true], [0, true], [-10, false])).toEqual([
      { at: at(0), failing: true },
    ]);
  });

  it('is whole with the last source that tells of the same moment', () => {
    expect(samplesOf([0, false], [300, false], [300, true])).toEqual([
      { at: at(0), failing: false },
      { at: at(300), failing: true },
    ]);
  });
});

describe('confirm', () => {
  it.each([
    ['the first', samplesOf([0, true]), 'pending'],
    ['two of two', samplesOf([0, true], [60, true]), 'failing'],
    ['two of three', samplesOf([0, true], [60, false], [120, true]), 'failing'],
    [
      'one of three',
      samplesOf([0, false], [60, false], [120, true]),
      'pending',
    ],
  ])('judges %s', (_name, samples, status) => {
    expect(confirm(bad, samples, undefined).status).toBe(status);
  });

  it('lets what was known stand meanwhile, without a remedy', () => {
    expect(
      confirm(bad, samplesOf([0, true]), { status: 'quiet' }),
    ).toMatchObject({
      status: 'quiet',
      reason: 'unconfirmed',
      remedy: undefined,
    });
    expect(
      confirm(bad, samplesOf([0, true]), { status: 'unknown' }).status,
    ).toBe('pending');
  });

  it('does not let stand what another failure explained, once that is over', () => {
    const explained = {
      status: 'failing',
      consequenceOf: 'access/enabled',
    } as const;
    expect(
      confirm(bad, samplesOf([0, false], [300, false], [600, true]), explained)
        .status,
    ).toBe('pending');
    expect(
      confirm(bad, samplesOf([0, false], [300, true], [600, true]), explained)
        .status,
    ).toBe('failing');
  });

  it('ends a failure at the first good reading', () => {
    const good = ok('It is good.');
    expect(
      confirm(good, samplesOf([0, true], [60, true], [120, false]), {
        status: 'failing',
      }),
    ).toBe(good);
  });
});
