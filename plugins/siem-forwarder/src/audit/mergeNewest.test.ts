import { AuditEntry, AuditPage } from 'backstage-plugin-siem-forwarder-common';
import { mergeNewest } from './mergeNewest';

const line = (minute: number, more: Partial<AuditEntry> = {}): AuditEntry =>
  ({
    kind: 'operation',
    id: `operation:${minute}`,
    at: `2026-11-24T12:${String(minute).padStart(2, '0')}:00.000Z`,
    status: 'open',
    ...more,
  } as AuditEntry);

const page = (items: AuditEntry[], nextCursor?: string): AuditPage => ({
  items,
  ...(nextCursor ? { nextCursor } : {}),
});

describe('mergeNewest', () => {
  it('puts new lines first, replaces those that changed, and keeps the older ones', () => {
    const ended = line(20, { status: 'done' } as Partial<AuditEntry>);
    const merged = mergeNewest(
      page([line(20), line(10), line(5), line(1)], 'end'),
      page([line(30), ended, line(10)], 'early'),
    );
    expect(merged).toEqual(
      page([line(30), ended, line(10), line(5), line(1)], 'end'),
    );
  });

  it('begins anew when it cannot know what lies between', () => {
    const newest = page([line(50), line(40)], 'more');
    expect(mergeNewest(page([line(20), line(10), line(1)]), newest)).toBe(
      newest,
    );
  });

  it('takes the newer look while there is one page only', () => {
    const newest = page([line(30), line(20)], 'more');
    expect(mergeNewest(page([line(20), line(10)], 'old'), newest)).toBe(newest);
  });
});
