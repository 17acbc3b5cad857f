import { Entity } from '@backstage/catalog-model';
import { EXPORT_RULE_ANNOTATION } from './annotations';

/**
 * Tells whether an entity is a forwarder.
 *
 * @public
 */
export function isSiemForwarderAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[EXPORT_RULE_ANNOTATION]);
}
