import { Container } from '@backstage/ui';
import { FleetContent } from './FleetContent';

/** The fleet page of the new frontend system, whose layout draws the header. */
export function NfsFleetPage() {
  return (
    <Container pt="1">
      <FleetContent />
    </Container>
  );
}
