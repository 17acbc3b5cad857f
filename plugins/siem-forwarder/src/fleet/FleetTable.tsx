import { Table } from '@backstage/ui';
import { ReactNode } from 'react';
import { ForwarderList } from '../api';
import { useFleetColumns } from './useFleetColumns';
import { FLEET_PAGE_SIZE } from './useFleet';

/** The forwarders of one page, worst first as the backend sends them. */
export function FleetTable(props: {
  list?: ForwarderList;
  offset: number;
  loading: boolean;
  emptyState: ReactNode;
  onOffset: (offset: number) => void;
}) {
  const { list, offset, loading, emptyState, onOffset } = props;
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
              offset,
              totalCount: total,
              hasNextPage: offset + FLEET_PAGE_SIZE < total,
              hasPreviousPage: offset > 0,
              onNextPage: () => onOffset(offset + FLEET_PAGE_SIZE),
              onPreviousPage: () =>
                onOffset(Math.max(0, offset - FLEET_PAGE_SIZE)),
            }
          : { type: 'none' }
      }
    />
  );
}
