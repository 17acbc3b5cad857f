import { Table } from '@backstage/ui';
import {
  ForwarderSort,
  forwarderSorts,
} from 'backstage-plugin-siem-forwarder-common';
import { ReactNode } from 'react';
import { ForwarderList } from '../api';
import { useFleetColumns } from './useFleetColumns';
import { FLEET_PAGE_SIZE } from './useFleet';
import { useFleetUptimes } from './useFleetUptimes';

/** The forwarders of one page, in the order in which the backend sends them. */
export function FleetTable(props: {
  list?: ForwarderList;
  loading: boolean;
  emptyState: ReactNode;
  /** Worst first when absent. */
  sort?: ForwarderSort;
  descending: boolean;
  onSort: (sort: ForwarderSort, descending: boolean) => void;
  onCursor: (cursor: string | undefined) => void;
}) {
  const { list, loading, emptyState, onCursor, onSort } = props;
  const { sort = 'health', descending } = props;
  const columns = useFleetColumns(useFleetUptimes(list));
  const total = list?.total ?? 0;

  return (
    <Table
      columnConfig={columns}
      data={list?.items.map(item => ({ ...item, id: item.entityRef }))}
      isPending={loading && !list}
      emptyState={emptyState}
      sort={{
        descriptor: {
          column: sort,
          direction: descending ? 'descending' : 'ascending',
        },
        onSortChange: ({ column, direction }) => {
          const chosen = forwarderSorts.find(known => known === column);
          if (chosen) {
            onSort(chosen, direction === 'descending');
          }
        },
      }}
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
