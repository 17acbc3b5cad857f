import { formatAbsolute } from './formatAbsolute';
import { formatRelative } from './formatRelative';
import { useNow } from './useNow';

/** A time as people say it, with the exact one in its title. */
export function RelativeTime(props: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time
      dateTime={props.at}
      title={formatAbsolute(props.at)}
      className={props.className}
    >
      {formatRelative(props.at, now)}
    </time>
  );
}
