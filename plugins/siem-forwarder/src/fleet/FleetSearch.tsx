import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { siemForwarderTranslationRef } from '../translation';

/** How long a user pauses in typing before the backend is asked. */
const PAUSE_MILLISECONDS = 300;

/** A search field that reports what was typed after a pause. */
export function FleetSearch(props: {
  search: string;
  onChange: (search: string) => void;
  className?: string;
}) {
  const { search, onChange, className } = props;
  const { t } = useTranslationRef(siemForwarderTranslationRef);
  const [text, setText] = useState(search);
  const reported = useRef(search);

  // Follows a change from elsewhere (a link, 'Clear filters'), but not the echo of its own report.
  useEffect(() => {
    if (search !== reported.current) {
      reported.current = search;
      setText(search);
    }
  }, [search]);

  useEffect(() => {
    if (text === reported.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      reported.current = text;
      onChange(text);
    }, PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  return (
    <SearchField
      className={className}
      size="medium"
      aria-label={t('fleet.search')}
      placeholder={t('fleet.searchPlaceholder')}
      value={text}
      onChange={setText}
    />
  );
}
