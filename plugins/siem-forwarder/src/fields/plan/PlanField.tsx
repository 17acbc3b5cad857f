import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Button, Skeleton } from '@backstage/ui';
import { useEffect } from 'react';
import { siemForwarderApiRef } from '../../api';
import { useReloading } from '../../live';
import { siemForwarderTranslationRef } from '../../translation';
import { FieldProps } from '../FieldProps';
import { useDebounced } from '../useDebounced';
import { PlanChanges } from './PlanChanges';
import { PlanCost } from './PlanCost';
import { PlanExports } from './PlanExports';
import { PlanProblems } from './PlanProblems';
import { PlanRights } from './PlanRights';
import { planSummary } from './planSummary';
import { specOfForm } from './specOfForm';
import styles from './PlanField.module.css';

/** How long the form rests before a new plan is asked for. */
const PAUSE_MILLISECONDS = 600;

/**
 * Shows what a run with the form's values would do, and everything that stands
 * against it.
 *
 * @remarks
 * The field's value is a summary of the plan. It has one from the start, since
 * the form validates only fields that have a value.
 */
export function PlanField(props: FieldProps) {
  const { formData, onChange, schema } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const api = useApi(siemForwarderApiRef);
  const spec = JSON.stringify(specOfForm(props.formContext?.formData ?? {}));
  const asked = useDebounced(spec, PAUSE_MILLISECONDS);
  const {
    value: plan,
    error,
    loading,
    reload,
  } = useReloading(signal => api.plan(JSON.parse(asked), { signal }), {
    key: asked,
    keepsValue: true,
  });
  const stale = loading || asked !== spec;

  const summary =
    plan && !stale && !error ? planSummary(plan) : t('fields.plan.checking');
  useEffect(() => {
    if (formData !== summary) {
      onChange(summary);
    }
  });

  const errors = plan?.problems.filter(p => p.severity === 'error') ?? [];
  const warnings = plan?.problems.filter(p => p.severity === 'warning') ?? [];

  return (
    <div
      className={styles.plan}
      data-stale={(plan && stale) || undefined}
      aria-busy={stale}
    >
      <div className={styles.head}>
        <div role="status">
          <h3 className={styles.title}>
            {schema.title ?? t('fields.plan.title')}
          </h3>
          <p className={styles.description}>
            {stale
              ? t('fields.plan.checking')
              : schema.description ?? t('fields.plan.description')}
          </p>
        </div>
        <Button
          size="small"
          variant="secondary"
          isPending={stale}
          onPress={reload}
        >
          {t('fields.plan.refresh')}
        </Button>
      </div>
      {error && !loading && (
        <Alert
          status="danger"
          icon
          title={t('fields.plan.failed')}
          description={error.message}
        />
      )}
      {!plan && !error && <Skeleton width="100%" height={120} />}
      {plan && (
        <>
          <PlanProblems
            title={t('fields.plan.problems', { count: errors.length })}
            tone="negative"
            problems={errors}
          />
          <PlanProblems
            title={t('fields.plan.warnings', { count: warnings.length })}
            tone="warning"
            problems={warnings}
          />
          <PlanRights rights={plan.missingRights} />
          <PlanChanges changes={plan.changes} />
          <PlanExports exports={plan.exports} />
          <PlanCost cost={plan.cost} notice={plan.costNotice} />
        </>
      )}
    </div>
  );
}
