import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useCheck, useForwarder } from '../live';
import { DetailsLink } from './DetailsLink';
import { OverviewCard } from './OverviewCard';

/**
 * Says on the entity page whether incidents reach the SIEM, and if not, at
 * which stage they stop and what to do.
 */
export function SiemForwarderCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const forwarder = useForwarder(entityRef);
  const check = useCheck(entityRef, forwarder.replace);
  return (
    <OverviewCard
      entityRef={entityRef}
      forwarder={forwarder}
      check={check}
      action={<DetailsLink />}
    />
  );
}
