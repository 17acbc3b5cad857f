import { Table } from '@backstage/ui';
import { AuditEntry } from 'backstage-plugin-siem-forwarder-common';
import { ReactNode } from 'react';
import { useAuditColumns } from './useAuditColumns';
import styles from './AuditTable.module.css';

/** Pixels of a line with a short reason; others are measured. */
const ROW_HEIGHT = 76;

/** The lines that are loaded; only those in view are rendered. */
export function AuditTable(props: {
  entries?: AuditEntry[];
  loading: boolean;
  emptyState: ReactNode;
}) {
  const { entries, loading, emptyState } = props;
  const columns = useAuditColumns();

  return (
    <Table
      className={styles.table}
      columnConfig={columns}
      data={entries}
      isPending={loading && !entries}
      emptyState={emptyState}
      pagination={{ type: 'none' }}
      virtualized={entries?.length ? { estimatedRowHeight: ROW_HEIGHT } : false}
    />
  );
}
