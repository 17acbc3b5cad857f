import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { Alert, Skeleton } from '@backstage/ui';
import { siemForwarderApiRef } from '../../api';
import { useReloading } from '../../live';
import { siemForwarderTranslationRef } from '../../translation';
import { ChoiceList } from '../ChoiceList';
import { FieldLoadFailed } from '../FieldLoadFailed';
import { FieldMessage } from '../FieldMessage';
import { FieldProps } from '../FieldProps';
import { readFormData } from '../readFormData';
import { useAutoSelect } from '../useAutoSelect';
import { WorkspaceFacts } from './WorkspaceFacts';
import {
  MOST_ACTIVE_EXPORT_RULES,
  WorkspaceObstacle,
  workspaceObstacle,
} from './workspaceObstacle';

/** Chooses the Sentinel workspace whose rows are exported, in the owner's scope. */
export function WorkspaceField(props: FieldProps) {
  const { formData, onChange, schema, required, disabled, rawErrors } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const api = useApi(siemForwarderApiRef);
  const { owner } = readFormData(props.formContext?.formData);
  const { value, error, reload } = useReloading(
    async signal => (owner ? api.listWorkspaces(owner, { signal }) : undefined),
    { key: owner ?? '' },
  );
  const title = schema.title ?? t('fields.workspace.title');
  useAutoSelect(
    value
      ?.filter(workspace => !workspaceObstacle(workspace))
      .map(({ id }) => id),
    formData,
    onChange,
  );

  const reasons: Record<WorkspaceObstacle, string> = {
    'not-sentinel': t('fields.workspace.notSentinel'),
    'rules-full': t('fields.workspace.rulesFull', {
      most: String(MOST_ACTIVE_EXPORT_RULES),
    }),
  };

  if (!owner) {
    return <FieldMessage>{t('fields.workspace.chooseOwner')}</FieldMessage>;
  }
  if (!value) {
    return error ? (
      <FieldLoadFailed title={title} error={error} onRetry={reload} />
    ) : (
      <Skeleton width="100%" height={96} />
    );
  }
  if (value.length === 0) {
    return (
      <Alert
        status="warning"
        icon
        title={title}
        description={t('fields.workspace.none', { owner })}
      />
    );
  }
  return (
    <ChoiceList
      label={title}
      description={schema.description}
      required={required}
      disabled={disabled}
      invalid={rawErrors.length > 0}
      chosen={formData}
      onChange={onChange}
      choices={value.map(workspace => {
        const obstacle = workspaceObstacle(workspace);
        return {
          id: workspace.id,
          title: workspace.name,
          subtitle: `${
            workspace.subscriptionName ?? workspace.subscriptionId
          } / ${workspace.resourceGroup}`,
          facts: <WorkspaceFacts workspace={workspace} />,
          disabledReason: obstacle && reasons[obstacle],
        };
      })}
    />
  );
}
