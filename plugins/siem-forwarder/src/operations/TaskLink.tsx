import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Link } from '@backstage/ui';
import { taskRouteRef } from '../routes';
import { siemForwarderTranslationRef } from '../translation';

/** Leads to the scaffolder task that opened an operation, whose id it bears. */
export function TaskLink({ id }: { id: string }) {
  const taskRoute = useRouteRef(taskRouteRef);
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  return taskRoute ? (
    <Link href={taskRoute({ taskId: id })}>{t('operations.task')}</Link>
  ) : null;
}
