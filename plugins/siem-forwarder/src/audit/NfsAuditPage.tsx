import { Container } from '@backstage/ui';
import { AuditContent } from './AuditContent';

/** The audit of the new frontend system, whose layout draws header and tabs. */
export function NfsAuditPage() {
  return (
    <Container pt="1">
      <AuditContent />
    </Container>
  );
}
