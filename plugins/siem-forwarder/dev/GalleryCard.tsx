import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { OverviewCard } from '../src/card';
import { useCheck, useForwarder } from '../src/live';

/** The card outside of an entity page, where its link to the tab cannot be resolved. */
export function GalleryCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const forwarder = useForwarder(entityRef);
  const check = useCheck(entityRef, forwarder.replace);
  return (
    <OverviewCard
      entityRef={entityRef}
      forwarder={forwarder}
      check={check}
      action={
        <ButtonLink
          size="small"
          variant="tertiary"
          href={`/catalog/default/resource/${entity.metadata.name}/siem-forwarder`}
        >
          Details
        </ButtonLink>
      }
    />
  );
}
