import { Table } from '@backstage/ui';
import { ReactNode } from 'react';
import { ForwarderList } from '../api';
import { useFleetColumns } from './useFleetColumns';
import { FLEET_PAGE_SIZE } from './useFleet';

/** The forwarders of one page, in the order in which the backend sends them. */
export function FleetTable(props: {
  list?: ForwarderList;
  loading: boolean;
  emptyState: ReactNode;
  onCursor: (cursor: string | undefined) => void;
}) {
  const { list, loading, emptyState, onCursor } = props;
  const columns = useFleetColumns();
  const total = list?.total ?? 0;

  return (
    <Table
      columnConfig={columns}
      data={list?.items.map(item => ({ ...item, id: item.entityRef }))}
      isPending={loading && !list}
      emptyState={emptyState}
      pagination={
        total > FLEET_PAGE_SIZE
          ? {
              type: 'page',
              pageSize: FLEET_PAGE_SIZE,
              pageSizeOptions: [],
              offset: list?.offset ?? 0,
              totalCount: total,
              hasNextPage: list?.nextCursor !== undefined,
              hasPreviousPage: list?.previousCursor !== undefined,
              onNextPage: () => onCursor(list?.nextCursor),
              onPreviousPage: () => onCursor(list?.previousCursor),
            }
          : { type: 'none' }
      }
    />
  );
}
