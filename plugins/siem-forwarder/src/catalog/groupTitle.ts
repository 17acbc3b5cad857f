import { ApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';

/** The name by which people know a group, as the portal presents it. */
export async function groupTitle(
  apis: ApiHolder,
  entityRef: string,
): Promise<string> {
  const context = { defaultKind: 'group', defaultNamespace: 'default' };
  const presentation = apis.get(entityPresentationApiRef);
  const { primaryTitle } = presentation
    ? await presentation.forEntity(entityRef, context).promise
    : defaultEntityPresentation(entityRef, context);
  return primaryTitle;
}
