import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import { FleetCoverage } from 'backstage-plugin-siem-forwarder-common';
import { siemForwarderTranslationRef } from '../translation';
import styles from './CoverageDialog.module.css';

/** Which workspaces have no forwarder, and plainly what was counted. */
export function CoverageDialog(props: {
  coverage: FleetCoverage;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { coverage, open, onOpen } = props;
  const { workspaces, uncovered, uncounted } = coverage;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const whole = [
    ...(uncounted.subscriptions > 0
      ? [t('fleet.subscriptions', { count: uncounted.subscriptions })]
      : []),
    ...(uncounted.resourceGroups > 0
      ? [t('fleet.resourceGroups', { count: uncounted.resourceGroups })]
      : []),
  ];

  return (
    <Dialog isOpen={open} onOpenChange={onOpen} width="min(720px, 92vw)">
      <DialogHeader>{t('fleet.uncovered')}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">
            {workspaces === 0
              ? t('fleet.nothingCounted')
              : t('fleet.counted', {
                  count: workspaces,
                  covered: String(workspaces - uncovered.length),
                })}
          </Text>
          {whole.length > 0 && (
            <Text as="p" color="secondary">
              {t('fleet.uncounted', { scopes: whole.join(t('fleet.and')) })}
            </Text>
          )}
          {uncovered.length > 0 && (
            <ul className={styles.list} aria-label={t('fleet.uncovered')}>
              {uncovered.map(({ id, name, owners }) => (
                <li key={id}>
                  <div className={styles.head}>
                    <span className={styles.name}>{name}</span>
                    <span className={styles.owners}>
                      {owners.map(owner => (
                        <EntityRefLink
                          key={owner}
                          entityRef={owner}
                          defaultKind="group"
                        />
                      ))}
                    </span>
                  </div>
                  <div className={styles.id}>{id}</div>
                </li>
              ))}
            </ul>
          )}
        </div>
      </DialogBody>
    </Dialog>
  );
}
